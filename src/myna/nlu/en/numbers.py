"""English numbers: reads what people say or type as a number, and writes a number as an answer says it. Pure.

Its rules:

1. Numbers are exact fractions, so that no answer is wrong by rounding.
2. The functions read a list of ``words`` in lower case, as ``words_of`` makes it: "forty two", "three point five",
   "two and a half", "a hundred and five", "hundred fifty", "half a million", "1,024".
"""
# ruff: noqa: RUF001 -- look-alikes are meant

import re
from collections.abc import Sequence
from fractions import Fraction

_SMALL_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth
"""
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
_SMALL |= {"nought": 0, "naught": 0}
_TENS = {word: value * 10 for value, word in enumerate(_TENS_WORDS.split(), start=2)}
_ORDINALS = {"thirtieth": 30} | {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_GROUPS = {"dozen": 12, "hundred": 100, **_SCALES}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_PARTS |= {name: value for word, value in _ORDINALS.items() if 3 <= value <= 10 for name in (word, f"{word}s")}
_DIGITS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15}")
_WORDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]*\.?[0-9]+|[^\W\d_]+(?:'[a-z]+)?|[^\s,_]")

BEGINNINGS = frozenset({*_SMALL, *_TENS, *_ORDINALS, "a", "an", "half"})
"""The words that a number or an ordinal may begin with."""

BARE = frozenset(["hundred", "thousand", "million", "billion"])
"""The words that stand for one of them where a number begins with them: "hundred and eighty degrees"."""

_HYPHEN = re.compile(rf"(?<![^\W_])((?:{'|'.join(_TENS)}))-(?=(?:{'|'.join([*_SMALL][1:10])})(?![^\W_]))")
"""Of a number that is written in one word: "twenty-five"."""

_ALIKE = str.maketrans("’−–×·÷", "'--**/")

LARGEST_NAMED = 10**15
"""Numbers from here on are said with a power of ten: the voice does not read longer ones as one number."""

Read = tuple[Fraction, int]
"""A number, and the count of the words that said it."""


def words_of(text: str) -> list[str]:
    """The words, numbers and signs of ``text``, in lower case; numbers lose their thousands separators."""
    found = _WORDS.findall(_HYPHEN.sub(r"\1 ", text.lower().translate(_ALIKE)))
    return [word.replace(",", "") if word[0].isdigit() else word for word in found]


def parse(text: str) -> Fraction | None:
    """The number that the whole of ``text`` is."""
    return number(words_of(text))


def number(words: Sequence[str]) -> Fraction | None:
    """The number that all of ``words`` together are."""
    read = leading(words)
    return read[0] if read is not None and read[1] == len(words) else None


def leading(words: Sequence[str]) -> Read | None:
    """The longest number that ``words`` begin with."""
    if (part := _part(words)) is not None:
        return part
    if (read := _whole(words)) is None:
        return None
    value, count = read
    if words[count : count + 1] == ["point"] and value.denominator == 1:
        value, count = _decimals(value, words, count)
    if (scale := _GROUPS.get(_at(words, count))) and value.denominator != 1:
        value, count = value * scale, count + 1
    if _at(words, count) == "and" and (part := _part(words[count + 1 :])) is not None and part[0] < 1:
        value, count = value + part[0], count + 1 + part[1]
        if scale := _SCALES.get(_at(words, count)):
            value, count = value * scale, count + 1
    elif (part := _parts_of(value, words[count:])) is not None:
        value, count = part[0], count + part[1]
    return value, count


def with_hundreds(words: Sequence[str]) -> Read | None:
    """As ``leading``; hundreds may be said without the word for them: "one forty four"."""
    read = leading(words)
    if read is None or read[1] != 1 or read[0] not in range(1, 10) or not all(map(str.isalpha, words[:2])):
        return read
    tens = leading(words[1:])
    return read if tens is None or not 10 <= tens[0] < 100 else (100 * read[0] + tens[0], 1 + tens[1])


def ordinal(words: Sequence[str]) -> Read | None:
    """The ordinal up to thirty-nine that ``words`` begin with: "fourth", "twenty fifth", "4th"."""
    first, second = _at(words, 0), _at(words, 1)
    if (value := _TENS.get(first, 40)) < 40 and _ORDINALS.get(second, 10) < 10:
        return Fraction(value + _ORDINALS[second]), 2
    if first in _ORDINALS:
        return Fraction(_ORDINALS[first]), 1
    if first.isdecimal() and len(first) < 3 and second in ("st", "nd", "rd", "th"):
        return Fraction(int(first)), 2
    return None


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""


def _part(words: Sequence[str]) -> Read | None:
    """The fraction that ``words`` begin with: "half", "a quarter", "two thirds", "half a million"."""
    count = 1 if _at(words, 0) in ("a", "an") else 0
    if (below := _PARTS.get(_at(words, count))) and (count or _at(words, 0) == "half"):
        value, count = Fraction(1, below), count + 1
        if _at(words, count) == "a" and (scale := _GROUPS.get(_at(words, count + 1))):
            return value * scale, count + 2
        if _at(words, count) == "dozen":
            return value * 12, count + 1
        return value, count
    above = _SMALL.get(_at(words, 0))
    return None if above is None else _parts_of(Fraction(above), words[1:], 1)


def _parts_of(value: Fraction, words: Sequence[str], before: int = 0) -> Read | None:
    """``value``, which was ``before`` words, as the numerator of the denominator that comes next: "three quarters"."""
    below = _PARTS.get(_at(words, 0))
    return (value / below, before + 1) if below and 1 <= value < 20 and value.denominator == 1 else None


def _whole(words: Sequence[str]) -> Read | None:
    """The whole number, in words or digits, that ``words`` begin with, its hundreds and thousands included."""
    total = Fraction(0)
    group: Fraction | None = None
    room, scale, count, end = 1000, 10**15, 0, 0
    while count < len(words):
        word = words[count]
        if word in ("a", "an") and group is None and _at(words, count + 1) in _GROUPS:
            group, room = Fraction(1), 0
        elif word in BARE and not count:
            group, room = Fraction(_GROUPS[word]), 100 if word == "hundred" else 0
            if word in _SCALES:
                scale, total, group, room = _SCALES[word], group, None, 1000
        elif _DIGITS.fullmatch(word) and group is None:
            group, room = Fraction(word), 0
        elif (value := _SMALL.get(word, _TENS.get(word))) is not None and value < room and (value or group is None):
            group = (group or Fraction(0)) + value
            room = 10 if word in _TENS else 0
        elif word in ("hundred", "dozen") and group is not None and 0 < group < 100:
            group, room = group * _GROUPS[word], 100 if word == "hundred" else 0
        elif word in _SCALES and group and _SCALES[word] < scale:
            scale = _SCALES[word]
            total, group, room = total + group * scale, None, 1000
        elif word == "and" and count == end and words[count - 1] in ("hundred", *_SCALES):
            count += 1  # wanted only before another word of the number
            continue
        else:
            break
        count += 1
        end = count
    return (total + (group or Fraction(0)), end) if end else None


def _decimals(value: Fraction, words: Sequence[str], count: int) -> Read:
    """``value`` with the digits behind "point", the word at the index ``count``."""
    digits = ""
    index = count + 1
    while index < len(words):
        word = "0" if words[index] in ("oh", "o") else str(_SMALL.get(words[index], words[index]))
        if not word.isdecimal() or (len(word) > 1 and digits):
            break
        digits, index = digits + word, index + 1
    return (value + Fraction(int(digits), 10 ** len(digits)), index) if digits else (value, count)


def spoken(value: Fraction) -> tuple[str, bool]:
    """``value`` as an answer says it, and whether that is exact: where it has many decimals it is rounded."""
    if abs(value) >= LARGEST_NAMED or (value and abs(value) < Fraction(1, 10**6)):
        return _with_power(value)
    if value.denominator == 1:
        return f"{value.numerator:,}", True
    places = 4 if (value * 10**4).denominator == 1 else 2
    size = abs(value)
    while places < 9 and size < 1 and size * 10**places < 100:  # at least three digits
        places += 1
    shown = round(value, places)
    whole, decimals = divmod(int(abs(shown) * 10**places), 10**places)
    text = f"{'-' if value < 0 else ''}{whole:,}.{decimals:0{places}d}".rstrip("0").rstrip(".")
    return text, shown == value


def _with_power(value: Fraction) -> tuple[str, bool]:
    power = len(str(abs(value.numerator))) - len(str(value.denominator))
    if abs(value) < Fraction(10) ** power:
        power -= 1
    first = round(value / Fraction(10) ** power, 2)
    return f"{float(first):g} times 10 to the power of {power}", first * Fraction(10) ** power == value
