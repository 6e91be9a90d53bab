"""Units turned into others: how many feet in a mile.

Its rules:

1. Only what is known to be a unit is taken: "how many people in France" is the language model's.
2. The amount is repeated in the answer as it was heard. Units that measure different things get a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from myna.core.reply import Reply
from myna.nlu.en import numbers
from myna.nlu.en.units import MismatchError, Units
from myna.nlu.responses import Responses
from myna.nlu.templates import Match
from myna.skills.skill_set import Handler

_SMALLER = {"foot": "inch", "stone": "pound"}
"""What a number alone means behind another unit: "five foot eleven"."""

_MOST_WORDS = 5
"""Of a unit's name: "degrees" or "square" with it, or two of them with "per"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit."""

    value: Fraction
    unit: str


class UnitConversion:
    """Converts."""

    def __init__(self, responses: Responses, units: Units) -> None:
        self._responses = responses
        self._units = units

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {"MynaConvert": self._convert}

    def _convert(self, match: Match) -> Reply | None:
        amount_text, unit_text = match.slots["amount"], match.slots["unit"]
        to = self._units.find(numbers.words_of(unit_text))
        if to is None or (amount := self._amount(numbers.words_of(amount_text), to)) is None:
            return None
        said = {"amount": amount_text, "unit": unit_text}
        if amount_text.lower().endswith(("degree", "degrees")):
            said["amount"] += f" {amount.unit}"
        try:
            amount, to = self._fluid(amount, to)
            value = self._units.convert(amount.value, amount.unit, to)
        except MismatchError:
            kinds = self._units.kind(amount.unit), self._units.kind(to)
            if None in kinds or kinds[0] == kinds[1]:
                return self._responses.reply("convert_mismatch", **said)
            return self._responses.reply("convert_kinds", **said, one=kinds[0], other=kinds[1])
        if self._units.kind(to) == "a temperature":
            if self._units.convert(value, to, "kelvin") < 0:
                return self._responses.reply("convert_too_cold")
            if to != "kelvin" and not unit_text.lower().startswith("degree"):
                said["unit"] = f"degrees {to}"
        elif value == 1:
            said["unit"] = _singular(to, unit_text)
        result, exact = numbers.said(value)
        return self._responses.reply("convert" if exact else "convert_about", **said, result=result)

    def _amount(self, words: list[str], to: str) -> Amount | None:
        """The amount that ``words`` are: "a mile and a half", "five feet eleven", "minus ten degrees" in ``to``."""
        sign = 1
        if words[:1] in (["minus"], ["negative"], ["-"]):
            sign, words = -1, words[1:]
        total: Amount | None = None
        while words:
            if (found := self._one(words, total, to)) is None:
                return None
            part, words = found
            if total is None:
                total = part
            elif self._units.kind(part.unit) == self._units.kind(total.unit):
                total = Amount(total.value + self._units.convert(part.value, part.unit, total.unit), total.unit)
            else:
                return None
            if words[:1] == ["and"] and len(words) > 1:
                words = words[1:]
        return None if total is None else Amount(sign * total.value, total.unit)

    def _one(self, words: list[str], total: Amount | None, to: str) -> tuple[Amount, list[str]] | None:
        """One number and its unit, behind what came before, and the words that are left."""
        read = numbers.leading(words)
        if read is None and total is not None:
            return None
        value, count = read or (Fraction(1), 0)
        words = words[count:]
        if not words:
            if total is None:
                return None
            smaller = _SMALLER.get(total.unit)
            if value < 1 or smaller is None:  # a mile and a half
                return (Amount(value, total.unit), []) if value < 1 else None
            return Amount(value, smaller), []
        if words[0] == "of":
            words = words[1:]
        if words[:1] in (["a"], ["an"]) and (count == 0 or value < 1):
            words = words[1:]
        if words in (["degree"], ["degrees"], ["°"]):
            other = {"celsius": "fahrenheit", "fahrenheit": "celsius"}.get(to)
            return None if other is None else (Amount(value, other), [])
        for length in range(min(_MOST_WORDS, len(words)), 0, -1):
            if (unit := self._units.find(words[:length])) is not None:
                return Amount(value, unit), words[length:]
        return None

    def _fluid(self, amount: Amount, to: str) -> tuple[Amount, str]:
        """Ounces of a volume are fluid ones."""
        if to == "ounce" and self._units.kind(amount.unit) == "a volume":
            return amount, "fluid_ounce"
        if amount.unit == "ounce" and self._units.kind(to) == "a volume":
            return Amount(amount.value, "fluid_ounce"), to
        return amount, to


def _singular(unit: str, text: str) -> str:
    """The name of one, spelled as in ``text``, where the unit has a plain name."""
    name = unit.replace("_", " ")
    if not name.replace(" ", "").isalpha() or len(text) < 4:
        return text
    for american, british in (("meter", "metre"), ("liter", "litre")):
        if british in text:
            name = name.replace(american, british)
    return name
