"""English units of measure: reads amounts and units, converts them with ``pint``, and says them in an answer.

Its rules:

1. ``pint`` is imported when it is first needed, since that takes a moment; ``load`` does it beforehand.
2. A name is a unit only if the definitions in ``unit_definitions/`` have it, or one that is long and spelled almost
   like it. Nothing that was said is evaluated.
3. A unit is its name in the definitions, or made of one or two: "foot", "foot ** 2", "mile / hour".
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from myna.nlu.en import ingredients, numbers
from myna.nlu.parsers import Amount, MismatchError

if TYPE_CHECKING:
    from pint import UnitRegistry

_NAME = re.compile("[a-z]+(?:_[a-z]+)*")
_DEGREES = ("degree", "degrees", "°")
_TEMPERATURES = {"c": "celsius", "f": "fahrenheit"}
_KINDS = {
    "a length": "meter",
    "an area": "acre",
    "a volume": "liter",
    "a weight": "gram",
    "a time": "second",
    "a speed": "knot",
    "a temperature": "kelvin",
    "an amount of data": "bit",
    "an energy": "joule",
    "a power": "watt",
    "a pressure": "pascal",
}
"""What can be measured, each with one of its units."""

_COOKED = {"a weight", "a volume"}
"""What is turned into each other where it is of a known ingredient."""

_SMALLER = {"foot": "inch", "stone": "pound"}
"""The unit of a number alone that follows an amount of another unit: "five foot eleven"."""

_OVENS = ("gas_mark", "fan")
_OTHER_SCALE = {"celsius": "fahrenheit", "fahrenheit": "celsius"}
"""The scale of plain degrees where they are converted to the other one: "seventy degrees in celsius"."""

_HOTTEST_CELSIUS = 260
"""What is more on an oven is fahrenheit."""

_ROUGHLY = re.compile(r" (?:roughly|approximately|about|exactly|please|then|or so)$")
"""What is said behind a unit and is none of it."""

_WHOLE_FROM = 10
"""Grams and cups of an ingredient are told as whole numbers from here on."""

_LEAST_LETTERS = 6
_ALIKE = 0.85
_NUMBERS = ("quarter", "quarters")
"""A word of at least so many letters may be misspelled by so much, unless it is a number."""

_MOST_WORDS = 5
"""The words of the longest unit: with "degrees" or "square", or two units with "per" between them."""


class EnglishUnits:
    """The units of the region ``tag``: gallons of en-us are not those of en-gb."""

    def __init__(self, tag: str) -> None:
        self._region = "us" if tag in ("en", "en-us") else "imperial"

    def load(self) -> None:
        """Import pint and read the definitions, unless that is done."""
        assert self._registry

    @cached_property
    def _registry(self) -> "UnitRegistry[Any]":
        import pint

        folder = files("myna.nlu.en").joinpath("unit_definitions")
        lines = [
            line
            for name in ("common", self._region)
            for line in folder.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
        ]
        return pint.UnitRegistry(lines, non_int_type=Fraction, cache_folder=None)

    def conversion(self, amount: str, unit: str) -> tuple[Amount, str] | None:
        """The amount and the unit that two slots of a sentence name: "a mile and a half" and "feet"."""
        measure, ingredient = _apart(amount)
        unit, other = _apart(_ROUGHLY.sub("", unit))
        to = self.find(numbers.words_of(unit))
        if to is None or (found := self._amount(_gas_mark_last(numbers.words_of(measure)), to)) is None:
            return None
        value, of = found
        ingredient = ingredient or other or ("butter" if "stick" in (of, to) else "")
        if ingredient and not {self.kind(of), self.kind(to)} <= _COOKED:
            return None
        text = f"{amount} {of}" if amount.lower().endswith(("degree", "degrees")) else amount
        if other:
            text = f"{amount} of {other}"
        if not ingredient or ingredients.known(ingredient).is_liquid:  # ounces of a volume are fluid ones
            if to == "ounce" and self.kind(of) == "a volume":
                to = "fluid_ounce"
            elif of == "ounce" and self.kind(to) == "a volume":
                of = "fluid_ounce"
        return Amount(value, of, text, ingredient), to

    def find(self, words: Sequence[str]) -> str | None:
        """The unit that all of ``words`` together name: "square feet", "degrees celsius", "miles per hour"."""
        words = list(words)
        if len(words) > 1 and words[0] in _DEGREES:
            words = words[1:]
        for power, before, behind in ((2, "square", "squared"), (3, "cubic", "cubed")):
            if len(words) > 1 and (words[0] == before or words[-1] == behind):
                base = self._named(words[1:] if words[0] == before else words[:-1])
                return base and f"{base} ** {power}"
        for index, word in enumerate(words):
            if word in ("per", "/", "an") and index:
                above, below = self._named(words[:index]), self._named(words[index + 1 :])
                return above and below and f"{above} / {below}"
        return self._named(words)

    def _named(self, words: Sequence[str]) -> str | None:
        name = "_".join(words)
        name = _TEMPERATURES.get(name, name)
        if not _NAME.fullmatch(name):
            return None
        if name not in self._registry:
            name = _spelled(name, self._long_names)
        return self._registry.get_name(name) if name else None

    @cached_property
    def _long_names(self) -> tuple[str, ...]:
        names = (f"{name}{plural}" for name in self._registry for plural in ("", "s"))
        return tuple(name for name in names if len(name) >= _LEAST_LETTERS and name in self._registry)

    def _amount(self, words: list[str], to: str) -> tuple[Fraction, str] | None:
        """The value and the unit of "a mile and a half", "five feet eleven", "minus ten degrees" in ``to``."""
        sign = 1
        if words[:1] in (["minus"], ["negative"], ["-"]):
            sign, words = -1, words[1:]
        total, unit = Fraction(0), ""
        while words:
            if (found := self._part(words, unit, to)) is None:
                return None
            value, part_unit, words = found
            if not unit:
                total, unit = value, part_unit
            elif self.kind(part_unit) == self.kind(unit):
                total += self.convert(value, part_unit, unit)
            else:
                return None
            if words[:1] == ["and"] and len(words) > 1:
                words = words[1:]
        return (sign * total, unit) if unit else None

    def _part(self, words: list[str], before: str, to: str) -> tuple[Fraction, str, list[str]] | None:
        """The first number and unit of ``words``, and the words behind; ``before`` is the unit before them, or ""."""
        read = numbers.with_hundreds(words)
        if read is None and before:
            return None
        value, count = read or (Fraction(1), 0)
        words = words[count:]
        if not words:
            if not before:
                return None if (scale := _scale_of(value, to)) is None else (value, scale, [])
            if value < 1:  # a mile and a half
                return value, before, []
            smaller = _SMALLER.get(before)
            return None if smaller is None else (value, smaller, [])
        if words[0] == "of":
            words = words[1:]
        if words[:1] in (["a"], ["an"]) and (count == 0 or value < 1):
            words = words[1:]
        if words in (["degree"], ["degrees"], ["°"]):
            return None if (scale := _scale_of(value, to)) is None else (value, scale, [])
        for length in range(min(_MOST_WORDS, len(words)), 0, -1):
            if (unit := self.find(words[:length])) is not None:
                return value, unit, words[length:]
        return None

    def convert(self, value: Fraction, unit: str, to: str, ingredient: str = "") -> Fraction:
        """``value`` of ``unit`` in the unit ``to``, of an ingredient where one is named. Raises MismatchError."""
        if self._are_alike(unit, to):
            exact = Fraction(self._registry.Quantity(value, unit).to(to).magnitude)
            return _as_on_an_oven(exact, unit, to)
        if not ingredient or {self.kind(unit), self.kind(to)} != _COOKED:
            raise MismatchError
        density = ingredients.known(ingredient).grams_a_litre
        if self.kind(unit) == "a volume":
            return _as_on_a_scale(self.convert(self.convert(value, unit, "liter") * density, "gram", to))
        return _as_on_a_scale(self.convert(self.convert(value, unit, "gram") / density, "liter", to))

    def kind(self, unit: str) -> str | None:
        """What ``unit`` measures: "a length"; None where that has no name."""
        return next((kind for kind, example in _KINDS.items() if self._are_alike(unit, example)), None)

    def is_possible(self, value: Fraction, unit: str) -> bool:
        """Whether there can be ``value`` of ``unit``: nothing is colder than absolute zero."""
        return self.kind(unit) != "a temperature" or self.convert(value, unit, "kelvin") >= 0

    def spoken(self, unit: str, value: Fraction, text: str) -> str:
        """``unit`` as an answer says it behind ``value``, where the question called it ``text``."""
        text, _ = _apart(_ROUGHLY.sub("", text))
        text = self._spelled_out.get(text.lower(), text)
        if self.kind(unit) == "a temperature":
            return text if unit == "kelvin" or text.lower().startswith("degree") else f"degrees {unit}"
        return _singular(unit, text) if value == 1 else text

    @property
    def _spelled_out(self) -> Mapping[str, str]:
        """How a unit is said that a recogniser heard as another word."""
        name = "milliliter" if self._region == "us" else "millilitre"
        return dict.fromkeys(["mill", "mills"], f"{name}s")

    def _are_alike(self, one: str, other: str) -> bool:
        registry = self._registry
        return bool(registry.Unit(one).dimensionality == registry.Unit(other).dimensionality)


def _apart(text: str) -> tuple[str, str]:
    """``text`` without the known ingredient that it ends in, and its name; "" where it names none."""
    return ingredients.named(text) or (text, "")


def _as_on_a_scale(value: Fraction) -> Fraction:
    """``value`` as exactly as anybody weighs in a kitchen: two digits, or whole ones."""
    return round(value, 0 if value >= _WHOLE_FROM else 1 if value >= 1 else 2)


def _scale_of(degrees: Fraction, to: str) -> str | None:
    """The scale of plain ``degrees`` that are to be ``to``, an oven's or the other scale; None: they are none."""
    if to in _OVENS:
        return "celsius" if degrees <= _HOTTEST_CELSIUS else "fahrenheit"
    return _OTHER_SCALE.get(to)


