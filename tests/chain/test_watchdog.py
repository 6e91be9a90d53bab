"""The watchdog of an assistant whose microphone hangs: a real stream, and systemd's real socket."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from fakes import FakeActivity, FakeLanguageModel, FakeSpeaker, FakeSpotter, FakeTranscriber, FakeVoice
from myna.audio import stream
from myna.audio.microphone import CardMicrophone
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import History
from myna.nlu.languages import Language
from myna.platform.systemd import Notifier, watch
from myna.platform.worker import Worker
from myna.session.assistant import Assistant, session
from myna.session.conversation import Conversation
from myna.session.options import SessionOptions
from virtual_sound import hang_in_opening

WATCHDOG_SECONDS = 0.2


@pytest.fixture
async def assistant() -> AsyncIterator[Assistant]:
    """An assistant at the sound card's microphone, which lives."""
    microphone, worker = CardMicrophone(), Worker("listener")
    engines = ListeningEngines(FakeActivity(), FakeTranscriber(), FakeSpotter("computer"), None)
    listener = Listener(microphone, engines, EndpointRules(), worker)
    talk = Conversation(FakeLanguageModel([]), FakeVoice(), FakeSpeaker(), History(""), "en-us")
    options = SessionOptions(Language(), lasting=True)
    living = asyncio.Event()

    async def live() -> None:
        nonlocal made
        async with session(listener, talk, lambda _: None, options) as made:
            living.set()
            await made.run()

    made: Assistant
    task = asyncio.create_task(live())
    await living.wait()
    yield made
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await microphone.close()
    worker.close()


async def test_a_microphone_that_does_not_open_in_time_does_not_starve_the_watchdog(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang_in_opening(tmp_path, monkeypatch)
    monkeypatch.setattr(stream, "OPEN_SECONDS", (0.2, 0.4, 30.0))
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    with told:
        told.bind(str(tmp_path / "notify"))
        told.setblocking(False)
        systemd = {
            "NOTIFY_SOCKET": str(tmp_path / "notify"),
            "WATCHDOG_USEC": str(int(WATCHDOG_SECONDS * 1e6)),
            "WATCHDOG_PID": str(os.getpid()),
        }
        watching = asyncio.create_task(watch(Notifier(systemd), assistant.alive))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(20):
                signs = [await loop.sock_recv(told, 4096) for _ in range(100)]
        finally:
            watching.cancel()
            await asyncio.wait([watching])
    assert signs.count(b"WATCHDOG=1") == 50
    assert assistant.state.loss is not None
    assert assistant.state.loss.code == "microphone-slow"
