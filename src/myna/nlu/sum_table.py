"""Sums in words and digits, as a table of a language says them. Pure.

Its rules:

1. A text is a sum only if every word belongs to it and something is to be calculated.
2. The table rewrites a language's ways of asking into numbers with the signs ``+ - * / % ^`` between them, where
   ``a % b`` is a percent of b, and ``%`` behind a number makes it hundredths.
3. Times and divided by come before plus and minus. What is divided by zero has no answer.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from myna.nlu.number_table import NumberTable
from myna.nlu.parsers import NoSumError, Sum, UnsolvableError

_SIGNS = str.maketrans("−–×·÷：＋－％", "--**/:+-%")  # noqa: RUF001 -- look-alikes are meant
_SIGN = re.compile(r"(?<!^)(?<![-+*/%^ ])\s*([-+*/^]|%(?=\s*[^\s)+*/^-]))\s*|(?<!^)\s+([-+*/^])\s+")
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
"""Within a number in words: "quatre-vingt"."""

_ORDER = (("^",), ("%",), ("*", "/"), ("+", "-"))
"""The signs, those that bind most first."""

LONGEST_NUMBER = 80
"""Characters of one number; a longer text is none."""

LARGEST_POWER = 100
"""The largest exponent; what is raised to more is too large to be said."""


@dataclass(frozen=True, slots=True)
class _Value:
    number: Fraction
    text: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class SumTable:
    """The ways of asking for sums of one language.

    ``rewritten`` are regular expressions over the text in lower case, with what they become. ``spoken`` says each sign
    in the words of an answer, with places for ``{a}`` and ``{b}``; ``percent`` a number of hundredths.
    """

    numbers: NumberTable
    rewritten: Sequence[tuple[re.Pattern[str], str]]
    spoken: Mapping[str, str]

    @classmethod
    def read(cls, table: Mapping[str, Any], numbers: NumberTable) -> Self:
        """The table of a ``parsers.yaml``, its member ``sums``."""
        rewritten = [(re.compile(pattern), into) for pattern, into in table["rewritten"]]
        return cls(numbers, rewritten, table["spoken"])

    def solve(self, text: str) -> Sum:
        """The sum that the whole of ``text`` is. Raises NoSumError and UnsolvableError."""
        plain = text.lower().translate(_SIGNS).strip(" ?!.=。？")  # noqa: RUF001 -- Chinese punctuation
        plain = _HYPHEN.sub(" ", plain)
        for pattern, into in self.rewritten:
            plain = pattern.sub(into, plain)
        found = self._calculated(plain.strip())
        return Sum(found.number, found.text, found.percent)

    def _calculated(self, text: str) -> _Value:
        pieces = _SIGN.split(text)
        parts = [piece for piece in pieces if piece is not None]
        if len(parts) < 3 or len(parts) % 2 == 0:
            raise NoSumError
        values = [self._value(part) for part in parts[::2]]
        signs = parts[1::2]
        for level in _ORDER:
            at = 0
            while at < len(signs):
                if signs[at] in level:
                    values[at : at + 2] = [self._did(signs.pop(at), *values[at : at + 2])]
                else:
                    at += 1
        return values[0]

    def _value(self, text: str) -> _Value:
        plain, percent = (text[:-1], True) if text.endswith("%") else (text, False)
        number = self.numbers.parse(plain.removeprefix("-")) if len(text) <= LONGEST_NUMBER else None
        if number is None:
            raise NoSumError
        number = -number if plain.startswith("-") else number
        said, _ = self.numbers.spoken(number)
        return _Value(number / 100, self.spoken["percent"].format(a=said), True) if percent else _Value(number, said)

    def _did(self, sign: str, left: _Value, right: _Value) -> _Value:
        a, b = left.number, right.number
        text = self.spoken[sign].format(a=left.text, b=right.text)
        if sign in "+-":
            change = b * abs(a) if right.percent and not left.percent else b
            return _Value(a + change if sign == "+" else a - change, text, left.percent and right.percent)
        if sign == "%":
            return _Value(a * b / 100, text)
        if sign == "*":
            return _Value(a * b, text)
        if sign == "/":
            if not b:
                raise UnsolvableError("sum_by_zero")
            return _Value(a / b, text)
        if b.denominator != 1 or not 0 <= b <= LARGEST_POWER:
            raise UnsolvableError("sum_too_large")
        return _Value(a ** int(b), text)
