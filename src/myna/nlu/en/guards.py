"""What keeps an English sentence that mentions an order from being taken for one: the rules are in ``guards.yaml``."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from myna.core.tables import read_table
from myna.nlu.en.normalise import HESITATIONS, leading_filler, spelt_out
from myna.nlu.en.order_verbs import ACTS, NOISES, ORDERS, STOPS, gerund, past, third_person
from myna.nlu.guard_table import Guard, GuardTable, spelt
from myna.nlu.normalise import PAUSE, Word, joined, words_of

_ENDING = frozenset(["be quiet", "cancel", "clear", "delete", "drop", "end", "remove", "shut", "switch", "turn"])

_FORMS: Mapping[str, frozenset[str]] = {
    "VERB": ORDERS | NOISES | {"go", "sound"},
    "DOING": frozenset(map(gerund, ORDERS - NOISES)) | {"cancelling"},
    "ACTING": frozenset(map(gerund, ACTS)),
    "DID": frozenset(map(past, ORDERS)) | {"cancelled"},
    "SETS": frozenset(map(third_person, ACTS)),
    "NOISE": (NOISES - {"read"}) | {"do", "make", "say"},
    "STOP": STOPS | _ENDING,
}
"""What the names in capitals stand for, beside those that the table has itself."""


def guard(sentence: str) -> Guard | None:
    """Why ``sentence`` is no order, and the words that show it; None where it may be one."""
    words, table = _words(sentence), load()
    return None if table.is_certain(joined(words)) else table.guard(joined(_without_filler(words)))


def is_elsewhere(sentence: str) -> bool:
    """Whether ``sentence`` is an order for another device: "on my phone", "the oven's timer"."""
    return load().is_elsewhere(joined(_words(sentence)))


@cache
def load() -> GuardTable:
    """The table; read once, which takes a tenth of a second on a desktop computer."""
    forms = {name: f"(?:{'|'.join(sorted(verbs))})" for name, verbs in _FORMS.items()}
    return GuardTable.read(_entry(), forms=forms, before="", after=r"(?![\w'-])")


def expressions(name: str) -> Mapping[str, re.Pattern[str]]:
    """The regular expressions of the table ``name`` beside the guards', those under one key as one.

    Names in capitals stand for the words under its ``forms``; NAME is a first name that the guards know.
    """
    table = read_table(files("myna.nlu.en").joinpath(name))
    forms = {"NAME": _entry()["forms"]["NAME"], **table.pop("forms")}
    return {key: re.compile("|".join(f"(?:{spelt(one, forms)})" for one in lines)) for key, lines in table.items()}


@cache
def _entry() -> Mapping[str, Any]:
    return read_table(files("myna.nlu.en").joinpath("guards.yaml"))


def _words(sentence: str) -> list[Word]:
    """The words and pauses, without hesitations, and without pauses at the end."""
    words = [word for word in spelt_out(words_of(sentence, pauses=True)) if word.text not in HESITATIONS]
    while words and words[-1].text == PAUSE:
        words.pop()
    return words


def _without_filler(words: list[Word]) -> list[Word]:
    filler, _ = leading_filler(words)
    return words[filler:]
