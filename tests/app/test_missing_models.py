"""A service waits for the models that it needs, and lives by a changed configuration meanwhile."""

import asyncio
import socket
from pathlib import Path

import pytest

from myna.app.daemon import Daemon
from myna.app.devices import Files
from myna.app.factory import model_selector
from myna.app.missing_models import missing_model
from myna.config import Config


def test_what_is_missing_is_told_as_it_comes(config: Config, tmp_path: Path) -> None:
    assert missing_model(config) is None
    mine = Config(models_dir=tmp_path)
    chosen = model_selector(config)
    found = missing_model(mine)
    assert found is not None
    assert "speech model" in found.message
    (tmp_path / chosen.speech().path.name).symlink_to(chosen.speech().path)
    (tmp_path / chosen.voice().path.name).symlink_to(chosen.voice().path)  # and not its description yet
    found = missing_model(mine)
    assert found is not None
    assert found.code == "model-damaged"
    assert missing_model(Config(voice="no-such-voice")) is None  # no pull mends that


async def test_a_service_waits_for_the_models_that_it_needs_and_lives_by_a_changed_configuration_meanwhile(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("myna.app.daemon.LOOK_SECONDS", 0.05)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    (models := tmp_path / "models").mkdir()
    first = Config(models_dir=models)
    second = Config(models_dir=models, wake_word=("smart mirror",))
    chosen = model_selector(config)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(str(tmp_path / "notify"))
        notices.setblocking(False)
        told = Told(notices)
        daemon = Daemon(first, Files(), lambda: second)
        running = asyncio.create_task(daemon.run())
        try:
            await told.until("STATUS=Waiting for a model. The speech model")
            await told.until("READY=1")
            assert await asyncio.wait_for(daemon.service.reload(), 30) == ["wake_word"]
            (models / chosen.speech().path.name).symlink_to(chosen.speech().path)
            await told.until("STATUS=Waiting for a model. The voice model")
            for path in (chosen.voice().path, chosen.voice().path.with_suffix(".onnx.json")):
                (models / path.name).symlink_to(path)
            await told.until("STATUS=Waiting for a microphone", "STATUS=Listening for smart mirror")
            assert daemon.service.snapshot().wake_phrases == ("smart mirror",)
        finally:
            running.cancel()
            await asyncio.wait([running])


class Told:
    """What systemd is told through the socket ``notices``, which holds few that nobody has read."""

    def __init__(self, notices: socket.socket) -> None:
        self._read: asyncio.Queue[str] = asyncio.Queue()
        asyncio.get_running_loop().add_reader(notices, lambda: self._read.put_nowait(notices.recv(4096).decode()))

    async def until(self, *beginnings: str) -> None:
        """Wait for the next that begins so."""
        while not (await self._read.get()).startswith(beginnings):
            pass
