"""A Vosk model: read once, shared by all its recognisers.

Its rules:

1. One model serves recognisers on several threads; each recogniser is used by one thread at a time.
2. A recogniser's memory grows until a final result: each is reset whenever an utterance or a stretch of speech is over.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from myna.core.errors import ListeningError, ModelError
from myna.core.sound import RATE_HZ
from myna.stt.vosk.vocabulary import nearest


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
        raise ListeningError(
            "wake-word-unknown",
            f"The speech model does not know {', '.join(unknown)}, which the wake phrase has.",
            "Set wake_word to words that it knows" + (f", such as {'; '.join(hints)}." if hints else "."),
        )


def forget(recogniser: Any) -> None:
    """Let a ``vosk.KaldiRecognizer`` begin anew, with no sound of before.

    Its own reset keeps the features, and the sound of up to 0.2 s that it has not decoded yet would come before the
    next: the end of a wake phrase that was just found, as if it were said once more.
    """
    recogniser.FinalResult()
