"""How fast the model writes and the voice speaks, as measured, and how long clauses should be for that. Pure.

Its rules:

1. Speech begins as soon as possible: the first clause is no longer than what is written in ``PATIENCE_SECONDS``.
2. Once begun it has no gaps: the sound of a clause lasts until that of the next one is there. Where the model writes
   little faster than the voice speaks, the first clause is long; where it writes somewhat faster, the first clause is
   short and later ones grow.
3. Where the model writes more slowly than the voice speaks, gaps cannot be avoided: the first clause has the usual
   length and later ones end where it is natural.
"""

import math
from dataclasses import dataclass

PATIENCE_SECONDS = 0.05
"""How long the first clause may take to be written where a shorter one would do; less than the endpoint takes."""

NEXT_CHARACTERS = 70
"""The mean length of later clauses in English answers."""

LEAST_CHARACTERS = 12
"""The shortest first clause: less than three words have no melody."""

MOST_CHARACTERS = 60
"""The longest first clause that is waited for: four seconds of speech."""

LEAST_GROWTH = 1.5
"""How many times as long as the first clause the second must be, so that clauses soon grow to their natural length."""

CLAUSE_SECONDS = 0.3
"""Time that any clause takes: for the token after it and the first window of its sound, with a reserve."""

WEIGHT = 0.5
"""Weight of the newest measurement in the running mean."""


@dataclass(slots=True)
class Pace:
    """Characters a second that the model writes and the voice speaks, and seconds that the voice works on one.

    The defaults are those of a small model on a Raspberry Pi 5.
    """

    written_per_second: float = 60.0
    spoken_per_second: float = 15.0
    work_seconds: float = 0.01

    def measured_text(self, characters: int, seconds: float) -> None:
        """Note that the language model wrote so many characters in so many seconds."""
        if characters and seconds > 0:
            self.written_per_second = _mean(self.written_per_second, characters / seconds)

    def measured_voice(self, characters: int, seconds: float, work_seconds: float) -> None:
        """Note that so many characters sounded for ``seconds``, and took the voice ``work_seconds`` to make."""
        if characters and seconds > 0:
            self.spoken_per_second = _mean(self.spoken_per_second, characters / seconds)
            self.work_seconds = _mean(self.work_seconds, work_seconds / characters)

    @property
    def least_characters(self) -> int:
        """The shortest first clause in characters whose sound lasts until the next clause is there."""
        waiting, sounding = self._waiting, 1 / self.spoken_per_second
        natural = NEXT_CHARACTERS * waiting / (sounding + self.work_seconds)
        spare = sounding - LEAST_GROWTH * waiting  # seconds of a character, with a next clause that is longer
        growing = CLAUSE_SECONDS / spare if spare > 0 else math.inf
        return round(min(MOST_CHARACTERS, natural, growing))

    @property
    def most_characters(self) -> int:
        """Characters from which on the first clause ends after any word that needs no other."""
        patient = round(PATIENCE_SECONDS * self.written_per_second)
        return max(LEAST_CHARACTERS, patient, self.least_characters)

    @property
    def growth(self) -> float:
        """How many times as long as all clauses so far the text may be when the next clause must sound.

        Infinite where gaps cannot be avoided.
        """
        growth = (1 / self.spoken_per_second - CLAUSE_SECONDS / self.most_characters) / self._waiting
        return growth if growth > 1 else math.inf

    @property
    def _waiting(self) -> float:
        """Seconds until a character is written and turned into sound."""
        return 1 / self.written_per_second + self.work_seconds


def _mean(before: float, now: float) -> float:
    return (1 - WEIGHT) * before + WEIGHT * now
