"""Sums in words and digits.

Its rules:

1. A sum is repeated in the answer, so that a wrong hearing shows. What has no answer gets a sentence that says why.
2. What is not wholly a sum is no skill's: see ``arithmetic.py``.
"""

import re
from collections.abc import Mapping

from myna.core.reply import Reply
from myna.nlu.en import numbers
from myna.nlu.en.arithmetic import NoSumError, UnsolvableError, solve
from myna.nlu.responses import Responses
from myna.nlu.templates import Match
from myna.skills.skill_set import Handler

_MONEY = re.compile(r" (dollars|euros|pounds|francs|cents)\s*$", re.IGNORECASE)


class Calculator:
    """Calculates."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {"MynaSum": self._sum, "MynaShare": self._share}

    def _sum(self, match: Match) -> Reply | None:
        """The slot ``form``, if there is one, says in which order the others are a sum."""
        if "form" in match.slots:
            words = match.slots["form"].format(**{name: f"( {text} )" for name, text in match.slots.items()})
        else:
            words = match.slots["sum"]
        words, money = _apart(words)
        try:
            value = solve(words)
        except NoSumError:
            return None
        except UnsolvableError as error:
            return self._responses.reply(str(error))
        result, exact = numbers.said(value.number * (100 if value.percent else 1))
        key = "sum" if exact and value.exact else "sum_about"
        unit = money or (" percent" if value.percent else "")
        return self._responses.reply(key, sum=value.text + money, result=result + unit)

    def _share(self, match: Match) -> Reply | None:
        part, whole = (numbers.number(numbers.words_of(match.slots[name])) for name in ("part", "whole"))
        if part is None or whole is None:
            return None
        if not whole:
            return self._responses.reply("sum_by_zero")
        result, exact = numbers.said(100 * part / whole)
        values = {"part": numbers.said(part)[0], "whole": numbers.said(whole)[0], "result": result}
        return self._responses.reply("share" if exact else "share_about", **values)


def _apart(words: str) -> tuple[str, str]:
    """A sum, and the money behind it: "fifteen percent of fifty dollars"."""
    found = _MONEY.search(words)
    return (words[: found.start()], f" {found[1]}") if found else (words, "")
