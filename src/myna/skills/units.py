"""Units: converts an amount of one into another, such as feet in a mile.

Its rules:

1. Only what is known to be a unit is answered: "how many people in France" is the language model's.
2. The answer repeats the amount in the words of the question. Units that measure different things get a sentence.
"""

import math
from collections.abc import Mapping
from fractions import Fraction

from myna.core.decision import Decision
from myna.core.reply import Reply, amended
from myna.nlu.parsers import Amount, MismatchError, Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.skill_set import Answer, Classified, Handler, Skill

_ROUGH = ("gas_mark", "celsius")
"""From and to units that nobody converts exactly."""


_COOKED = {"a weight", "a volume"}
"""What is turned into each other where it is of a known ingredient."""


class UnitsSkill(Skill):
    """Converts amounts."""

    name = "units"

    def __init__(self, responses: Responses, parsers: Parsers) -> None:
        self._responses = responses
        self._numbers = parsers.numbers
        self._units = parsers.units
        self._questions = parsers.questions.sums
        self._bills = parsers.questions.bills

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaConvert": self._convert}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"units.convert": self._asked}

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """An amount that is told, and asked for in another unit: "I'm six foot two what's that in centimetres"."""
        for amount, unit in self._questions.told_amounts(text):
            found = self._units.conversion(amount, unit)
            reply = None if found is None or not self._are_alike(*found) else self._converted(*found, unit)
            if reply is not None:
                return "units.convert", reply
        return None

    def goes_on(self, text: str, before: Decision) -> Reply | None:
        """A part of the result before it ("half of that"), or another amount the other way round."""
        result, unit = before.slots.get("result"), before.slots.get("unit")
        if not isinstance(result, int | float) or not isinstance(unit, str):
            return None
        if (amount := self._questions.turned(text)) is not None:
            of = f" of {thing}" if (thing := before.slots.get("ingredient")) else ""
            found = self._units.conversion(f"{amount} {before.slots['to']}{of}", str(before.slots["from"]))
            return None if found is None else self._converted(*found, str(before.slots["from"]))
        found_sum = self._bills.going_on(text, Fraction(str(result)))
        if found_sum is None:
            return self._in_other_unit(text, before)
        said, exact = self._numbers.spoken(found_sum.number)
        slots = {"amount": _value(found_sum.number), "from": before.slots["to"], "result": _value(found_sum.number)}
        slots = dict(before.slots) | slots | {"said": f"{said} {unit}"}
        amount = f"{found_sum.text} {unit}"
        key = "convert" if exact else "convert_about"
        return amended(self._responses.reply(key, amount=amount, unit=unit, result=said), slots=slots)

    def _in_other_unit(self, text: str, before: Decision) -> Reply | None:
        """The amount before it in the unit that ``text`` asks for; None where that measures something else."""
        unit, of = self._questions.other_unit(text), before.slots.get("said")
        found = self._units.conversion(str(of), unit) if unit is not None and isinstance(of, str) else None
        if found is None or unit is None or not self._are_alike(*found):
            return None
        amount, to = found
        return None if to in (before.slots["to"], amount.unit) else self._converted(amount, to, unit)

    def _are_alike(self, amount: Amount, unit: str) -> bool:
        """Whether there is anything to convert, or something that is told to be none: a weight in cups."""
        kinds = {self._units.kind(amount.unit), self._units.kind(unit)}
        return len(kinds) == 1 or kinds == _COOKED

    def _asked(self, classified: Classified) -> Reply | None:
        for amount, unit in self._questions.conversions(classified.text):
            both = self._questions.two_units(unit)
            if both is not None and (reply := self._in_two_units(amount, *both)) is not None:
                return reply
            if (found := self._units.conversion(amount, unit)) is not None:
                return self._converted(*found, unit)
        for amount, unit in self._questions.conversions(classified.text):
            found = self._units.conversion(self._questions.without_thing(amount), unit)
            if found is not None and self._are_alike(*found):
                return self._converted(*found, unit)
        return None

    def _convert(self, intent: Intent) -> Reply | None:
        unit_text = intent.slots["unit"]
        found = self._units.conversion(intent.slots.get("before", "") + intent.slots["amount"], unit_text)
        return None if found is None else self._converted(*found, unit_text)

    def _converted(self, amount: Amount, to: str, unit_text: str) -> Reply | None:
        try:
            value = self._units.convert(amount.value, amount.unit, to, amount.ingredient)
        except MismatchError:
            kinds = {"one": self._units.kind(amount.unit), "other": self._units.kind(to)}
            if None in kinds.values() or kinds["one"] == kinds["other"]:
                return self._responses.reply("convert_mismatch", amount=amount.text, unit=unit_text)
            key = "convert_of_what" if {*kinds.values()} == _COOKED else "convert_kinds"
            return self._responses.reply(key, amount=self._counted(amount), unit=unit_text, **kinds)
        if not self._units.is_possible(value, to):
            return self._responses.reply("convert_too_cold")
        result, exact = self._numbers.spoken(value)
        unit = self._units.spoken(to, value, unit_text)
        slots = {"amount": _value(amount.value), "from": amount.unit, "to": to, "result": _value(value), "unit": unit}
        slots |= {"said": self._counted(amount)}
        slots |= {"ingredient": amount.ingredient} if amount.ingredient else {}
        is_rough = not exact or amount.ingredient or (amount.unit, to) == _ROUGH
        key = "convert_gas_mark" if to == "gas_mark" else "convert_about" if is_rough else "convert"
        return amended(self._responses.reply(key, amount=self._counted(amount), unit=unit, result=result), slots=slots)

    def _counted(self, amount: Amount) -> str:
        """The words of ``amount``, with its number where only the unit was said."""
        if amount.value == 1 and self._units.conversion(f"1 {amount.text}", amount.unit) is not None:
            of = f" of {amount.ingredient}" if amount.ingredient else ""
            return f"1 {self._units.spoken(amount.unit, amount.value, amount.text)}{of}"
        return amount.text

    def _in_two_units(self, amount: str, larger: str, smaller: str) -> Reply | None:
        """A weight in stone and pounds, a length in feet and inches."""
        found, rest_unit = self._units.conversion(amount, larger), self._units.conversion(f"1 {larger}", smaller)
        if found is None or rest_unit is None:
            return None
        try:
            value = self._units.convert(found[0].value, found[0].unit, found[1])
            whole = math.floor(value)
            rest = self._units.convert(value - whole, found[1], rest_unit[1])
        except MismatchError:
            return None
        said, exact = self._numbers.spoken(rest)
        both = self._responses.text("convert_both", one=f"{whole:,}", larger=larger, rest=said, smaller=smaller)
        key = "convert" if exact else "convert_about"
        slots = {"amount": _value(found[0].value), "from": found[0].unit, "to": found[1], "result": _value(value)}
        slots |= {"said": found[0].text}
        return amended(self._responses.reply(key, amount=found[0].text, unit=smaller, result=both), slots=slots)


def _value(number: Fraction) -> int | float:
    return number.numerator if number.denominator == 1 else float(number)
