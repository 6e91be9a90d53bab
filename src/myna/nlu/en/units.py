"""Units of measure, by ``pint``, with definitions of our own: as they are said, exact, and for the user's region.

Its rules:

1. ``pint`` is imported when it is first used: ``load`` does that beforehand, since it takes a moment.
2. A name is a unit only if the definitions have it; nothing that is said is evaluated.
3. A unit is its name in the definitions, or made of two: "foot", "foot ** 2", "mile / hour".
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pint import UnitRegistry

_NAME = re.compile("[a-z]+(?:_[a-z]+)*")
_DEGREES = ("degree", "degrees", "°")
_LETTERS = {"c": "celsius", "f": "fahrenheit"}
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
"""What can be measured, each with a unit of it."""


class MismatchError(Exception):
    """Two units that measure different things."""


class Units:
    """The units of a region; ``tag`` is the language's: gallons of en-us are not those of en-gb."""

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

    def find(self, words: Sequence[str]) -> str | None:
        """The unit that ``words`` name, all of them: "square feet", "degrees celsius", "miles per hour"."""
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
        name = _LETTERS.get(name, name)
        return self._registry.get_name(name) if _NAME.fullmatch(name) and name in self._registry else None

    def convert(self, value: Fraction, unit: str, to: str) -> Fraction:
        """``value`` of ``unit`` in the unit ``to``. Raises MismatchError."""
        if not self._are_alike(unit, to):
            raise MismatchError
        return Fraction(self._registry.Quantity(value, unit).to(to).magnitude)

    def kind(self, unit: str) -> str | None:
        """What ``unit`` measures: "a length"."""
        return next((kind for kind, example in _KINDS.items() if self._are_alike(unit, example)), None)

    def _are_alike(self, one: str, other: str) -> bool:
        registry = self._registry
        return bool(registry.Unit(one).dimensionality == registry.Unit(other).dimensionality)
