"""Numbers in words and digits, as a table of a language says them. Pure.

Its rules:

1. A number is read where the whole text is one. Spaces and hyphens do not matter, so that words may be written together
   ("zweihundertfünf", "一百二十") or apart.
2. Words add up while they become smaller: "two hundred" and "five". What multiplies the words before it is a scale.
3. Numbers are exact fractions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from myna.nlu.parsers import UnsolvableError

LARGEST = 10**15
"""Numbers from here on are no answer: no voice reads them as one number."""

LONGEST = 120
"""Characters of a number; a longer text is none."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACES = re.compile(r"[\s\u00a0\u202f-]+")
_ROOM = 10**18


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The number words of one language.

    ``values`` are the words of small numbers. ``scales`` multiply the word before them within a group ("hundred"),
    ``groups`` the whole group ("thousand"). ``joins`` stand between parts ("and"), ``point`` before decimals. The
    numbers ``wide`` are followed by all below twenty ("soixante-dix"). ``mark`` is the decimal point in digits.
    ``shortened``: a last digit behind a scale is of the next lower one ("一百二" is 120).
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    groups: Mapping[str, int]
    joins: frozenset[str]
    point: Sequence[str]
    wide: frozenset[int]
    mark: str
    shortened: bool
    words: frozenset[str]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """The table of a ``parsers.yaml``, its member ``numbers``."""
        values, scales, groups = (
            {str(word): int(value) for word, value in table.get(name, {}).items()}
            for name in ("values", "scales", "groups")
        )
        joins = frozenset(table.get("joins", ()))
        words = frozenset([*values, *scales, *groups, *joins])
        wide = frozenset(table.get("wide", ()))
        point, shortened = table.get("point", ()), table.get("shortened", False)
        return cls(values, scales, groups, joins, point, wide, table["mark"], shortened, words)

    def parse(self, text: str) -> Fraction | None:
        """The number that the whole of ``text`` is."""
        lower = text.lower().strip()
        for point in self.point:
            whole, found, decimals = lower.partition(point)
            if found and (read := self._decimals(decimals)) is not None:
                before = self._whole(whole)
                return None if before is None or before.denominator != 1 else before + read
        return self._whole(lower)

    def spoken(self, value: Fraction) -> tuple[str, bool]:
        """``value`` in digits, as the voices read it, and whether that is exact. Raises UnsolvableError."""
        if abs(value) >= LARGEST:
            raise UnsolvableError("sum_too_large")
        places = 4 if (value * 10**4).denominator == 1 else 2
        while places < 9 and abs(value) < 1 and abs(value) * 10**places < 100:  # at least three digits
            places += 1
        shown = round(value, places)
        whole, decimals = divmod(int(abs(shown) * 10**places), 10**places)
        text = f"{'-' if shown < 0 else ''}{whole}.{decimals:0{places}d}".rstrip("0").rstrip(".")
        return text.replace(".", self.mark), shown == value

    def _decimals(self, text: str) -> Fraction | None:
        """The digits behind the point, one by one or as one number."""
        words = self._words(text)
        digits = [self._digit(word) for word in words or ()]
        if not digits or None in digits:
            whole = self._whole(text)
            digits = [] if whole is None or whole.denominator != 1 else [str(whole.numerator)]
        joined = "".join(digit for digit in digits if digit)
        return Fraction(int(joined), 10 ** len(joined)) if joined else None

    def _digit(self, word: str) -> str | None:
        value = word if word.isdecimal() else str(self.values.get(word, ""))
        return value if value.isdecimal() and (len(value) == 1 or word.isdecimal()) else None

    def _words(self, text: str) -> list[str] | None:
        """The words that ``text`` consists of, the longer ones first; None where it has others."""
        plain = _SPACES.sub("", text)
        longest = max(map(len, self.words))
        dead = set[int]()

        def behind(at: int) -> list[str] | None:
            if at == len(plain):
                return []
            digits = _DIGITS.match(plain, at)
            ends = [digits.end()] if digits else range(min(at + longest, len(plain)), at, -1)
            for end in ends:
                if end not in dead and (digits or plain[at:end] in self.words):
                    if (rest := behind(end)) is not None:
                        return [plain[at:end], *rest]
                    dead.add(end)
            return None

        return behind(0) if len(plain) <= LONGEST else None

    def in_digits(self, word: str) -> Fraction | None:
        """A number in digits; marks before three digits are those of thousands."""
        thousands = "." if self.mark == "," else ","
        whole, _, decimals = re.sub(rf"{re.escape(thousands)}(?=\d{{3}}(?!\d))", "", word).partition(self.mark)
        number = f"{whole}.{decimals}" if decimals else whole
        return Fraction(number) if re.fullmatch(r"\d{1,18}(?:\.\d{1,18})?", number) else None

    def _whole(self, text: str) -> Fraction | None:
        words = self._words(text)
        if not words or words[0] in self.joins or words[-1] in self.joins:
            return None
        return _Reading(self).of(words)


