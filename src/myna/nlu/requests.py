"""What people say to an assistant in one language, for a recogniser that is to expect it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Self

from myna.nlu.registry import understanding_of
from myna.nlu.understanding import Understanding

Knows = Callable[[str], bool]
"""Whether a speech engine knows a word, in lower case."""


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests of one language: ``samples`` of them, as they are spoken, and how sure a sentence is one.

    A sample that counts more than another one stands there more often.
    """

    samples: tuple[str, ...]
    understanding: Understanding

    @classmethod
    def of(cls, tag: str, knows: Knows) -> Self | None:
        """Those of the language ``tag`` (``en-us``) of words (lower case) that the speech engine ``knows``.

        They are in ``LANGUAGE/requests.txt``: how often a sentence counts, a tab, and the sentence. None where the
        language has none. A sixth of a second on a desktop computer.
        """
        file = files("myna.nlu").joinpath(tag.partition("-")[0], "requests.txt")
        if not file.is_file():
            return None
        rows = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#")
        return cls.within({sentence: int(count) for count, _, sentence in rows}, understanding_of(tag), knows)

    @classmethod
    def within(cls, counts: Mapping[str, int], understanding: Understanding, knows: Knows) -> Self:
        """Those sentences of ``counts``, each with how often it counts, of words that the speech engine ``knows``."""
        known = cache(knows)
        kept = ([text] * count for text, count in counts.items() if all(map(known, text.split(" "))))
        return cls(tuple(chain.from_iterable(kept)), understanding)

    def confidence(self, text: str) -> float:
        """How sure it is what ``text`` is about, from 0 to 1. Raises ModelError where the classifier is damaged."""
        guesses = self.understanding.classify(text)
        return guesses[0].confidence if guesses else 0.0
