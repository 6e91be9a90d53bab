"""Where a list of recognised words holds a phrase. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word; ``start`` and ``end`` in seconds of one clock, ``confidence`` from 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


def phrase_end(words: Sequence[Word], phrase: str) -> float | None:
    """Where the last place ends at which all the words of ``phrase`` follow each other, in seconds; None: nowhere."""
    wanted = phrase.split()
    for last in range(len(words), len(wanted) - 1, -1):
        if [word.text for word in words[last - len(wanted) : last]] == wanted:
            return words[last - 1].end
    return None
