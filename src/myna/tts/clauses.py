"""Cuts a stream of text into clauses that can be spoken one by one. Pure.

Its rules:

1. Where a clause ends depends on the text alone, never on how the stream was cut into pieces. A boundary is certain
   once the next character is known, and where that is a space, the one after it. The tokens of a language model begin
   with the space in front of their word, so that is the next token.
2. The first clause ends as early as is natural, at a comma after a few words; later ones at the end of a sentence, or
   at a comma once they are long enough for a good melody. The end of a line always ends a clause. Where words come
   slowly, a clause may end after any word but those that need another, and clauses grow (``Lengths``).
3. No text is lost: the clauses joined are the text, but for white space. Every clause has a letter or a digit; marks
   alone go with the clause that follows, or are dropped where none follows.
4. A clause has at most ``MAX_CHARACTERS``, and the splitter holds hardly more.
"""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

MAX_CHARACTERS = 200
"""The longest clause in characters."""

MAX_WIDTH = 2 * MAX_CHARACTERS
"""The longest clause in columns: a character has one or two."""

FIRST_WORDS = 3
"""Words from which on a comma ends the first clause."""

FIRST_WIDTH = 16
"""Columns from which on a comma ends the first clause in scripts without spaces."""

LATER_WIDTH = 60
"""Columns from which on a comma ends a later clause: about four seconds of speech."""

_CLOSING = "\"'”’»)\\]}*_~`」』）】》"
_WIDE_END = "。！？"
_QUOTES = "\"'”’»」』"
_CANDIDATE = re.compile(
    rf"""(?P<line>\n)
    |(?P<end>[.!?…{_WIDE_END}।॥؟۔][.!?…{_WIDE_END}{_CLOSING}]*)
    |(?P<comma>[,;:،؛][{_CLOSING}]*)
    |(?P<wide_comma>[，、；：][{_CLOSING}]*)
    |(?P<dash>[-–—]+)""",
    re.VERBOSE,
)

_NEVER_LAST = re.compile(
    r"approx|bzw|ca|capt|cf|col|dr|frau|ft|gen|gov|hon|hr|lt|mlle|mme|mr|mrs|ms|mt|prof"
    r"|rep|rev|sen|sgt|sr|sra|st|ste|vgl|viz|vs"
)
"""Abbreviations that a word follows: their full stop ends no sentence."""

_MAYBE_LAST = re.compile(r"a\.m|al|co|corp|dept|est|etc|inc|jr|ltd|p\.m|ph\.d|usw")
"""Abbreviations whose full stop ends a sentence where a capital follows."""

_NUMBERED = re.compile(r"apr|art|aug|b|c|ch|d|dec|ext|feb|fig|jan|jul|jun|mar|no|nov|nr|oct|p|pp|sec|sep|sept|vol")
"""Abbreviations whose full stop ends no sentence where a number follows."""

_BEFORE_ORDINAL = re.compile(r"ab|am|bis|das|dem|den|der|des|die|im|seit|vom|zum")
"""German words after which a number with a full stop is an ordinal."""

_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|[A-HJ-Z]")
"""Abbreviations such as e.g, U.S and z.B, and initials, each without the last full stop."""

