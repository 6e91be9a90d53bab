"""Vosk as a speech engine: free speech, the user's own commands and phrases, all by one model."""

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

from myna.core.ports import Background, CommandSentences, PhraseSpotter, RequestSentences, Transcriber
from myna.stt.vosk.command_transcriber import CommandTranscriber
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.phrase_spotter import SecondLook, VoskSpotter
from myna.stt.vosk.request_transcriber import RequestTranscriber
from myna.stt.vosk.sentence_recogniser import ALTERNATIVES, LikelyTranscriber
from myna.stt.vosk.transcriber import VoskTranscriber
from myna.stt.vosk.vocabulary import nearest, said_per_hour


class VoskEngine:
    """The speech engine of a Vosk model."""

    def __init__(self, model: VoskModel) -> None:
        self._model = model

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the model in the folder ``path``. Raises ModelError where that is not a whole Vosk model."""
        return cls(VoskModel.load(path))

    @property
    def path(self) -> Path:
        """The folder of the model."""
        return self._model.path

    def knows(self, word: str) -> bool:
        """Whether the model can recognise ``word`` (lower case)."""
        return self._model.knows(word)

    def nearest(self, word: str) -> list[str]:
        """The known words most like ``word``, best first; a second or so on a Raspberry Pi."""
        return nearest(word, self._model.path)

    def said_per_hour(self, phrases: Collection[str]) -> dict[str, float]:
        """How often each of ``phrases`` is said in an hour of talk; about a second on a Raspberry Pi."""
        return said_per_hour(phrases, self._model.path)

    def recognisers(self, beside: Background | None = None, later: Background | None = None) -> "VoskRecognisers":
        """Those of one listener; second looks at a phrase run on ``beside``, or in line where there is none.

        The rivals of wake phrases are looked for on ``later``, or in line.
        """
        return VoskRecognisers(self, self._model, beside, later)


class VoskRecognisers:
    """The recognisers of one listener, whose spotters share the recogniser of their second looks."""

    def __init__(
        self, speech: VoskEngine, model: VoskModel, beside: Background | None, later: Background | None
    ) -> None:
        self.speech = speech
        self._model = model
        self._beside = beside
        self._later = later

    @cached_property
    def _second(self) -> SecondLook:
        return SecondLook.load(self._model, self._beside, self._later)

    def transcriber(
        self,
        commands: CommandSentences | None = None,
        requests: RequestSentences | None = None,
        wake_phrases: Sequence[str] = (),
    ) -> Transcriber:
        """Of free speech, of ``requests`` and of ``commands``, if any. Raises ModelError where the model is damaged."""
        if commands is None and requests is None:
            return VoskTranscriber.load(self._model)
        free: LikelyTranscriber = VoskTranscriber.load(self._model, ALTERNATIVES)
        if requests is not None:
            free = RequestTranscriber.load(self._model, free, requests, wake_phrases)
        if commands is None:
            return free
        return CommandTranscriber.load(self._model, free, commands, wake_phrases)

    def spotter(self, phrases: Sequence[str], sensitivity: float = 0.5, *, opening: bool = False) -> PhraseSpotter:
        """Of ``phrases`` of known words, in lower case. Raises ModelError where the model is damaged."""
        return VoskSpotter.load(phrases, self._second, sensitivity=sensitivity, opening=opening)
