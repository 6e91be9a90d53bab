"""What is measured in the kitchen both by weight and by volume: how heavy a litre of it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

LITRES_A_CUP = Fraction("0.2365882365")
"""A cup of the United States, by which the table weighs."""

_OF = re.compile(r"\bof (?:the |my |some |that |this )?(?P<name>[a-z][a-z -]*)$")


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What is known of one."""

    grams_a_litre: Fraction
    is_liquid: bool


def named(text: str) -> tuple[str, str] | None:
    """``text`` without the ingredient that it ends in, and its name: "two cups", "flour"; None where none is known."""
    lower = text.lower()
    match = _OF.search(lower)
    while match is not None:  # "six ounces of bicarbonate of soda"
        if (name := match["name"].replace("-", " ")) in _table():
            return text[: match.start()].strip(), name
        match = _OF.search(lower, match.start() + 1)
    return None


def known(name: str) -> Ingredient:
    """What is known of the ingredient. Raises KeyError where nothing is."""
    return _table()[name]


@cache
def _table() -> Mapping[str, Ingredient]:
    found: dict[str, Ingredient] = {}
    for line in files("myna.nlu.en").joinpath("ingredients.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            grams, names, *liquid = line.split("\t")
            one = Ingredient(Fraction(grams) / LITRES_A_CUP, bool(liquid))
            found |= dict.fromkeys(names.split(", "), one)
    return found