class _Reading:
    """Adds up the words of one number.

    ``groups`` are the sizes of the groups that have ended and what is in each, ``group`` is what is in the scales of
    this one, ``last`` the value that a scale may multiply, ``scale`` the scale before it. ``room`` is what the next
    value must be below.
    """

    def __init__(self, table: NumberTable) -> None:
        self._table = table
        self._groups: list[tuple[int, Fraction]] = []
        self._group = Fraction(0)
        self._last: Fraction | None = None
        self._room = _ROOM
        self._scale = 1

    def of(self, words: Sequence[str]) -> Fraction | None:
        joined = False
        for place, word in enumerate(words):
            if word in self._table.joins:
                joined = True
                continue
            if not self._add(word, joined, place == len(words) - 1):
                return None
            joined = False
        return sum((number for _, number in self._groups), self._group + (self._last or 0))

    def _add(self, word: str, joined: bool, ends: bool) -> bool:
        if (scale := self._table.scales.get(word)) is not None:
            return self._scaled(scale)
        if (group := self._table.groups.get(word)) is not None:
            return self._grouped(group)
        value = self._table.in_digits(word) if word[0].isdigit() else Fraction(self._table.values[word])
        if value is None:
            return False
        return self._value(value, joined, ends)

    def _value(self, value: Fraction, joined: bool, ends: bool) -> bool:
        if self._last is not None and self._last != 0:
            units_first = joined and self._last < 10 and value % 10 == 0 and 20 <= value < 100
            if not units_first and value >= self._room:
                return False
            self._last += value
            self._room = 1 if units_first else self._room_behind(value)
            return True
        if value >= self._room:
            return False
        if self._table.shortened and ends and self._last is None and self._scale > 10 and value < 10 and not joined:
            value *= self._scale // 10
        self._last = value if value or self._last is None else self._last
        self._room = self._room_behind(value) if value else self._room
        return True

    def _room_behind(self, value: Fraction) -> int:
        if value in self._table.wide:
            return 20
        whole = int(value)
        return next((room for room in (1000, 100, 10) if whole and whole % room == 0), 1)

    def _scaled(self, scale: int) -> bool:
        if self._last is None and scale >= self._room:
            return False
        if self._last == 0:
            return False
        self._group += (self._last if self._last is not None else 1) * scale
        self._last, self._room, self._scale = None, scale, scale
        return True

    def _grouped(self, size: int) -> bool:
        """End a group; smaller ones before it are in it: "a thousand million"."""
        if self._last == 0:
            return False
        before = self._group + (self._last or 0)
        while self._groups and self._groups[-1][0] < size:
            before += self._groups.pop()[1]
        if self._groups and self._groups[-1][0] == size:
            return False
        self._groups.append((size, Fraction(before or 1) * size))
        self._group, self._last = Fraction(0), None
        self._room = self._scale = size
        return True
