"""A sentence as it was typed or recognised, as words for understanding, in any language. Pure.

Its rules:

1. Words are in lower case, without the punctuation around them; what stands inside a word or a number stays
   ("what's", "7:30", "2.5", "1/4", "no-fat").
2. Every word knows where it stands in the original, so that a name or an item can be read there as it was written.
3. Only what means the same is made the same: forms of one letter (NFKC) and of the apostrophe.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u00b4`", "'"))

PAUSE = ","
"""How a comma, a full stop and their like are written where pauses are asked for."""

_STOPS = r",;:!?\uff0c\u3002\u3001\uff01\uff1f\uff1b\uff1a\u2026"
"""Punctuation of a sentence, in European and in Chinese writing."""

_TOKEN = re.compile(
    rf"""
    (?P<word> -?[$€£]? (?: \.?\d+ (?: [.,:/]\d+ )* | \w )
        (?: [^\s"()“”„«»¿¡{_STOPS}] | (?<=\d)[,:](?=\d) )* )
    | (?P<question> [?\uff1f] )
    | (?P<pause> [.{_STOPS}] )
    | (?P<sign> [+*/=^%$€£\u00d7÷-] )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, and where it stands in the original: characters ``start`` to before ``end``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words that are left of ``original``; ``removed``: the phrases that were taken out, in their order there."""

    original: str
    words: tuple[Word, ...]
    removed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)

    def as_written(self, part: str) -> str:
        """``part``, a run of the words, as the original has it; ``part`` itself where it is no run of them."""
        wanted = part.split()
        texts = [word.text for word in self.words]
        for first in range(len(texts) - len(wanted) + 1):
            if wanted and texts[first : first + len(wanted)] == wanted:
                return self.original[self.words[first].start : self.words[first + len(wanted) - 1].end]
        return part


def words_of(sentence: str, *, pauses: bool = False) -> list[Word]:
    """The words of ``sentence``; with ``pauses`` also ``PAUSE`` for a comma and its like, and ``?`` as it is."""
    found: list[Word] = []
    for token in _TOKEN.finditer(_same_length(sentence)):
        text, start, end = token.group(), *token.span()
        if token.lastgroup == "word":
            bare = text.rstrip(".'")
            found.append(Word(bare.casefold(), start, start + len(bare)))
            if pauses and text != bare and text.endswith("."):
                found.append(Word(PAUSE, end - 1, end))
        elif token.lastgroup == "sign":
            found.append(Word(text, start, end))
        elif pauses:
            found.append(Word("?" if token.lastgroup == "question" else PAUSE, start, end))
    return found


def folded(pattern: str) -> str:
    """``pattern``, a regular expression, for words in the case of ``words_of``, which has no letter ß."""
    return pattern.replace("ß", "ss")


def joined(words: Sequence[Word]) -> str:
    """The words' texts, a space between them."""
    return " ".join(word.text for word in words)


def _same_length(sentence: str) -> str:
    """``sentence`` with one form of each letter; letters that would become several are left, so that places stay."""
    composed = (unicodedata.normalize("NFKC", char) for char in sentence.translate(APOSTROPHES))
    return "".join(new if len(new) == 1 else old for new, old in zip(composed, sentence, strict=True))