def _as_on_an_oven(value: Fraction, unit: str, to: str) -> Fraction:
    """``value`` as the knob of an oven has it, where one of the units is a gas mark: marks, and tens of celsius."""
    if "gas_mark" not in (unit, to) or unit == to:
        return value
    if to in ("celsius", "fan"):
        return Fraction(10 * round(value / 10))
    if to != "gas_mark":
        return value
    if value >= Fraction(1, 2):
        return Fraction(round(value))
    return Fraction(1, 2) if value >= Fraction(-1, 2) else Fraction(1, 4)


def _gas_mark_last(words: list[str]) -> list[str]:
    """``words`` with the number of a gas mark before it, as of any other unit."""
    return [*words[2:], *words[:2]] if words[:2] == ["gas", "mark"] else words


@lru_cache(maxsize=1000)
def _spelled(name: str, names: tuple[str, ...]) -> str:
    """Which of ``names`` is spelled almost like ``name`` and begins like it; "" for none."""
    if len(name) < _LEAST_LETTERS or name in _NUMBERS:
        return ""
    near = get_close_matches(name, [known for known in names if known[0] == name[0]], 1, _ALIKE)
    return near[0] if near else ""


def _singular(unit: str, text: str) -> str:
    """The singular of ``unit``, spelled as in ``text``; ``text`` itself for a short name or a unit made of two."""
    name = unit.replace("_", " ")
    if not name.replace(" ", "").isalpha() or len(text) < 4:
        return text
    for american, british in (("meter", "metre"), ("liter", "litre")):
        if british in text:
            name = name.replace(american, british)
    return name
