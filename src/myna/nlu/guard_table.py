"""What keeps a sentence that mentions an order from being taken for one, as a table of a language. Pure.

Its rules:

1. What is ``certain`` is an order whatever else it holds ("don't let me oversleep").
2. ``orders`` are taken out before anything is looked at: they sound negated or conditional and are none ("don't forget
   to", "if you can").
3. ``content``, what the user wants noted or said, is not looked at: "remind me not to eat sugar" is an order.
4. The first rule that finds something says the kind. Those under ``first`` see the sentence as it is.
5. What is for another device (``elsewhere``) is an order, and is told apart from what guards one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, Self, get_args

from myna.nlu.normalise import folded

Kind = Literal["negation", "question", "condition", "report", "hypothetical", "withdrawal", "retraction"]
"""Why a sentence is no order.

``negation``: it says that something shall not be done, or was not asked for.
``question``: it asks, be it about an act ("did you set an alarm") or about what is so ("is my alarm set").
``condition``: something shall be done only if or when something else happens.
``report``: it tells what somebody says, did or will do, or how things are, or is said to somebody else.
``hypothetical``: it plays with a thought ("imagine").
``withdrawal``: something is not wanted any longer ("I don't need the alarm any more").
``retraction``: what was said is taken back at its end ("..., no, never mind").
"""

Effect = Literal["query", "change", "stop"]
"""What an intent does: it only tells something; it sets or changes something; it ends, removes or silences it."""

_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}

_NOTHING = "(?!)"
"""A regular expression that finds nothing."""

_LETS: Mapping[Kind, Effect] = {"question": "query", "withdrawal": "stop"}


@dataclass(frozen=True, slots=True)
class Guard:
    """Why a sentence is no order, and the words that show it."""

    kind: Kind
    words: str

    def lets(self, effect: Effect) -> bool:
        """Whether an intent with ``effect`` may act all the same: a query for a question, an end for a withdrawal."""
        return _LETS.get(self.kind) == effect


@dataclass(frozen=True, slots=True)
class GuardTable:
    """Regular expressions over a sentence in lower case; a comma stands for every pause, a final ``?`` is kept."""

    certain: re.Pattern[str]
    orders: re.Pattern[str]
    content: re.Pattern[str]
    elsewhere: re.Pattern[str]
    first: Sequence[tuple[Kind, re.Pattern[str]]]
    rules: Sequence[tuple[Kind, re.Pattern[str]]]

    @classmethod
    def read(
        cls,
        entry: Mapping[str, Any],
        *,
        forms: Mapping[str, str] = MappingProxyType({}),
        before: str = r"\b",
        after: str = r"\b",
    ) -> Self:
        """The table of a ``guards.yaml``.

        It has lists of regular expressions named ``certain``, ``orders``, ``content``, ``elsewhere`` and as the kinds,
        which are tried in its order, and under ``first`` again as the kinds. ``forms`` and those of the file stand for
        their names in capitals. ``before`` and ``after`` stand around each expression, except in a file with
        ``word: false``: its words are not divided by spaces, or carry their endings.
        """
        if not entry.get("word", True):
            before = after = ""
        named = {**entry.get("forms", {}), **forms}

        def compiled(listed: Sequence[str]) -> re.Pattern[str]:
            return re.compile("|".join(f"{before}(?:{folded(spelt(one, named))}){after}" for one in listed) or _NOTHING)

        def kinds(lists: Mapping[str, Any]) -> list[tuple[Kind, re.Pattern[str]]]:
            return [(_KINDS[name], compiled(lists[name])) for name in lists if name in _KINDS]

        names = ("certain", "orders", "content", "elsewhere")
        whole, taken_out, content, elsewhere = (compiled(entry.get(name, ())) for name in names)
        return cls(whole, taken_out, content, elsewhere, kinds(entry.get("first", {})), kinds(entry))

    def is_certain(self, text: str) -> bool:
        """Whether ``text`` is an order, whatever else it holds."""
        return bool(self.certain.search(text))

    def is_elsewhere(self, text: str) -> bool:
        """Whether ``text`` is an order for another device."""
        return bool(self.elsewhere.search(self.content.sub(" ", text)))

    def guard(self, text: str) -> Guard | None:
        """What guards ``text``; None where it may be an order."""
        if self.is_certain(text):
            return None
        plain = " ".join(self.orders.sub(" ", text).split()).removeprefix(", ")
        order = self.content.sub(" ", plain)
        for seen, rules in ((text, self.first), (order, self.rules)):
            for kind, pattern in rules:
                if match := pattern.search(seen):
                    return Guard(kind, match.group().strip(" ,"))
        return None


def spelt(pattern: str, forms: Mapping[str, str]) -> str:
    """``pattern`` with the ``forms`` that its names in capitals stand for, which may have names themselves."""
    return re.sub("[A-Z]{3,}", lambda name: spelt(forms[name.group()], forms), pattern)
