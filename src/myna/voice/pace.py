"""How fast words come and are spoken, as measured, and how long the first clause should be for that. Pure.

Its rules:

1. Speech begins as soon as it may: the first clause is no longer than what comes in ``PATIENCE_SECONDS``.
2. Once begun it does not run dry: the sound of the first clause lasts until that of the next one is there.
3. Where both cannot be had, the second one counts, up to a clause of the usual length.
"""

from dataclasses import dataclass

PATIENCE_SECONDS = 0.1
"""How long the words of a first clause may take to come, where fewer would do: less than the endpoint takes."""

NEXT_CHARACTERS = 70
"""The length of a later clause, on the average of English answers."""

LEAST_CHARACTERS = 12
MOST_CHARACTERS = 60
"""Between these the first clause ends, wherever that is natural: less than three words have no melody, and more than
four seconds of speech nobody wants to wait for."""

WEIGHT = 0.5
"""Of the newest measurement."""


@dataclass(slots=True)
class Pace:
    """Characters a second that the brain thinks and the voice speaks, and seconds of work that one costs the voice.

    The first values are those of a small model on a Raspberry Pi 5.
    """

    thought_per_second: float = 60.0
    spoken_per_second: float = 15.0
    work_seconds: float = 0.01

    def thought(self, characters: int, seconds: float) -> None:
        """The brain brought so many characters in so many seconds."""
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
        waiting = NEXT_CHARACTERS * (1 / self.thought_per_second + self.work_seconds)
        return min(MOST_CHARACTERS, round(waiting / (1 / self.spoken_per_second + self.work_seconds)))

    @property
    def most_characters(self) -> int:
        """From so many on the first clause ends behind any word that wants no other."""
        patient = round(PATIENCE_SECONDS * self.thought_per_second)
        return max(LEAST_CHARACTERS, patient, self.least_characters)


def _mean(before: float, now: float) -> float:
    return (1 - WEIGHT) * before + WEIGHT * now
