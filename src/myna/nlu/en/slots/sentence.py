r"""A sentence in its normal form, in which every number is written in digits. Pure.

Its rules:

1. The normal form is the words of the sentence in lower case with one blank between them, so that the patterns of the
   parsers are short, and words, digits and mixtures are one thing to them.
2. A whole number is its digits (``12``), a fraction ``3_2``, an ordinal ``5th``. "second" stays a word, because it
   is also a unit: "twenty second" is ``20 second``. Times and dates that were typed stay as they are: ``7:05``.
3. What is found has its place in the text as it was said, so that what is left of it can be looked at.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Generic, TypeVar

from myna.nlu.en import numbers
from myna.nlu.en.words import lowered

T = TypeVar("T")

NUMBER = r"\d+(?:[._/]\d+)?"
"""A number of the normal form that is not negative."""

ORDINAL = r"(?:\d{1,2}th|(?:[23]0 )?second)"
"""An ordinal of the normal form."""

ENDS = (
    r"(?=$| (?:[^\w\s]\S*|about|after|also|and|at|because|before|but|by|called|can|could|don't|every|except|excluding"
    r"|for|from|here|if|in|instead|is|jog|left|let|make|more|named"
    r"|not|now|of|on|only|or|please|prompt|remind|ring|set|so|starting|thanks|that|then|there|this|through"
    r"|till|to|today|tomorrow|tonight|until|wake|when"
    r"|will|with|would|i|you|we|my|the|me|daily|each|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|weekdays|weekends|next)(?!\S))"
)
"""Stands behind a word that is no part of a name: nothing follows, or a word that begins something new."""

_WORDS = re.compile(
    r"""
    (?P<skip>(?<=[^\W\d_])[-\u2010-\u2015](?=\w)(?!(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)|(?<=\d)[-\u2010-\u2015](?=[^\W\d_]))
    |(?P<typed>\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d+/\d+(?:/\d+)?)
    |(?P<ordinal>\d{1,2})(?:st|nd|rd|th)(?![^\W_])
    |(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    |(?P<part>[½¼¾])
    |(?<![^\W\d_])(?P<half>[ap])(?:\.\s?|\s)m(?![^\W_])\.?
    |(?P<word>(?<!\d)[^\W\d_]+\d\w*|[^\W\d_]+(?:['\u2019](?!s(?![^\W_]))[^\W\d_]+)*|['\u2019]s(?![^\W_]))
    |[^\s_]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPELLINGS = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "arvo": "afternoon",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "tomorow": "tomorrow",
    "tmrw": "tomorrow",
    "twelveth": "twelfth",
    "fourty": "forty",
    "ninty": "ninety",
}
"""Words that are written in another way, some of them wrongly and often."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, and its words: ``text[start:end]``, and those that stand elsewhere (``more``: starts and ends)."""

    value: T
    start: int
    end: int
    more: tuple[tuple[int, int], ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """All starts and ends, in the order of the sentence."""
        return tuple(sorted(((self.start, self.end), *self.more)))


class Sentence:
    """A sentence and its normal form (``normal``)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normal, self._starts, self._ends = _normal(text)

    def found(self, value: T, start: int, end: int) -> Found[T]:
        """``value`` with the place in the text that ``start`` and ``end`` are in the normal form."""
        return Found(value, self._starts[start], self._ends[end])


@lru_cache(maxsize=64)
def read(text: str) -> Sentence:
    """The sentence that ``text`` is; parsers that look at the same one share it."""
    return Sentence(text)


def pattern(expression: str) -> re.Pattern[str]:
    """``expression`` for whole words of the normal form."""
    return re.compile(rf"(?<!\S)(?:{expression})(?!\S)")


def one_of(words: Iterable[str]) -> str:
    """An expression for any of ``words``, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def value_of(number: str) -> Fraction:
    """The value of a number of the normal form; 0 for what is divided by nothing."""
    above, _, below = number.replace("_", "/").partition("/")
    return Fraction(above) / int(below or 1) if int(below or 1) else Fraction(0)


def ordinal_of(ordinal: str) -> int:
    """The value of an ordinal of the normal form."""
    return int(ordinal[:-2]) if ordinal.endswith("th") else int(ordinal.removesuffix("second") or 0) + 2


def find_all(
    text: str, patterns: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], T | None]]]
) -> list[Found[T]]:
    """What ``patterns`` find in ``text``, in its order: the earliest pattern of those that want the same words.

    Each has a function that makes the value of a match, or None where the match is none. What its group ``lead``
    matches must stand before the words of the value, and is none of them.
    """
    sentence = read(text)
    taken: list[tuple[int, int]] = []
    found: list[Found[T]] = []
    for expression, make in patterns:
        for match in expression.finditer(sentence.normal):
            start, end = match.span()
            if match.groupdict().get("lead"):
                start = match.end("lead") + 1
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if (value := make(match)) is not None:
                taken.append((start, end))
                found.append(sentence.found(value, start, end))
    return sorted(found, key=lambda one: one.start)


