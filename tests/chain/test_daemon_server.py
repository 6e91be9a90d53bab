"""The running assistant with its language model on another machine: a real server on the loopback, which is killed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from chain.daemon_kit import Owner, raw_samples
from llm.remote_kit import KEY, RealServer, real_server_of_smollm
from myna.app.factory import model_selector
from myna.config import Config
from virtual_sound import sound_server, until


@pytest.fixture
def server() -> Iterator[RealServer]:
    with real_server_of_smollm() as made:
        made.start()
        yield made


@pytest.fixture
def owner(server: RealServer) -> Iterator[Owner]:
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        made = Owner(Path(folder), room)
        key = Path(folder) / "key"
        key.write_text(f"{KEY}\n")
        made.file.write_text(f"model: {server.url}\nserver: {{api_key_file: {key}}}\nbrain: {{temperature: 0}}\n")
        yield made


def is_loud(recording: Path) -> bool:
    return bool((np.abs(raw_samples(recording)) > 300).any())


def test_a_server_that_goes_away_is_told_aloud_once_and_no_answer_is_lost(
    owner: Owner, server: RealServer, config: Config, tmp_path: Path
) -> None:
    first, then = tmp_path / "first.wav", tmp_path / "then.wav"
    with owner.running():
        assert owner.myna("ask", "What do cats dream of?").strip()
        assert owner.status()["model"] == {"name": server.url, "fallback_reason": None}
        server.kill()
        with owner.room.recording(first):
            assert owner.myna("ask", "Why do people sing?").strip()
            until(lambda: is_loud(first))
            until(lambda: owner.status()["state"] == "listening")
        model = owner.status()["model"]
        assert model["name"] == model_selector(config).chat().name
        assert "is away: connection refused" in model["fallback_reason"]
        with owner.room.recording(then):
            assert owner.myna("ask", "How does bread smell?").strip()
            until(lambda: owner.status()["state"] == "listening")
        assert not is_loud(then)
        assert owner.log().count("is away") == 1
    server.start()
    with owner.running():  # it is news again after a start with the server
        until(lambda: not owner.status()["loading"])
        assert owner.status()["model"]["name"] == server.url
        server.kill()
        with owner.room.recording(first):
            assert owner.myna("ask", "Why are some people tall?").strip()
            until(lambda: is_loud(first))
