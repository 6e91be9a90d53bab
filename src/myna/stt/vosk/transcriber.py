"""Free speech to text by Vosk.

Vosk ends a segment by itself after a longer pause; the transcriber joins segments, since the endpoint is Myna's own.
"""

import json
import math
from typing import Any, Self

from myna.core.ports import Transcript
from myna.core.sound import RATE_HZ, SAMPLE_BYTES
from myna.stt.vosk.model import VoskModel, forget
from myna.stt.vosk.words import Word, phrase_end

BORDER_SECONDS = 0.05
"""How much earlier a word may begin than the wake phrase ends: the two decoders place a border differently."""


class VoskTranscriber:
    """Free speech to text, with partial results, by a ``vosk.KaldiRecognizer`` that gives words."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        self._words: list[Word] = []
        self._likelihood = 0.0
        self._accepted_seconds = 0.0
        self._skip_phrase = ""
        self._skip_before = 0.0

    @classmethod
    def load(cls, model: VoskModel, alternatives: int = 0) -> Self:
        """Make it of ``model``. Raises ModelError where that is damaged.

        With several ``alternatives`` the likelihood of a sentence is known too. Its words are then those of the
        likeliest sentence, and not each the likeliest by itself.
        """
        recogniser = model.recogniser()
        recogniser.SetWords(True)
        recogniser.SetMaxAlternatives(alternatives)
        return cls(recogniser)

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        """Forget the sound so far. Up to about ``skip_seconds`` from now ``skip_phrase`` is said, and left out."""
        self._words = []
        self._likelihood = 0.0
        forget(self._recogniser)
        self._skip_phrase = skip_phrase
        self._skip_before = self._accepted_seconds + skip_seconds

    def accept(self, pcm: bytes) -> str:
        """Take int16 mono sound at 16 kHz; the transcript so far."""
        self._accepted_seconds += len(pcm) / (SAMPLE_BYTES * RATE_HZ)
        if self._recogniser.AcceptWaveform(pcm):
            self._take(self._recogniser.Result())
            return self._text()
        partial = json.loads(self._recogniser.PartialResult())["partial"]
        if not self._words and self._skip_phrase:  # a partial result has no times, so the phrase goes by its text
            partial = f" {partial} ".rpartition(f" {self._skip_phrase} ")[2]
        return f"{self._text()} {partial.strip()}".strip()

    def finish(self) -> Transcript:
        """Force the final transcript of all that was accepted, and begin anew."""
        return self.finish_likely()[0]

    def finish_likely(self) -> tuple[Transcript, float]:
        """The final transcript, and the log likelihood of all that was accepted; 0 without ``alternatives``."""
        self._take(self._recogniser.FinalResult())
        text, words, likelihood = self._text(), self._words, self._likelihood
        confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
        self.begin()
        return Transcript(text, min(1.0, confidence)), likelihood

    def _take(self, result: str) -> None:
        """Append the words of a result, without the wake phrase: where it was recognised, or what began in its time."""
        words, likelihood = _read(result)
        self._likelihood += likelihood
        early = [word for word in words if word.start < self._skip_before] if self._skip_phrase else []
        if early:
            end = phrase_end(early, self._skip_phrase)
            begin = self._skip_before if end is None else end - BORDER_SECONDS
            words = [word for word in words if word.start >= begin]
        self._words += words

    def _text(self) -> str:
        return " ".join(word.text for word in self._words)


def _read(result: str) -> tuple[list[Word], float]:
    """The words of a result, in seconds from the recogniser's making (``forget`` does not set Vosk's clock back).

    And their log likelihood, where there are alternatives; each word is then as sure as the sentence is among those.
    """
    whole = json.loads(result)
    alternatives = whole.get("alternatives", [whole])
    best, likelihood = alternatives[0], alternatives[0].get("confidence", 0.0)
    share = 1 / sum(math.exp(other.get("confidence", 0.0) - likelihood) for other in alternatives)
    words = [Word(word["word"], word["start"], word["end"], word.get("conf", share)) for word in best.get("result", [])]
    return words, likelihood
