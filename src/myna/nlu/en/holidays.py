"""What people call holidays, and which days of a calendar they mean. Pure."""

import re
from collections.abc import Iterable

from myna.nlu.en.words import lowered

_CALLED = {
    "Martin Luther King Jr. Day": ("martin luther king day", "martin luther king junior day", "mlk day"),
    "Washington's Birthday": ("presidents day", "president day"),
    "Juneteenth National Independence Day": ("juneteenth",),
    "Labor Day": ("labour day",),
    "Columbus Day": ("indigenous peoples day",),
    "Thanksgiving Day": ("thanksgiving",),
    "Christmas Day": ("christmas", "xmas"),
    "Saint Patrick's Day": ("st patricks day", "patricks day"),
    "Valentine's Day": ("valentines",),
    "May Day": ("early may bank holiday", "may bank holiday"),
    "Spring Bank Holiday": ("late may bank holiday", "whitsun bank holiday"),
    "Late Summer Bank Holiday": ("summer bank holiday", "august bank holiday"),
}
"""What people call a holiday beside its official name, without apostrophes."""


_WHICH = re.compile(r"^(?:on )?(?:the |next |this |last )+")


def named(text: str, names: Iterable[str], *, whole: bool = False) -> str | None:
    """The one of the official ``names`` of holidays that ``text`` says; the longest where it is several.

    ``whole``: the text must be nothing else.
    """
    plain = _WHICH.sub("", _plain(text))
    said = [
        (len(words), name)
        for name in names
        for words in (_plain(name), *_CALLED.get(name, ()))
        if plain == words or (not whole and re.search(rf"\b{re.escape(words)}\b", plain))
    ]
    return max(said)[1] if said else None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", "", lowered(text)).split())
