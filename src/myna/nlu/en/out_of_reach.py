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
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from myna.core.tables import read_table
from myna.nlu.en import guards
from myna.nlu.en.words import lowered
from myna.nlu.guard_table import spelt


def classes(text: str) -> Sequence[str]:
    """The classes of the question that ``text`` is as a whole, the likeliest first; none where it is in reach."""
    around, questions = load()
    lower = around.sub("", lowered(text).strip(" ?.!"))
    return next((found for found, form in questions if form.fullmatch(lower) is not None), ())


@cache
def load() -> tuple[re.Pattern[str], Sequence[tuple[Sequence[str], re.Pattern[str]]]]:
    """What stands around a question, and the classes and forms of each; made once, in some hundredths of a second."""
    table = read_table(files("myna.nlu.en").joinpath("out_of_reach.yaml"))
    forms = {"NAME": guards.first_names(), **table["forms"]}
    around = "|".join(f"(?:{one})" for one in table["around"])
    questions = [(name.split(), "|".join(lines)) for name, lines in table["questions"].items()]
    return re.compile(around), [(tuple(found), re.compile(spelt(lines, forms))) for found, lines in questions]
