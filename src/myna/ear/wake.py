"""The wake phrase as words: which phrase, if any, a list of recognised words holds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

SECONDS_PER_WORD = 0.9
"""A long word, said slowly."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word; ``start`` and ``end`` in seconds of one clock, ``confidence`` from 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase, and where it began and ended, in seconds of the words' clock."""

    phrase: str
    start: float
    end: float


def find_phrase(words: Sequence[Word], phrases: Sequence[str]) -> Found | None:
    """The last place in ``words`` where all the words of one of ``phrases`` follow each other."""
    texts = [word.text for word in words]
    best: Found | None = None
    for phrase in phrases:
        wanted = phrase.split()
        for first in range(len(texts) - len(wanted), -1, -1):
            if texts[first : first + len(wanted)] == wanted:
                end = words[first + len(wanted) - 1].end
                if best is None or end > best.end:
                    best = Found(phrase, words[first].start, end)
                break
    return best


def phrase_seconds(phrase: str) -> float:
    """How long a phrase takes at the most."""
    return SECONDS_PER_WORD * len(phrase.split())
