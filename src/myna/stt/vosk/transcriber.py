"""Free speech to text by Vosk.

Vosk ends a segment by itself after a longer pause; the transcriber joins segments, since the endpoint is Myna's own.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Self

from myna.core.ports import Transcript
from myna.core.sound import RATE_HZ, SAMPLE_BYTES
from myna.stt.vosk.model import VoskModel, forget
from myna.stt.vosk.sentence_recogniser import Finished, Heard, nearly_as_likely, share
from myna.stt.vosk.words import Word, phrase_end

MOMENT = bytes(SAMPLE_BYTES * RATE_HZ // 100)
"""A hundredth of a second of silence."""

BORDER_SECONDS = 0.05
"""How much earlier a word may begin than the wake phrase ends: the two decoders place a border differently."""


class VoskTranscriber:
    """Free speech to text, with partial results, by a ``vosk.KaldiRecognizer`` that gives words."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        self._words: list[Word] = []
        self._found: list[Heard] = []  # the sentences that it may be, the likeliest first
        self._likelihood = 0.0
        self._accepted_seconds = 0.0
        self._behind_result = False  # nothing was heard since a segment was over
        self._skip_phrase = ""
        self._skip_before = 0.0
        self._skip_seconds = 0.0
        self._skipped = ("", 0.0)  # the phrase and the seconds of what ``finish`` ended

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
        self._found = []
        self._likelihood = 0.0
        if self._behind_result:  # there is nothing to finish then, and the adaptation to whoever spoke would stay
            self._hear(MOMENT)
        forget(self._recogniser)
        self._skip_phrase = skip_phrase
        self._skip_seconds = skip_seconds
        self._skip_before = self._accepted_seconds + skip_seconds

    def accept(self, pcm: bytes) -> str:
        """Take int16 mono sound at 16 kHz; the transcript so far."""
        self._behind_result = self._hear(pcm)
        if self._behind_result:
            self._take(self._recogniser.Result())
            return _text(self._words)
        partial = json.loads(self._recogniser.PartialResult())["partial"]
        if not self._words and self._skip_phrase:  # a partial result has no times, so the phrase goes by its text
            partial = f" {partial} ".rpartition(f" {self._skip_phrase} ")[2]
        return f"{_text(self._words)} {partial.strip()}".strip()

    def finish(self) -> Transcript:
        """Force the final transcript of all that was accepted, and begin anew."""
        return self.finish_likely().transcript

    def rewind(self) -> None:
        """Right behind ``finish``: go back to where the sound that it ended began, which will be given once more."""
        self.begin(*self._skipped)

    def finish_likely(self) -> Finished:
        """Force the final transcript, and begin anew; without ``alternatives`` its log likelihood is 0."""
        self._take(self._recogniser.FinalResult())
        text, words, found, likelihood = _text(self._words), self._words, self._found, self._likelihood
        skipped = self._skip_phrase, self._skip_seconds
        self.begin()
        self._skipped = skipped
        if not text:
            return Finished(Transcript("", 0.0), "", likelihood)
        confidence = sum(word.confidence for word in words) / len(words)
        transcript = Transcript(text, min(1.0, confidence), nearly_as_likely(found[0], found))
        return Finished(transcript, text, likelihood, found)

    def _hear(self, pcm: bytes) -> bool:
        """Give sound to the recogniser; whether a segment is over."""
        self._accepted_seconds += len(pcm) / (SAMPLE_BYTES * RATE_HZ)
        return bool(self._recogniser.AcceptWaveform(pcm))

    def _take(self, result: str) -> None:
        """Append the words of a result."""
        found = [(self._unnamed(words), likelihood) for words, likelihood in _read(result)]
        self._found = [Heard(_text([*self._words, *words]), likelihood) for words, likelihood in found]
        best, likelihood = found[0]
        self._words += best
        self._likelihood += likelihood

    def _unnamed(self, words: Sequence[Word]) -> Sequence[Word]:
        """``words`` without the wake phrase: where it was recognised, or what began in its time."""
        early = [word for word in words if word.start < self._skip_before] if self._skip_phrase else []
        if not early:
            return words
        end = phrase_end(early, self._skip_phrase)
        begin = self._skip_before if end is None else end - BORDER_SECONDS
        return [word for word in words if word.start >= begin]


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _read(result: str) -> list[tuple[list[Word], float]]:
    """The sentences of a result, the likeliest first: words, and the log likelihood where there are alternatives.

    Times are in seconds from the recogniser's making: ``forget`` does not set Vosk's clock back. With alternatives each
    word is as sure as its sentence is among those.
    """
    whole = json.loads(result)
    alternatives = whole.get("alternatives", [whole])
    likelihoods = [other.get("confidence", 0.0) for other in alternatives]
    shares = [share(likelihood, likelihoods) for likelihood in likelihoods]
    return [
        (
            [Word(word["word"], word["start"], word["end"], word.get("conf", sure)) for word in one.get("result", [])],
            likelihood,
        )
        for one, likelihood, sure in zip(alternatives, likelihoods, shares, strict=True)
    ]
