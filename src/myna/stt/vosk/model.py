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
from typing import Any, Self

from myna.core.errors import ModelError
from myna.core.sound import RATE_HZ


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


class VoskModel:
    """A Vosk model in memory, that of the folder ``path``."""

    def __init__(self, path: Path, model: Any) -> None:
        self.path = path
        self._model = model

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the model in the folder ``path``. Raises ModelError where that is not a whole Vosk model."""
        missing = [name for name in _REQUIRED if not (path / name).is_file()]
        if missing:
            raise ModelError(
                "speech-model-damaged",
                f"The speech model in {path} is not whole: {', '.join(missing)} is missing.",
                f"Pull it again with: myna models remove {path.name} && myna models pull {path.name}",
            )
        vosk.SetLogLevel(-1)
        try:
            return cls(path, vosk.Model(str(path)))
        except Exception as error:  # what vosk raises, for every reason
            raise _damaged(path) from error

    def recogniser(self, grammar: Sequence[str] | None = None) -> Any:
        """A new ``vosk.KaldiRecognizer`` for 16 kHz, limited to the phrases of ``grammar`` if there is one.

        Raises ModelError where a file that only a recogniser reads is damaged.
        """
        limits = () if grammar is None else (json.dumps(list(grammar), ensure_ascii=False),)
        try:
            return vosk.KaldiRecognizer(self._model, RATE_HZ, *limits)
        except Exception as error:  # what vosk raises, for every reason
            raise _damaged(self.path) from error

    def knows(self, word: str) -> bool:
        """Whether the model can recognise ``word`` (lower case)."""
        return bool(self._model.vosk_model_find_word(word) >= 0)


def _damaged(path: Path) -> ModelError:
    return ModelError(
        "speech-model-damaged",
        f"The speech model in {path} cannot be loaded: one of its files is damaged.",
        "Look which with: myna models verify",
    )


def forget(recogniser: Any) -> None:
    """Let a ``vosk.KaldiRecognizer`` begin anew, with no sound of before.

    Its own reset keeps the features, and the sound of up to 0.2 s that it has not decoded yet would come before the
    next: the end of a wake phrase that was just found, as if it were said once more.
    """
    recogniser.FinalResult()
