"""When a sentence begins and when it has ended, from the probability of speech alone. Pure: time is an argument.

Its rules:

1. Speech begins at ``speech_threshold`` and ends where the probability falls clearly below it, so that a fading
   syllable does not end it.
2. A click is no speech: a sentence begins with ``MIN_SPEECH_SECONDS`` of speech without a silence that would end it.
3. The sentence ends after a silence whose length depends on the words so far (``Completeness``), or when it is
   ``max_utterance_seconds`` long.
4. Without any speech, listening ends after ``start_timeout_seconds``.
"""

import math
from dataclasses import dataclass
from enum import Enum, auto

from myna.listening.completeness import Completeness

MIN_SPEECH_SECONDS = 0.12
"""Seconds of speech that begin a sentence: about the length of the shortest words, such as "no" and "stop"."""

HYSTERESIS = 0.15
"""How far below the threshold the probability must fall before speech is over. Source: Silero's own examples."""


class Verdict(Enum):
    """What a chunk of sound changed: nothing, the sentence began, it ended, or the time to begin has run out."""

    SAME = auto()
    STARTED = auto()
    ENDED = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """The silences and limits of a sentence in seconds, and the probability (0 to 1) from which sound is speech."""

    min_silence_seconds: float = 0.28
    silence_seconds: float = 0.7
    max_pause_seconds: float = 2.0
    start_timeout_seconds: float = 8.0
    max_utterance_seconds: float = 20.0
    speech_threshold: float = 0.5

    def silence(self, completeness: Completeness) -> float:
        """Seconds of silence that end a sentence of such words."""
        match completeness:
            case Completeness.SURE:
                return min(self.min_silence_seconds, self.silence_seconds)
            case Completeness.COMPLETE:
                return (self.silence(Completeness.SURE) + self.silence_seconds) / 2
            case Completeness.OPEN:
                return (self.silence_seconds + self.silence(Completeness.INCOMPLETE)) / 2
            case Completeness.UNCLEAR:
                return self.silence_seconds
            case Completeness.INCOMPLETE:
                return max(self.max_pause_seconds, self.silence_seconds)


class Endpoint:
    """Finds the beginning and the end of one sentence; ``begin`` makes it ready for the next."""

    def __init__(self, rules: EndpointRules, at: float = 0.0) -> None:
        self._rules = rules
        self.begin(at)

    def begin(self, at: float) -> None:
        """Wait for a sentence from stream time ``at`` (seconds)."""
        self._began = at
        self._last = at
        self._speaking = False
        self._spoken = 0.0
        self._first_sound = at
        self._speech_start: float | None = None
        self.speech_end = at
        """Stream time in seconds where the last speech ended."""

    @property
    def silence_seconds(self) -> float:
        """Seconds of silence since the last speech, or since the beginning."""
        return self._last - self.speech_end

    def left_seconds(self, completeness: Completeness) -> float:
        """Seconds of further silence that end a sentence of such words; infinite where no sentence has begun."""
        return math.inf if self._speech_start is None else self._rules.silence(completeness) - self.silence_seconds

    def accept(self, at: float, probability: float, completeness: Completeness = Completeness.UNCLEAR) -> Verdict:
        """Take the probability of speech of the chunk that ends at stream time ``at``, in order.

        ``completeness`` is that of the words before the chunk.
        """
        rules = self._rules
        length, self._last = at - self._last, at
        self._speaking = probability >= rules.speech_threshold - (HYSTERESIS if self._speaking else 0.0)
        if self._speaking:
            if self._spoken == 0.0:
                self._first_sound = at - length
            self._spoken += length
            self.speech_end = at
        silence = self.silence_seconds
        if self._speech_start is None:
            if self._spoken >= MIN_SPEECH_SECONDS:
                self._speech_start = self._first_sound
                return Verdict.STARTED
            if silence >= rules.silence_seconds:
                self._spoken = 0.0
            return Verdict.NOTHING if at - self._began >= rules.start_timeout_seconds else Verdict.SAME
        if silence >= rules.silence(completeness) or at - self._speech_start >= rules.max_utterance_seconds:
            return Verdict.ENDED
        return Verdict.SAME
