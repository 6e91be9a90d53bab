"""English sums in words and digits: reads and calculates them. Pure.

Its rules:

1. A text is a sum only if every word belongs to it and something is to be calculated: "set theory" and "five" are none.
2. Results are exact, or marked as rounded. No sum takes long, or much memory.
3. A currency behind a sum is that of the result: "fifteen percent of fifty dollars".
"""

import math
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from myna.nlu.en import numbers
from myna.nlu.parsers import NoSumError, Sum, UnsolvableError

MOST_DIGITS = 1000
"""The longest power that is calculated, in decimal digits: far more than an answer says, and done in no time."""

LARGEST_FACTORIAL = 450
"""Its factorial has about as many digits."""

_CURRENCY = re.compile(r" (dollars|euros|pounds|francs|cents)\s*$", re.IGNORECASE)
_NO_SUMS = re.compile(r"24/7|9/11|50/50|\d+-\d+-\d+|\d{3,}-\d{4}")
"""Digits and signs that mean something else: idioms, dates and telephone numbers."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A part of a sum: its ``number``, and its ``text`` as an answer says it.

    ``percent``: a number of hundredths was said. ``exact``: nothing was rounded. ``fraction``: it is less than one and
    was said in words ("two thirds"), so that "of" may follow.
    """

    number: Fraction
    text: str
    percent: bool = False
    exact: bool = True
    fraction: bool = False


def solve(text: str) -> Sum:
    """The sum that the whole of ``text`` is. Raises NoSumError and UnsolvableError."""
    found = _CURRENCY.search(text)
    words, currency = (text[: found.start()], found[1]) if found else (text, "")
    if _NO_SUMS.fullmatch(words.strip()):
        raise NoSumError
    reader = _Reader(numbers.words_of(words))
    value = reader.sum()
    if not reader.is_at_end() or not reader.calculated:
        raise NoSumError
    return Sum(value.number, f"{value.text} {currency}".rstrip(), value.percent, value.exact, currency)


_PLUS = {"plus": "plus", "+": "plus", "minus": "minus", "-": "minus"}
_TIMES = {
    "times": "times",
    "time": "times",  # as "times seven" is often heard
    "x": "times",
    "*": "times",
    "multiplied by": "times",
    "divided by": "divided by",
    "over": "divided by",
    "/": "divided by",
    "modulo": "modulo",
    "mod": "modulo",
}
_PRODUCTS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "times": operator.mul,
    "divided by": operator.truediv,
    "modulo": operator.mod,
}
_POWERS = ("to the power of", "raised to the power of", "^", "* *")
_SIGNS = ("minus", "negative", "-")
_ROOTS = {"square root of": 2, "√": 2, "cube root of": 3}
_ROOTS |= {f"the {root}": degree for root, degree in _ROOTS.items()}
_TABLES = {f"{word}s": number for number, word in enumerate(["one", "two", "three", "four", "five"], start=1)}
_TABLES |= {"sixes": 6, "sevens": 7, "eights": 8, "nines": 9, "tens": 10, "elevens": 11, "twelves": 12}
"""What is said in the times tables: "seven eights are fifty six"."""
_TWICE = {"twice": 2, "double": 2, "triple": 3}


