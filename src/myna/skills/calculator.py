"""The calculator: sums in words and digits.

Its rules:

1. The answer repeats the sum, so that a word that was misheard shows. A sum without a result gets a sentence that says
   why.
2. A text that is not wholly a sum is not answered; the language's parser decides that.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from types import ModuleType

from myna.core.decision import Decision
from myna.core.reply import Reply, amended
from myna.nlu.parsers import Basics, NoSumError, Sum, UnsolvableError
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.skill_set import Answer, Classified, Handler, Skill


class CalculatorSkill(Skill):
    """Calculates sums, and shares in percent.

    ``questions`` finds sums in sentences that no template has, and ``bills`` those that are told with their numbers.
    """

    name = "calculator"

    def __init__(
        self, responses: Responses, basics: Basics, questions: ModuleType | None = None, bills: ModuleType | None = None
    ) -> None:
        self._responses = responses
        self._numbers = basics.numbers
        self._arithmetic = basics.arithmetic
        self._questions = questions
        self._bills = bills

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaSum": self._sum, "MynaShare": self._share}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class, in a language that has the ``questions``."""
        return {} if self._questions is None else {"calculator.compute": partial(self._compute, self._questions)}

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """What a bill is for each, a tip, half an amount: what is told with its numbers, and asked."""
        if self._bills is None:
            return None
        found = self._bills.find(text) or self._bills.scaled(text)
        reply = None if found is None else self._answer(found)
        return None if reply is None else ("calculator.compute", reply)

    def goes_on(self, text: str, before: Decision) -> Reply | None:
        """What ``text`` makes of the result before it: "half of that"."""
        result = before.slots.get("result")
        if self._bills is None or not isinstance(result, int | float):
            return None
        found = self._bills.going_on(text, Fraction(str(result)))
        return None if found is None else self._answer(replace(found, currency=before.slots.get("of", "")))

    def _compute(self, questions: ModuleType, classified: Classified) -> Reply | None:
        if (reply := self._asked(questions, classified.text)) is not None:
            return reply
        if not questions.is_about_sums(classified.text):
            return None
        return amended(self._responses.reply("sum_which"), question=partial(self._asked, questions))

    def _asked(self, questions: ModuleType, text: str) -> Reply | None:
        try:
            found = questions.find(text)
        except UnsolvableError as error:
            return self._responses.reply(str(error))
        return None if found is None else self._answer(found)

    def _sum(self, intent: Intent) -> Reply | None:
        """The slot ``form``, if there is one, says in which order the others are a sum."""
        if "form" in intent.slots:
            text = intent.slots["form"].format(**{name: f"( {text} )" for name, text in intent.slots.items()})
        else:
            text = intent.slots["sum"]
        try:
            found = self._arithmetic.solve(text)
            if "positive" in intent.slots and found.number < 0:
                turned = {**intent.slots, "a": intent.slots["b"], "b": intent.slots["a"]}
                return self._sum(replace(intent, slots=turned))
            return self._answer(found)
        except NoSumError:
            return None
        except UnsolvableError as error:
            return self._responses.reply(str(error))

    def _answer(self, found: Sum) -> Reply | None:
        number = found.number * (100 if found.percent else 1)
        result, exact = self._numbers.spoken(number)
        unit = found.currency or (self._responses.text("percent") if found.percent else "")
        values = {"sum": found.text, "result": found.said or f"{result} {unit}".rstrip()}
        slots = {"result": _value(number), "sum": found.text} | ({"of": found.currency} if found.currency else {})
        return amended(
            self._responses.reply("sum" if (exact or found.said) and found.exact else "sum_about", **values),
            slots=slots,
        )

    def _share(self, intent: Intent) -> Reply | None:
        part, whole = (self._numbers.parse(intent.slots[name]) for name in ("part", "whole"))
        if part is None or whole is None:
            return None
        if not whole:
            return self._responses.reply("sum_by_zero")
        result, exact = self._numbers.spoken(100 * part / whole)
        values = {"part": self._numbers.spoken(part)[0], "whole": self._numbers.spoken(whole)[0], "result": result}
        slots = {"result": _value(100 * part / whole)}
        return amended(self._responses.reply("share" if exact else "share_about", **values), slots=slots)


def _value(number: Fraction) -> int | float:
    """``number`` for a program; a whole number beyond the largest float is whole."""
    return number.numerator if number.denominator == 1 else float(number)
