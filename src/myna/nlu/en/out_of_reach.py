"""Questions that only an address book, a calendar or a network could answer: "how old is Joanne". Pure.

Its rules:

1. Somebody is private who is called by a first name alone, or is the speaker's own: "Joe", "my aunt". Who is known by
   one name ("Madonna") is none of these.
2. An event is private where it is at hand: the party, the match tonight, a free meeting room.
3. What changes from day to day is out of reach as well: the news, the weather, the traffic, prices, what customers say.
   What was so at a time that is named, or is so for good ("the temperature of the sun"), is a question of fact.
4. The whole sentence is such a question, and nothing else is asked for.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from myna.nlu.en import guards
from myna.nlu.en.words import lowered

_AROUND = "around"
"""The key of what stands around a question; every other one is the classes of some."""


def classes(text: str) -> Sequence[str]:
    """The classes of the question that ``text`` is as a whole, the likeliest first; none where it is in reach."""
    table = load()
    lower = table[_AROUND].sub("", lowered(text).strip(" ?.!"))
    found = (name for name, form in table.items() if name != _AROUND and form.fullmatch(lower))
    return tuple(next(found, "").split())


@cache
def load() -> Mapping[str, re.Pattern[str]]:
    """The forms of the table, made once, which takes some hundredths of a second."""
    return guards.expressions("out_of_reach.yaml")
