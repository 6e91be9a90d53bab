"""Makes a language model's answer to a question of fact an unsure one: "I'm not sure, but the sky is blue." Pure.

Its rules:

1. The answer begins with the language's words for that. Those as far as the comma may be said before the model has
   written anything (``begin``), the others before its first sentence is there.
2. Without ``figures`` only its first sentence is said, once it is whole: what a small model adds is made up as well.
   One with figures (digits, number words) is not said, nor one that only announces others ("There are two reasons:").
3. Where nothing is left of the answer, it says that it does not know.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

from myna.core.tables import read_table
from myna.nlu.normalise import APOSTROPHES

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:St|Dr|Mr|Ms|Jr|Sr|vs|ca|No|Nr))(?<!\b(?:Mrs|etc|bzw))[.!?\u2026]+[\"'\u201d*)]*(?=\s)"
    r"|[\u3002\uff01\uff1f]|\n"
)
"""What ends a sentence; whether a full stop does shows with what comes behind it."""

_LONGEST = 300
"""Characters of a sentence; a longer one rambles, and is not said."""

_FIRST_WORD = re.compile(r"[^\W\d_]+")

_EMPTY = re.compile(r"[\W_]*")
"""Marks without a word."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """How a language says that it is not sure.

    An answer is ``unsure`` and what the model says, or ``unknown`` where nothing is left of that, whose first word
    loses its capital where it is one of ``small``, words that have one only there. ``asides`` are sentences in front of
    an answer ("Sure!"), and ``figures`` the number words.
    """

    unsure: str
    unknown: str
    small: frozenset[str]
    asides: re.Pattern[str]
    figures: re.Pattern[str]

    @property
    def opening(self) -> str:
        """``unsure`` as far as its comma: "I'm not sure,"."""
        head, comma, _ = self.unsure.partition("\uff0c" if "\uff0c" in self.unsure else ",")
        return head + comma

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """The table of a ``hedge.yaml``; ``asides`` and ``figures`` are lists of regular expressions in lower case."""
        asides = re.compile(rf"\W*(?:{'|'.join(table['asides'])})\W*", re.IGNORECASE)
        figures = re.compile("|".join([r"\d", *table["figures"]]), re.IGNORECASE)
        return cls(table["unsure"], table["unknown"], frozenset(table["small"]), asides, figures)


@cache
def hedge_of(tag: str) -> Hedge | None:
    """How the language ``tag`` (``en-us``) says that it is not sure; None where that is not known."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "hedge.yaml")
    return Hedge.read(read_table(file)) if file.is_file() else None


def opening_of(tag: str) -> str:
    """How an unsure answer begins in the language ``tag``: "I'm not sure,"; empty where that is not known."""
    return "" if (hedge := hedge_of(tag)) is None else hedge.opening


class HedgeFilter:
    """One answer of a language model, in pieces, hedged; without a ``hedge`` it stays as it is.

    Where ``figures`` holds when the answer begins, all of it is said. ``is_over`` when no more of it will be.
    """

    def __init__(self, hedge: Hedge | None, figures: Callable[[], bool]) -> None:
        self._hedge = hedge
        self._may_have_figures = figures
        self._figures: bool | None = None  # whether they are said, once the model writes
        self._text = ""  # what has come and was not said yet
        self._unsure = "" if hedge is None else hedge.unsure  # what was not said yet of "I'm not sure, but"
        self._is_begun = False  # some of it was
        self._is_said = False  # and what is behind it
        self.is_over = False

    def begin(self) -> str:
        """What may be said before there is a piece: the opening, of an answer that is hedged."""
        if self._hedge is None:
            return ""
        self._is_begun = True
        self._unsure = self._unsure.removeprefix(self._hedge.opening)
        return self._hedge.opening

    def feed(self, piece: str) -> str:
        """Take the next piece; what may be said by now."""
        if self._hedge is None:
            return piece
        self._text += piece
        if self.is_over or not self._text.strip():
            return ""
        said, self._unsure, self._is_begun = self._unsure, "", True
        if self._figures is None:
            self._figures = self._may_have_figures()
        if not self._figures:
            return said + self._first_sentence(self._hedge)
        return said if self._is_open(self._hedge) else said + self._rest(self._hedge)

    def flush(self) -> str:
        """End the answer; what is left of it."""
        if self._hedge is None or not self._is_begun or self.is_over:
            return ""
        self.is_over = True
        if self._figures:
            return self._rest(self._hedge) or ("" if self._is_said else self._hedge.unknown)
        return self._unsure + self._judged(self._text, self._hedge)

    def _is_open(self, hedge: Hedge) -> bool:
        """Whether it does not show yet how the answer begins.

        A hedge of the model's own, which the answers before may have taught it, is taken away.
        """
        if self._is_said:
            return False
        own = hedge.unsure.lower()
        text = self._text.lstrip().translate(APOSTROPHES).lower()
        while text.startswith(own):
            self._text = self._text.lstrip()[len(own) :]
            text = self._text.lstrip().translate(APOSTROPHES).lower()
        return own.startswith(text) or (bool(hedge.small) and _FIRST_WORD.fullmatch(text) is not None)

    def _first_sentence(self, hedge: Hedge) -> str:
        """What is said of the first sentence, once it is whole."""
        while not self._is_open(hedge) and (found := _END.search(self._text, 0, _LONGEST)) is not None:
            sentence, self._text = self._text[: found.end()], self._text[found.end() :]
            if not (_EMPTY.fullmatch(sentence) or hedge.asides.fullmatch(sentence)):
                self.is_over = True
                return self._judged(sentence, hedge)
        if len(self._text) > _LONGEST:
            self.is_over = True
            return hedge.unknown
        return ""

    def _judged(self, sentence: str, hedge: Hedge) -> str:
        """``sentence``, if it may be said."""
        bare = sentence.strip()
        if _EMPTY.fullmatch(bare) or bare.endswith((":", "\uff1a")) or hedge.figures.search(bare):
            return hedge.unknown
        return self._behind(bare, hedge)

    def _rest(self, hedge: Hedge) -> str:
        """All that has come and was not said yet."""
        text, self._text = self._text, ""
        if self._is_said or not text.strip():
            return text
        return self._behind(text.lstrip(), hedge)

    def _behind(self, text: str, hedge: Hedge) -> str:
        """``text``, which begins the answer, as it stands behind "but"."""
        self._is_said = True
        word = _FIRST_WORD.match(text)
        is_small = word is not None and word.group().lower() in hedge.small
        return (text[:1].lower() if is_small else text[:1]) + text[1:]
