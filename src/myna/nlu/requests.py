"""What people say to an assistant in one language, for a recogniser that is to expect it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources.abc import Traversable
from typing import Self

from myna.nlu.languages import requests_file
from myna.nlu.registry import understanding_of
from myna.nlu.understanding import Understanding

Knows = Callable[[str], bool]
"""Whether a speech engine knows a word, in lower case."""


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests of one language, of words (lower case) that the speech engine ``knows``, and how sure a sentence is one.

    ``counts`` gives the sentences, as they are spoken, each with how often it counts.
    """

    counts: Callable[[], Mapping[str, int]]
    understanding: Understanding
    knows: Knows

    @classmethod
    def of(cls, tag: str, knows: Knows) -> Self | None:
        """Those of the language ``tag`` (``en-us``), in ``LANGUAGE/requests.txt``; None where the language has none.

        The file has how often a sentence counts, a tab, and the sentence.
        """
        file = requests_file(tag)
        return None if file is None else cls(partial(_read, file), understanding_of(tag), knows)

    @property
    def samples(self) -> list[str]:
        """The sentences of known words; one that counts more stands there more often.

        A sixth of a second on a desktop computer: they are read anew each time, since a recogniser is rarely made.
        """
        known = cache(self.knows)
        return [text for text, count in self.counts().items() if all(map(known, text.split(" "))) for _ in range(count)]

    def confidence(self, text: str) -> float:
        """How sure it is what ``text`` is about, from 0 to 1. Raises ModelError where the classifier is damaged."""
        guesses = self.understanding.classify(text)
        return guesses[0].confidence if guesses else 0.0

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is no order, though it may mention one: a negation, a question, a condition..."""
        return bool(self.understanding.guard(text))


def _read(file: Traversable) -> Mapping[str, int]:
    rows = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return {sentence: int(count) for count, _, sentence in rows}
