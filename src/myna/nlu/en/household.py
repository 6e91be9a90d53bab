"""What only those know who live in the house, and what takes hands: "did I take my pills", "feed the cat". Pure.

Its rules:

1. What the speaker has done, has or is, what is at the door, and whose turn it is: a note may say it, and nobody else
   here can. It is never a question about the world, which the language model might answer with something made up.
2. A chore is an order by its verb and what is done with it. What is asked about one ("how do I wash silk") is none.
3. What another refusal, a timer, a list or a calendar is about is theirs: the sentence says so in a word.
"""

import re
from collections.abc import Mapping
from functools import cache

from myna.nlu.en import groceries, guards
from myna.nlu.en.words import lowered

QUESTION, CHORE = "household.question", "chore.do"
"""The classes of such questions and orders."""


def matter(text: str) -> str:
    """The class of the household matter that is all that ``text`` asks for or wants; empty where it is none."""
    lower, forms = lowered(text).strip(" ?.!"), load()
    order = forms["asked_to"].sub("", lower)
    if forms["chores"].match(order) and not forms["no_chore"].search(order):
        return CHORE
    asked = forms["around"].sub("", lower)
    if forms["others"].search(asked) or forms["talk"].search(asked):
        return ""
    in_stock = forms["in_stock"].fullmatch(asked)
    has_form = forms["questions"].fullmatch(asked) or (in_stock and groceries.are_groceries(in_stock[1]))
    return QUESTION if has_form else ""


@cache
def load() -> Mapping[str, re.Pattern[str]]:
    """The forms of the table, made once, which takes some hundredths of a second."""
    return guards.expressions("household.yaml")
