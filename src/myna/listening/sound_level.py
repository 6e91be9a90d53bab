"""What stands between a microphone and all that listens: its sound is brought to an even level, and judged.

Its rules:

1. The level of what a person says is that of the microphone, before the gain.
2. While Myna speaks, or is about to, nothing is learnt, and nothing judged.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from myna.core.errors import AudioError
from myna.core.sound import AudioChunk
from myna.listening.diagnosis import Diagnosis, Levels
from myna.listening.gain import AutomaticGain
from myna.listening.level import level
from myna.listening.pre_roll import ScoredChunk


@dataclass(frozen=True, slots=True)
class Now:
    """How loud the microphone is in the band of speech, in dB of full scale, and whether that is speech."""

    level_db: float
    speech: bool


class SoundLevel:
    """The level of one microphone; ``threshold`` is the probability from which a chunk is speech.

    ``on_finding`` is called where what is wrong with the microphone changes.
    """

    def __init__(self, threshold: float) -> None:
        self._gain = AutomaticGain(threshold)
        self._diagnosis = Diagnosis(threshold)
        self._threshold = threshold
        self.now: Now | None = None
        """The last chunk; None before the first one."""
        self.on_finding: Callable[[AudioError | None], None] = lambda _: None

    @property
    def gain_db(self) -> float:
        """By how much the sound is amplified now, in decibels."""
        return self._gain.decibels

    @property
    def levels(self) -> Levels:
        """How loud speech and noise are in the microphone, before the gain."""
        return self._diagnosis.levels

    @property
    def finding(self) -> AudioError | None:
        """What is wrong with the sound of the microphone."""
        return self._diagnosis.finding

    def scored(self, chunk: AudioChunk, score: Callable[[bytes], float], *, hold: bool) -> ScoredChunk:
        """``chunk`` at an even level, with the probability of speech that ``score`` gives to it; ``hold``: rule 2."""
        samples = np.frombuffer(chunk.pcm, dtype="<i2")
        found = level(samples)
        amplified = self._gain.amplify(samples, found, hold=hold)
        if amplified is not samples:
            chunk = replace(chunk, pcm=amplified.tobytes())
        probability = score(chunk.pcm)
        self._gain.learn(probability, hold=hold)
        self.now = Now(found.band_db, probability >= self._threshold)
        if not hold:
            before = _code(self.finding)
            self._diagnosis.hear(samples, found, probability)
            if _code(self.finding) != before:
                self.on_finding(self.finding)
        return ScoredChunk(chunk, probability, found.power)

    def end(self) -> None:
        """Judge the rest of a sound that is over."""
        self._diagnosis.end()


def _code(finding: AudioError | None) -> str | None:
    return None if finding is None else finding.code
