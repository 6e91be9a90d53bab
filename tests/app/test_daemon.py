"""The daemon starts in order and stops in reverse, also where it fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from app.toy_engines import Toys, spoken_file
from fakes import FakeLoadable
from myna.app.daemon import Daemon, FrontEnd
from myna.app.devices import Files
from myna.app.service import Service
from myna.app.snapshot import Snapshot
from myna.audio import wav
from myna.config import Config
from myna.core.errors import ModelError
from myna.core.events import Answered, Event, Ready, Utterance, WakeHeard

T = TypeVar("T")


async def test_front_ends_come_before_the_engines_and_leave_in_reverse(tmp_path: Path) -> None:
    config = Config(models_dir=tmp_path)  # where there is no model
    did: list[str] = []

    def front_end(name: str) -> FrontEnd:
        @asynccontextmanager
        async def entered(service: Service) -> AsyncIterator[None]:
            did.append(f"{name} comes, {service.snapshot().state}")
            try:
                yield
            finally:
                did.append(f"{name} goes")

        return entered

    daemon = Daemon(config, Files(input=tmp_path / "question.wav"), lambda: config)
    with pytest.raises(ModelError):
        await daemon.run([front_end("first"), front_end("second")])
    assert did == ["first comes, starting", "second comes, starting", "second goes", "first goes"]


class Late(FakeLoadable[T]):
    """Loaded when ``gate`` is set."""

    def __init__(self, path: Path, engine: T) -> None:
        super().__init__(path, engine)
        self.gate = asyncio.Event()

    @asynccontextmanager
    async def loaded(self) -> AsyncIterator[T]:
        await self.gate.wait()
        async with super().loaded() as engine:
            yield engine


async def test_it_listens_before_voice_and_language_model_are_there_and_answers_when_they_are(
    toys: Toys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wav, "AFTER_SECONDS", 0.1)
    llm, voice = Late(toys.llm.path, toys.llm.engine), Late(toys.voice.path, toys.voice.engine)
    toys.llm, toys.voice = llm, voice
    files = Files(spoken_file(tmp_path / "question.wav", "computer what time is it"), tmp_path / "answer.wav")
    told: list[Snapshot | Event] = []
    before: list[bool] = []

    def take(event: Snapshot | Event) -> None:
        told.append(event)
        if isinstance(event, Utterance):
            before.extend((llm.is_loaded, voice.is_loaded))
            llm.gate.set()
            voice.gate.set()

    @asynccontextmanager
    async def following(service: Service) -> AsyncIterator[None]:
        with service.subscribed(take):
            yield

    await Daemon(toys.config, files, lambda: toys.config).run([following])
    came = [type(event) for event in told if isinstance(event, Ready | WakeHeard | Utterance | Answered)]
    assert came == [Ready, WakeHeard, Utterance, Answered]
    assert before == [False, False]
    assert files.output is not None
    assert files.output.exists()
    assert [llm.is_loaded, voice.is_loaded] == [False, False]


async def test_a_voice_that_cannot_be_loaded_ends_it_while_it_listens(
    toys: Toys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(FakeLoadable[T]):
        @asynccontextmanager
        async def loaded(self) -> AsyncIterator[T]:
            raise ModelError("voice-damaged", "The voice is damaged.")
            yield self.engine

    toys.voice = Broken(toys.voice.path, toys.voice.engine)
    files = Files(spoken_file(tmp_path / "question.wav", "computer what time is it"), tmp_path / "answer.wav")
    with pytest.raises(ModelError, match="damaged"):
        await Daemon(toys.config, files, lambda: toys.config).run()
    assert not toys.llm.is_loaded
