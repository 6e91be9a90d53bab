"""How fast words come and are spoken, as measured, and how long clauses should be for that. Pure.

Its rules:

1. Speech begins as soon as it may: the first clause is no longer than what comes in ``PATIENCE_SECONDS``.
2. Once begun it does not run dry: the sound of a clause lasts until that of the next one is there. Where words come not
   much faster than they are spoken, that is had by a long first clause; where they come somewhat faster, by a short one
   and later ones that grow.
3. Where words come more slowly than they are spoken it runs dry whatever is done: the first clause has the usual length
   and the later ones end where it is natural.
"""

import math
from dataclasses import dataclass

PATIENCE_SECONDS = 0.1
"""How long the words of a first clause may take to come, where fewer would do: less than the endpoint takes."""

NEXT_CHARACTERS = 70
"""The length of a later clause, on the average of English answers."""

LEAST_CHARACTERS = 12
MOST_CHARACTERS = 60
"""Between these the first clause ends, wherever that is natural: less than three words have no melody, and more than
four seconds of speech nobody wants to wait for."""

LEAST_GROWTH = 1.5
"""Times that the second clause must be longer than the first, so that clauses soon are as long as is natural."""

CLAUSE_SECONDS = 0.3
"""What a clause costs beside its length, with a reserve: the token behind it, and the first window of its sound."""

WEIGHT = 0.5
"""Of the newest measurement."""


@dataclass(slots=True)
class Pace:
    """Characters a second that the model writes and the voice speaks, and the seconds that one costs the voice.

    The first values are those of a small model on a Raspberry Pi 5.
    """

    thought_per_second: float = 60.0
    spoken_per_second: float = 15.0
    work_seconds: float = 0.01

    def thought(self, characters: int, seconds: float) -> None:
        """The language model brought so many characters in so many seconds."""
        if characters and seconds > 0:
            self.thought_per_second = _mean(self.thought_per_second, characters / seconds)

    def spoken(self, characters: int, seconds: float, work_seconds: float) -> None:
        """So many characters sounded for ``seconds``, and took the voice ``work_seconds``."""
        if characters and seconds > 0:
            self.spoken_per_second = _mean(self.spoken_per_second, characters / seconds)
            self.work_seconds = _mean(self.work_seconds, work_seconds / characters)

    @property
    def least_characters(self) -> int:
        """A first clause of fewer would be over before the next one is there."""
        waiting, sounding = self._waiting, 1 / self.spoken_per_second
        natural = NEXT_CHARACTERS * waiting / (sounding + self.work_seconds)
        spare = sounding - LEAST_GROWTH * waiting  # of a character, with a next clause that is longer
        growing = CLAUSE_SECONDS / spare if spare > 0 else math.inf
        return round(min(MOST_CHARACTERS, natural, growing))

    @property
    def most_characters(self) -> int:
        """From so many on the first clause ends behind any word that wants no other."""
        patient = round(PATIENCE_SECONDS * self.thought_per_second)
        return max(LEAST_CHARACTERS, patient, self.least_characters)

    @property
    def growth(self) -> float:
        """How many times what has been said already may have been said when the sound of the next clause is there.

        Infinite where nothing helps.
        """
        growth = (1 / self.spoken_per_second - CLAUSE_SECONDS / self.most_characters) / self._waiting
        return growth if growth > 1 else math.inf

    @property
    def _waiting(self) -> float:
        """Seconds until a character is thought and voiced."""
        return 1 / self.thought_per_second + self.work_seconds


def _mean(before: float, now: float) -> float:
    return (1 - WEIGHT) * before + WEIGHT * now
