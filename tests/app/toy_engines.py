"""Engines of a kind that Myna does not know, in the registries, with a catalogue and a models folder of theirs.

Each is what somebody would add who has another engine: an adapter (a fake here), one line, one entry in the catalogue.
"""

from pathlib import Path

import pytest

from fakes import FakeActivity, FakeLanguageModel, FakeLoadable, FakeSpeechEngine, FakeSpotter, FakeVoice
from models.kit import SPEECH_FILES, chat_model, speech_model, voice_model
from myna.app import factory
from myna.audio.wav import wav_file
from myna.config import Config
from myna.core.sound import CHUNK_BYTES, RATE_HZ
from myna.models.catalogue import Catalogue
from myna.models.store import path_of
from myna.session.conversation import Conversation

SOURCE = "https://example.org/"
CHAT, ONNX, JSON = b"GGUF", b"onnx", b"json"
SPEECH = speech_model(b"zip", SPEECH_FILES, SOURCE).model_copy(update={"engine": "toy"})
TALKER = chat_model(CHAT, SOURCE).model_copy(update={"engine": "toy"})
VOICE = voice_model(ONNX, JSON, SOURCE).model_copy(update={"engine": "toy"})
WORDS = "computer what time is it"


def put_models(folder: Path) -> None:
    """Put the files of ``SPEECH``, ``TALKER`` and ``VOICE`` into a models folder."""
    for path, body in SPEECH_FILES.items():
        (path_of(SPEECH, folder) / path).parent.mkdir(parents=True, exist_ok=True)
        (path_of(SPEECH, folder) / path).write_bytes(body)
    for name, body in {"parrot.gguf": CHAT, "lark.onnx": ONNX, "lark.onnx.json": JSON}.items():
        (folder / name).write_bytes(body)


def spoken_file(path: Path, words: str) -> Path:
    """Write a recording that the toys hear as ``words``: a chunk a word, as in ``fakes.py``, between silences."""
    chunks = ["", *words.split(), *[""] * 20]
    with wav_file(path, RATE_HZ) as file:
        file.write(b"".join(chunk.encode().ljust(CHUNK_BYTES, b"\0") for chunk in chunks))
    return path


class Toys:
    """What the registries' lines make; ``config`` asks for them.

    No conversation has anything voiced beforehand, so that the voice says what a test asks for; ``rehearsals`` counts.
    """

    def __init__(self, config: Config, folder: Path, patch: pytest.MonkeyPatch) -> None:
        put_models(folder)
        self.config = config.model_copy(update={"models_dir": folder, "wake_engine": "toy"})
        self.speech: list[FakeSpeechEngine] = []
        self.wake: list[tuple[tuple[str, ...], float]] = []
        self.rehearsals = 0
        self.llm = FakeLoadable(path_of(TALKER, folder), FakeLanguageModel(["Noon."]))
        self.voice = FakeLoadable(path_of(VOICE, folder), FakeVoice())
        patch.setattr(factory, "load_catalogue", lambda: Catalogue(models=(SPEECH, TALKER, VOICE)))
        patch.setitem(factory.SPEECH_ENGINES, "toy", self._speech)
        patch.setitem(factory.WAKE_ENGINES, "toy", self._wake)
        patch.setattr(factory, "VOICE_ACTIVITIES", {"toy": FakeActivity})
        patch.setitem(factory.LANGUAGE_MODELS, "toy", lambda _, __: self.llm)
        patch.setitem(factory.VOICES, "toy", lambda _, __: self.voice)
        patch.setattr(Conversation, "rehearse", self._rehearse)

    async def _rehearse(self) -> None:
        self.rehearsals += 1

    def _speech(self, path: Path) -> FakeSpeechEngine:
        self.speech.append(FakeSpeechEngine(WORDS, path))
        return self.speech[-1]

    def _wake(self, phrases: tuple[str, ...], sensitivity: float, recognisers: FakeSpeechEngine) -> FakeSpotter:
        assert recognisers is self.speech[-1]
        self.wake.append((phrases, sensitivity))
        return FakeSpotter(*phrases)
