"""Vosk: one model, shared by all its recognisers, and the recogniser of free speech.

Its rules:

1. One model serves recognisers on several threads; each recogniser is used by one thread at a time.
2. A recogniser's memory grows until a final result: each is reset whenever a sentence or a stretch of speech is over.
3. Vosk ends a segment by itself after a longer pause; the transcriber joins segments, since the endpoint is ours.
"""

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from myna.audio.format import RATE_HZ, SAMPLE_BYTES
from myna.ear.vocabulary import nearest
from myna.ear.wake import Word, phrase_end
from myna.errors import EarError, ModelError
from myna.ports import Transcript


def _import_vosk() -> Any:
    """The module, without those that it imports to download models and to write subtitles: 6 MB that nothing uses."""
    absent = {name: ModuleType(name) for name in ("requests", "srt", "tqdm") if name not in sys.modules}
    if "tqdm" in absent:
        absent["tqdm"].tqdm = None  # type: ignore[attr-defined]
    sys.modules.update(absent)
    try:
        import vosk
    finally:
        for name in absent:
            del sys.modules[name]
    return vosk


vosk = _import_vosk()

_REQUIRED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "ivector/final.ie")
"""Files that every model of Vosk's present layout has."""

_HINTED_WORDS = 3
"""Unknown words for which known ones are looked for; each takes a second or so on a Raspberry Pi."""

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
        words = dict.fromkeys(word for phrase in phrases for word in phrase.split())
        unknown = [word for word in words if not self.knows(word)]
        if not unknown:
            return
        near = {word: nearest(word, self.path) for word in unknown[:_HINTED_WORDS]}
        hints = [f"{', '.join(like)} for {word}" for word, like in near.items() if like]
        raise EarError(
            "wake-word-unknown",
            f"The speech model does not know {', '.join(unknown)}, which the wake phrase has.",
            "Set wake_word to words that it knows" + (f", such as {'; '.join(hints)}." if hints else "."),
        )


class VoskTranscriber:
    """Free speech to text, with partial results.

    With several ``alternatives`` the likelihood of a sentence is known too. Its words are then those of the likeliest
    sentence, and not each the likeliest by itself.
    """

    def __init__(self, model: SpeechModel, alternatives: int = 0) -> None:
        self._model = model
        self._alternatives = alternatives
        self._recogniser: Any = None
        self._words: list[Word] = []
        self._likelihood = 0.0
        self._accepted_seconds = 0.0
        self._skip_phrase = ""
        self._skip_before = 0.0

    def load(self) -> None:
        """Make the recogniser; the model must be loaded."""
        self._recogniser = self._model.recogniser()
        self._recogniser.SetWords(True)
        self._recogniser.SetMaxAlternatives(self._alternatives)

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


def forget(recogniser: Any) -> None:
    """Let a ``vosk.KaldiRecognizer`` begin anew, with no sound of before.

    Its own reset keeps the features, and the sound of up to 0.2 s that it has not decoded yet would come before the
    next: the end of a wake phrase that was just found, as if it were said once more.
    """
    recogniser.FinalResult()


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