class _Reader:
    """Reads a sum by recursive descent: sums of products of shares of powers of numbers.

    ``calculated`` is True once there was anything to calculate.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word for word in words if word not in ("=", "equals")]
        if self._words[-1:] == ["equal"]:
            self._words.pop()
        self._at = 0
        self.calculated = False

    def is_at_end(self) -> bool:
        return self._at == len(self._words)

    def _take(self, *phrases: str) -> str | None:
        """Go behind the longest of ``phrases`` that comes next, and return it."""
        for phrase in sorted(phrases, key=len, reverse=True):
            words = phrase.split()
            if self._words[self._at : self._at + len(words)] == words:
                self._at += len(words)
                return phrase
        return None

    def _did(self, number: Fraction, text: str, *parts: _Value, percent: bool = False) -> _Value:
        """The value that was calculated from ``parts``."""
        self.calculated = True
        return _Value(number, text, percent, all(part.exact for part in parts))

    def sum(self) -> _Value:
        left = self._product()
        while (sign := self._take(*_PLUS)) is not None:
            right = self._product()
            change = right.number * (abs(left.number) if right.percent and not left.percent else 1)
            number = left.number + (change if _PLUS[sign] == "plus" else -change)
            both = left.percent and right.percent
            left = self._did(number, f"{left.text} {_PLUS[sign]} {right.text}", left, right, percent=both)
        return left

    def _product(self) -> _Value:
        left = self._share()
        if left.number.denominator == 1 and not left.percent and (word := self._take(*_TABLES)) is not None:
            left = self._did(left.number * _TABLES[word], f"{left.text} times {_TABLES[word]}", left)
        while (sign := self._take(*_TIMES)) is not None:
            right, word = self._share(), _TIMES[sign]
            if word != "times" and not right.number:
                raise UnsolvableError("sum_by_zero")
            number = _PRODUCTS[word](left.number, right.number)
            left = self._did(number, f"{left.text} {word} {right.text}", left, right)
        return left

    def _share(self) -> _Value:
        share = self._power()
        if (share.percent or share.fraction) and self._take("of"):
            whole = self._share()
            return self._did(share.number * whole.number, f"{share.text} of {whole.text}", share, whole)
        if share.percent and self._take("off"):
            whole = self._share()
            return self._did(whole.number * (1 - share.number), f"{share.text} off {whole.text}", share, whole)
        return share

    def _power(self) -> _Value:
        if self._take(*_SIGNS):
            value = self._power()
            return _Value(-value.number, f"-{value.text}", value.percent, value.exact)
        base = self._number()
        while True:
            if self._take("squared", "²"):
                base = self._did(base.number**2, f"{base.text} squared", base)
            elif self._take("cubed", "³"):
                base = self._did(base.number**3, f"{base.text} cubed", base)
            elif self._take("factorial"):
                base = self._did(Fraction(_factorial(base.number)), f"{base.text} factorial", base)
            elif self._take(*_POWERS):
                base = self._raised(base, self._power())
            elif self._take("to the") and (read := numbers.ordinal(self._words[self._at :])) is not None:
                self._at += read[1]
                self._take("power")
                base = self._raised(base, _Value(read[0], str(read[0])))
            else:
                return base

    def _raised(self, base: _Value, exponent: _Value) -> _Value:
        number, exact = _power(base.number, exponent.number)
        self.calculated = True
        text = f"{base.text} to the power of {exponent.text}"
        return _Value(number, text, exact=exact and base.exact and exponent.exact)

    def _number(self) -> _Value:
        if (root := self._take(*_ROOTS)) is not None:
            return self._root(_ROOTS[root])
        if self._take("pi", "\u03c0"):
            return _Value(Fraction(math.pi), "pi", exact=False)
        if (word := self._take(*_TWICE)) is not None:
            value = self._power()
            return self._did(_TWICE[word] * value.number, f"{word} {value.text}", value)
        if self._take("("):
            return self._in_brackets()
        if (read := numbers.with_hundreds(self._words[self._at :])) is None:
            raise NoSumError
        number, count = read
        fraction = 0 < number < 1 and not self._words[self._at][0].isdigit()
        spoken = " ".join(self._words[self._at : self._at + count]) if fraction else numbers.spoken(number)[0]
        self._at += count
        if self._take("percent", "per cent", "%"):
            return _Value(number / 100, f"{spoken} percent", percent=True)
        return _Value(number, spoken, fraction=fraction)

    def _in_brackets(self) -> _Value:
        """What stands behind an opening bracket; its text keeps the brackets where a sum is in them."""
        before, self.calculated = self.calculated, False
        inner = self.sum()
        if not self._take(")"):
            raise NoSumError
        text = f"({inner.text})" if self.calculated and " " in inner.text else inner.text
        self.calculated |= before
        if not inner.percent and self._take("percent", "per cent", "%"):
            return _Value(inner.number / 100, f"{text} percent", True, inner.exact)
        return _Value(inner.number, text, inner.percent, inner.exact, inner.fraction)

    def _root(self, degree: int) -> _Value:
        value = self._power()
        text = f"the {'square' if degree == 2 else 'cube'} root of {value.text}"
        if value.number < 0 and degree == 2:
            raise UnsolvableError("sum_negative_root")
        number, exact = _root(value.number, degree)
        self.calculated = True
        return _Value(number, text, exact=exact and value.exact)


def _factorial(number: Fraction) -> int:
    if number.denominator != 1 or number < 0:
        raise NoSumError
    if number > LARGEST_FACTORIAL:
        raise UnsolvableError("sum_too_large")
    return math.factorial(int(number))


def _root(number: Fraction, degree: int) -> tuple[Fraction, bool]:
    """The root, and whether it is exact."""
    sign, number = (-1 if number < 0 else 1), abs(number)
    above, below = _whole_root(number.numerator, degree), _whole_root(number.denominator, degree)
    if Fraction(above**degree, below**degree) == number:
        return sign * Fraction(above, below), True
    return sign * _as_float(lambda: float(number) ** (1 / degree)), False


def _whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is not above ``number``."""
    if degree == 2:
        return math.isqrt(number)
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low


def _power(base: Fraction, exponent: Fraction) -> tuple[Fraction, bool]:
    """The power, and whether it is exact."""
    if not base and exponent < 0:
        raise UnsolvableError("sum_by_zero")
    if exponent.denominator == 1:
        digits = len(str(max(abs(base.numerator), base.denominator))) * abs(exponent)
        if digits > MOST_DIGITS and abs(base) not in (0, 1):
            raise UnsolvableError("sum_too_large")
        return base ** int(exponent), True
    if base < 0:
        raise UnsolvableError("sum_negative_root")
    return _as_float(lambda: float(base) ** float(exponent)), False


def _as_float(calculate: Callable[[], float]) -> Fraction:
    try:
        return Fraction(calculate())
    except OverflowError:
        raise UnsolvableError("sum_too_large") from None
