"""Vosk: one model, shared by a recogniser of free speech and one of the wake phrase.

Its rules:

1. Everything here runs on one thread, the ear's.
2. A recogniser's memory grows until a final result: each is reset whenever a sentence or a stretch of speech is over.
3. Vosk ends a segment by itself after a longer pause; the transcriber joins segments, since the endpoint is ours.
"""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import vosk

from myna.audio.format import RATE_HZ, SAMPLE_BYTES
from myna.ear.wake import Word, find_phrase
from myna.errors import EarError, ModelError
from myna.ports import Transcript

_REQUIRED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "ivector/final.ie")
"""Files that every model of Vosk's present layout has."""

_UNKNOWN = "[unk]"

LOOK_SECONDS = 1.8
"""Sound that the second look at a wake phrase hears: the last 1.6 s, and what came in ``WAIT_SECONDS``."""

WAIT_SECONDS = 0.2
"""Sound to wait for between the two looks: the first one often comes before the last syllable is over."""

LEAST_MARGIN = -0.02
"""Log likelihood by frame that the phrase may lose to the best of all sentences.

Measured on 86 recordings of people who say "computer" and 0.48 h of speech without it: 86 were found and none was
mistaken, at 10 dB of kitchen noise 84 and 2. The first look alone was mistaken 161 times there.
"""

FRAME_SECONDS = 0.03

BORDER_SECONDS = 0.05
"""How much earlier a word may begin than the wake phrase ends: the two decoders place a border differently."""


class SpeechModel:
    """A Vosk model on disk, and, after ``load``, in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._model: Any = None

    def load(self) -> None:
        """Read the model. Raises ModelError where the folder is not a whole Vosk model."""
        missing = [name for name in _REQUIRED if not (self.path / name).is_file()]
        if missing:
            raise ModelError(
                "speech-model-damaged",
                f"The speech model in {self.path} is not whole: {', '.join(missing)} is missing.",
                f"Pull it again with: myna models remove {self.path.name} && myna models pull {self.path.name}",
            )
        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(str(self.path))
        except Exception as error:  # what vosk raises, for every reason
            raise self._damaged() from error

    def _damaged(self) -> ModelError:
        return ModelError(
            "speech-model-damaged",
            f"The speech model in {self.path} cannot be loaded: one of its files is damaged.",
            "Look which with: myna models verify",
        )

    def recogniser(self, grammar: Sequence[str] | None = None) -> Any:
        """A new ``vosk.KaldiRecognizer`` for 16 kHz, limited to the phrases of ``grammar`` if there is one.

        Raises ModelError where a file that only a recogniser reads is damaged.
        """
        assert self._model is not None, "load() comes first"
        limits = () if grammar is None else (json.dumps(list(grammar), ensure_ascii=False),)
        try:
            return vosk.KaldiRecognizer(self._model, RATE_HZ, *limits)
        except Exception as error:  # what vosk raises, for every reason
            raise self._damaged() from error

    def knows(self, word: str) -> bool:
        """Whether the model can recognise ``word`` (lower case)."""
        assert self._model is not None, "load() comes first"
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def check_phrases(self, phrases: Sequence[str]) -> None:
        """Raises EarError for the words of ``phrases`` that the model does not know: Vosk would drop them silently."""
        unknown = [word for phrase in phrases for word in phrase.split() if not self.knows(word)]
        if unknown:
            near = self._nearest(unknown[0])
            raise EarError(
                "wake-word-unknown",
                f"The speech model does not know the word {', '.join(unknown)} of the wake phrase.",
                "Set wake_word to other words" + (f", such as {', '.join(near)}." if near else "."),
            )

    def _nearest(self, word: str) -> list[str]:
        """Known words that look like ``word``, where the model's folder lists its words."""
        listing = self.path / "graph" / "words.txt"
        if not listing.is_file():
            return []
        words = [line.split(" ", 1)[0] for line in listing.read_text(encoding="utf-8").splitlines()]
        return get_close_matches(word, words, n=3)


