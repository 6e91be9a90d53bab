"""When a sentence begins and when it has ended, from the probability of speech alone. Pure: time is an argument.

Its rules:

1. Speech begins at ``speech_threshold`` and goes on until the probability falls clearly below it, so that a syllable
   that fades does not end it.
2. A click is not speech: it takes ``MIN_SPEECH_SECONDS`` of it within the time that a pause may last.
3. The sentence ends after a silence: the words so far say how long a one (``Ending``), never more than the longest of
   the three; or when it is ``max_utterance_seconds`` long.
4. Without any speech, listening ends after ``start_timeout_seconds``.
"""

import math
from dataclasses import dataclass
from enum import Enum, auto

from myna.listening.completeness import Completeness

MIN_SPEECH_SECONDS = 0.12
"""About the length of the shortest word ("no", "stop") that people say to a machine."""

HYSTERESIS = 0.15
"""How far below the threshold the probability must fall before speech is over; Silero's own value."""


class Verdict(Enum):
    """What a chunk of sound changed."""

    SAME = auto()
    STARTED = auto()
    ENDED = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """The numbers of an endpoint; seconds, and a probability from 0 to 1."""

    min_silence_seconds: float = 0.4
    silence_seconds: float = 0.7
    max_pause_seconds: float = 2.0
    start_timeout_seconds: float = 6.0
    max_utterance_seconds: float = 20.0
    speech_threshold: float = 0.5

    def silence(self, completeness: Completeness) -> float:
        """Seconds of silence that end a sentence."""
        match completeness:
            case Completeness.COMPLETE:
                return min(self.min_silence_seconds, self.silence_seconds)
            case Completeness.UNCLEAR:
                return self.silence_seconds
            case Completeness.INCOMPLETE:
                return max(self.max_pause_seconds, self.silence_seconds)


class Endpoint:
    """Follows one sentence. Make a new one, or ``begin`` again, for the next."""

    def __init__(self, rules: EndpointRules, at: float = 0.0) -> None:
        self._rules = rules
        self.begin(at)

    def begin(self, at: float) -> None:
        """Wait for a sentence from stream time ``at`` (seconds) on."""
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
        """How long it has been silent."""
        return self._last - self.speech_end

    def left_seconds(self, completeness: Completeness) -> float:
        """How much more silence ends the sentence, behind words of ``ending``; infinite where none has begun."""
        return math.inf if self._speech_start is None else self._rules.silence(completeness) - self.silence_seconds

    def accept(self, at: float, probability: float, completeness: Completeness = Completeness.UNCLEAR) -> Verdict:
        """Take the probability of speech of the chunk that ends at stream time ``at``, in order.

        ``ending`` is that of the words before it.
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