_LEADING = re.compile(r"(?:\b(?:at|on|in|by|for|from|of|until|till|starting|about|around|the)\s+)+$", re.IGNORECASE)


def masked(text: str, found: Iterable[Found[Any]], filler: str) -> str:
    """``text`` with the character ``filler`` in the place of every one of what was ``found``."""
    for start, end in (span for one in found for span in one.spans):
        text = text[:start] + filler * (end - start) + text[end:]
    return text


def left_over(text: str, found: Iterable[Found[Any]]) -> str:
    """``text`` without the words of all that was ``found``, and without the prepositions before them."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({span for one in found for span in one.spans}):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    for start, end in reversed(spans):
        text = f"{_LEADING.sub('', text[:start])} {text[end:]}"
    return " ".join(text.split()).strip(" ,.;")


def _normal(text: str) -> tuple[str, dict[int, int], dict[int, int]]:
    """The normal form, and where in ``text`` what starts and ends at a place of it does so."""
    matches = [match for match in _WORDS.finditer(text) if match.lastgroup != "skip"]
    words = [_word(match) for match in matches]
    normal: list[str] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    index = place = 0
    while index < len(words):
        word, count = _number(words, matches, index) or (words[index], 1)
        starts[place] = matches[index].start()
        place += len(word)
        ends[place] = matches[index + count - 1].end()
        normal.append(word)
        place += 1
        index += count
    return " ".join(normal), starts, ends


def _word(match: re.Match[str]) -> str:
    if match.lastgroup == "digits":
        return match.group().replace(",", "")
    if match.lastgroup == "ordinal":
        return f"{match['ordinal']}th"
    if match.lastgroup == "half":
        return f"{match['half'].lower()}m"
    word = lowered(match.group())
    return _SPELLINGS.get(word, word)


_TYPED_FRACTION = re.compile(r"\d+/\d+")
_UNCOUNTED = frozenset(["couple", "few", "many", "per", "several", "some"])
"""Behind these "hundred" and its like begin no number; alone they do only as the last word: "the hundred years war"."""
_COUPLE = (["a", "couple", "of"], ["a", "couple"], ["a", "pair", "of"], ["couple", "of"])


def _number(words: list[str], matches: list[re.Match[str]], index: int) -> tuple[str, int] | None:
    """The number or ordinal at ``index`` in the normal form, and how many words it was."""
    word = words[index]
    if word[0] in "cap":
        for couple in _COUPLE:
            if words[index : index + len(couple)] == couple:
                return "2", len(couple)
    if word in numbers.BARE and (index and words[index - 1] in _UNCOUNTED):
        return None
    if word not in numbers.BEGINNINGS | numbers.BARE and matches[index].lastgroup != "digits":
        return None
    ahead = words[index : index + 24]
    if (ordinal := numbers.ordinal(ahead)) is not None and words[index + ordinal[1] - 1] != "second":
        return f"{ordinal[0]}th", ordinal[1]
    if matches[index].lastgroup == "digits" and len(ahead) > 1 and _TYPED_FRACTION.fullmatch(ahead[1]):
        part = value_of(ahead[1])
        if "." not in word and part < 1:
            return _digits(int(word) + part), 2
    if (number := numbers.leading(ahead)) is None or (word in numbers.BARE and number[1] == 1 and len(ahead) > 1):
        return None
    return (word if number[1] == 1 and word[0].isdigit() else _digits(number[0])), number[1]


def _digits(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}_{value.denominator}"