class VoskTranscriber:
    """Free speech to text, with partial results."""

    def __init__(self, model: SpeechModel) -> None:
        self._model = model
        self._recogniser: Any = None
        self._words: list[Word] = []
        self._accepted_seconds = 0.0
        self._skip_phrase = ""
        self._skip_before = 0.0

    def load(self) -> None:
        """Make the recogniser; the model must be loaded."""
        self._recogniser = self._model.recogniser()
        self._recogniser.SetWords(True)

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        """Forget the sound so far. Up to about ``skip_seconds`` from now ``skip_phrase`` is said, and left out."""
        self._words = []
        self._recogniser.Reset()
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
        self._take(self._recogniser.FinalResult())
        text, words = self._text(), self._words
        confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
        self.begin()
        return Transcript(text, min(1.0, confidence))

    def _take(self, result: str) -> None:
        """Append the words of a result, without the wake phrase: where it was recognised, or what began in its time."""
        words = _words(result)
        early = [word for word in words if word.start < self._skip_before] if self._skip_phrase else []
        if early:
            phrase = find_phrase(early, [self._skip_phrase])
            end = phrase.end - BORDER_SECONDS if phrase else self._skip_before
            words = [word for word in words if word.start >= end]
        self._words += words

    def _text(self) -> str:
        return " ".join(word.text for word in self._words)


class VoskSpotter:
    """Finds the wake phrases in two looks.

    The first is cheap and sees a phrase too often: a grammar of the phrases and ``[unk]`` for everything else. The
    second decodes the last moments once as the phrase and once as anything, and compares how likely the two are.
    """

    def __init__(self, model: SpeechModel, phrases: Sequence[str]) -> None:
        self._model = model
        self._phrases = phrases
        self._first: Any = None
        self._anything: Any = None
        self._alone: dict[str, Any] = {}
        self._recent = bytearray()
        self._candidate: str | None = None
        self._wait_bytes = 0

    def load(self) -> None:
        """Check the phrases and make the recognisers; the model must be loaded. Raises EarError."""
        self._model.check_phrases(self._phrases)
        self._first = self._model.recogniser([*self._phrases, _UNKNOWN])
        self._anything = self._model.recogniser()
        self._alone = {phrase: self._model.recogniser([phrase]) for phrase in self._phrases}
        for recogniser in (self._anything, *self._alone.values()):
            recogniser.SetMaxAlternatives(1)  # its result then carries the log likelihood
        self.reset()

    def accept(self, pcm: bytes) -> str | None:
        """Take int16 mono sound at 16 kHz; a phrase when both looks have found it."""
        self._recent += pcm
        del self._recent[: -_bytes(LOOK_SECONDS)]
        if self._candidate is None:
            self._candidate = self._seen(pcm)
            self._wait_bytes = _bytes(WAIT_SECONDS)
            return None
        self._wait_bytes -= len(pcm)
        if self._wait_bytes > 0:
            return None
        phrase, self._candidate = self._candidate, None
        self._first.Reset()
        return phrase if self._margin(phrase) >= LEAST_MARGIN else None

    def reset(self) -> None:
        """Forget the sound so far."""
        self._first.Reset()
        self._recent.clear()
        self._candidate = None

    def _seen(self, pcm: bytes) -> str | None:
        """The first look. A final result instead of a partial one would come too late, and often take it back."""
        if self._first.AcceptWaveform(pcm):
            text = json.loads(self._first.Result())["text"]
        else:
            text = json.loads(self._first.PartialResult())["partial"]
        return next((phrase for phrase in self._phrases if f" {phrase} " in f" {text} "), None)

    def _margin(self, phrase: str) -> float:
        """The second look: log likelihood of the phrase less that of anything, by frame."""
        frames = len(self._recent) / _bytes(FRAME_SECONDS)
        return (self._likelihood(self._alone[phrase]) - self._likelihood(self._anything)) / frames

    def _likelihood(self, recogniser: Any) -> float:
        recogniser.Reset()
        recogniser.AcceptWaveform(bytes(self._recent))
        return float(json.loads(recogniser.FinalResult())["alternatives"][0]["confidence"])


def _bytes(seconds: float) -> int:
    """Length of int16 sound at 16 kHz."""
    return round(seconds * RATE_HZ) * SAMPLE_BYTES


def _words(result: str) -> list[Word]:
    """The words of a result, in seconds from the recogniser's making: a reset does not set Vosk's clock back."""
    return [
        Word(word["word"], word["start"], word["end"], word["conf"]) for word in json.loads(result).get("result", [])
    ]
