"""Units: converts an amount of one into another, such as feet in a mile.

Its rules:

1. Only what is known to be a unit is answered: "how many people in France" is the language model's.
2. The answer repeats the amount in the words of the question. Units that measure different things get a sentence.
"""

from collections.abc import Mapping

from myna.core.reply import Reply
from myna.nlu.parsers import MismatchError, Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.skill_set import Handler, Skill


class UnitsSkill(Skill):
    """Converts amounts."""

    name = "units"

    def __init__(self, responses: Responses, parsers: Parsers) -> None:
        self._responses = responses
        self._numbers = parsers.numbers
        self._units = parsers.units

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaConvert": self._convert}

    def _convert(self, intent: Intent) -> Reply | None:
        unit_text = intent.slots["unit"]
        found = self._units.conversion(intent.slots["amount"], unit_text)
        if found is None:
            return None
        amount, to = found
        try:
            value = self._units.convert(amount.value, amount.unit, to)
        except MismatchError:
            kinds = {"one": self._units.kind(amount.unit), "other": self._units.kind(to)}
            if None in kinds.values() or kinds["one"] == kinds["other"]:
                return self._responses.reply("convert_mismatch", amount=amount.text, unit=unit_text)
            return self._responses.reply("convert_kinds", amount=amount.text, unit=unit_text, **kinds)
        if not self._units.is_possible(value, to):
            return self._responses.reply("convert_too_cold")
        result, exact = self._numbers.spoken(value)
        unit = self._units.spoken(to, value, unit_text)
        key = "convert" if exact else "convert_about"
        return self._responses.reply(key, amount=amount.text, unit=unit, result=result)