_GAP = re.compile(r"(?<=\w) (?=.)")
"""The space between two words, the second of which has begun."""

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths of clauses in columns where words come slowly.

    The first clause may end at a comma from ``least`` on, and after any word from ``most`` on. While the sound of all
    clauses so far lasts, ``growth`` times their columns of text come: a later clause ends after any word before it
    exceeds that. No clause ends after one of the words ``unfinished`` (lower case).
    """

    least: int = 0
    most: int = MAX_CHARACTERS
    growth: float = math.inf
    unfinished: Collection[str] = ()


class ClauseSplitter:
    """Cuts a stream of text into clauses, which have no white space at their ends.

    ``feed`` takes the next piece, of any length, and returns the clauses that are certain now, often none. ``flush``
    ends the stream and returns the rest; the splitter is then as new.
    """

    def __init__(self, lengths: Lengths = Lengths()) -> None:
        self._lengths = lengths
        self._text = ""
        self._first_width = 0  # of the first clause, in columns
        self._width = 0  # of all clauses so far

    def feed(self, text: str) -> list[str]:
        """Take the next piece; the clauses that are certain now, in order."""
        self._text = _tidy(self._text + text)
        clauses = []
        start = _skip_space(self._text, 0)
        while (end := self._end(start)) is not None:
            clause = self._text[start:end].strip()
            if _speakable(clause):
                clauses.append(clause)
                self._first_width = self._first_width or _width(clause)
                self._width += _width(clause)
            start = _skip_space(self._text, end)
        self._text = self._text[start:]
        return clauses

    def flush(self) -> list[str]:
        """End the stream; the clauses that are left, in order."""
        clauses = self.feed("\n")
        self._text = ""
        self._first_width = self._width = 0
        return clauses

    @property
    def _most(self) -> float:
        """Columns from which on the next clause ends after any word."""
        rules = self._lengths
        if not self._width:
            return rules.most
        return max(rules.most, self._first_width + (rules.growth - 1) * self._width)

    def _end(self, start: int) -> int | None:
        """The end of the clause that begins at ``start``; None while it is uncertain."""
        text, limit = self._text, start + MAX_CHARACTERS
        early = self._early_end(start)
        if early is not None:
            limit = early
        for found in _CANDIDATE.finditer(text, start, limit + 1):
            if found.end() > limit:
                break
            following = text[found.end() : found.end() + 2]
            if found["line"] is None and (not following or following == " "):
                return None
            if _speakable(text[start : found.end()]) and self._is_end(text[start : found.end()], found, following):
                return found.end()
        if early is not None:
            return early
        if len(text) <= limit:
            return None
        gap = max(text.rfind(" ", start, limit + 1), text.rfind("\n", start, limit + 1))
        return gap if gap > start else limit

    def _early_end(self, start: int) -> int | None:
        """The end of the first word after which the clause is long enough to end without a mark; None before that."""
        text, most = self._text, self._most
        if most > MAX_WIDTH:
            return None
        earliest = start + int(most) // 2  # no character is wider than two columns
        for gap in _GAP.finditer(text, earliest, start + MAX_CHARACTERS + 2):
            clause = text[start : gap.start()]
            if _width(clause) >= most and clause.lower().rpartition(" ")[2] not in self._lengths.unfinished:
                return gap.start()
        return None

    def _is_end(self, clause: str, found: re.Match[str], following: str) -> bool:
        """Whether ``clause`` ends at its last mark, ``found``, with the one or two characters ``following``."""
        if found["line"]:
            return True
        mark = found.group()
        before = clause[: -len(mark)]
        spaced, beyond = following[0].isspace(), following.strip()[:1]
        if found["end"]:
            ends = _ends_sentence(before, mark, spaced, beyond)
            return self._long_enough(clause) if ends is None else ends
        between_digits = before.rstrip()[-1:].isdigit() and beyond.isdigit()
        if found["comma"]:
            natural = spaced and not between_digits
        elif found["wide_comma"] or "—" in mark:
            natural = not between_digits
        else:
            natural = before[-1:].isspace() and spaced and beyond.isalpha()
        return natural and self._long_enough(clause)

    def _long_enough(self, clause: str) -> bool:
        """Whether a comma may end ``clause``."""
        width = _width(clause)
        if self._width:
            return width >= min(LATER_WIDTH, self._most / 2)
        return width >= self._lengths.least and (len(clause.split()) >= FIRST_WORDS or width >= FIRST_WIDTH)


def _ends_sentence(before: str, mark: str, spaced: bool, beyond: str) -> bool | None:
    """Whether ``mark`` after ``before`` ends a sentence; None where it counts as a comma."""
    if any(character in _WIDE_END for character in mark):
        return True
    previous, word = (["", "", *before.split()])[-2:]
    word = word.lstrip("\"'“‘«([*_")
    if not spaced:
        in_a_word = beyond.isascii() and not beyond.isalpha()
        return any(character in mark for character in "!?।॥؟۔") and not in_a_word and not re.search(r"[/.@]", word)
    if beyond.islower() and (mark[-1] in _QUOTES or "…" in mark or ".." in mark):
        return None
    if mark.rstrip(_CLOSING) != ".":
        return True
    name = word.lower()
    if _MAYBE_LAST.fullmatch(name):
        return not beyond.islower()
    if _NEVER_LAST.fullmatch(name) or _DOTTED.fullmatch(word):
        return False
    if word.isdigit() and len(word) <= 3 and (not previous or _BEFORE_ORDINAL.fullmatch(previous.lower())):
        return False  # the number of a list item, or a German date
    return not (_NUMBERED.fullmatch(name) and beyond.isdigit())


def _width(text: str) -> int:
    """Columns of ``text``: wide characters count as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _tidy(text: str) -> str:
    """``text`` with each run of white space as one space, or as one line end where it holds one."""
    return re.sub(r"\s+", lambda gap: " " if _LINE_ENDS.isdisjoint(gap.group()) else "\n", text)


def _skip_space(text: str, start: int) -> int:
    """The first position from ``start`` on that is no white space."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _speakable(text: str) -> bool:
    """Whether ``text`` has a letter or a digit."""
    return any(character.isalnum() for character in text)
