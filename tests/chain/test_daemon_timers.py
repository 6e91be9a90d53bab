"""Timers of the running assistant: they outlive its end, ring, and are stopped by a command. In real time."""

import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from chain.daemon_kit import Owner, raw_samples
from virtual_sound import sound_server, until


@pytest.fixture
def owner() -> Iterator[Owner]:
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        yield Owner(Path(folder), room)


def is_loud(recording: Path) -> bool:
    return bool((np.abs(raw_samples(recording)) > 300).any())


def test_what_is_set_outlives_a_kill_and_what_was_missed_is_told(owner: Owner, tmp_path: Path) -> None:
    with owner.running():
        assert "starting now" in owner.myna("ask", "Set a timer for two hours.")
        assert "The pizza timer is set" in owner.myna("ask", "Set a pizza timer for ten minutes.")
        assert [timer["text"] for timer in owner.status()["timers"]] == ["pizza", ""]
        owner.kill()
    database = owner.file.parent / "state" / "myna" / "schedule.db"
    with sqlite3.connect(database) as file:  # the pizza was due while it was away
        file.execute("UPDATE entry SET due = ? WHERE text = 'pizza'", (time.time() - 3600,))
    file.close()
    with owner.room.recording(tmp_path / "told.wav"), owner.running():
        until(lambda: len(owner.status()["timers"]) == 1)
        assert owner.status()["timers"][0]["seconds"] == 7200.0
        assert is_loud(tmp_path / "told.wav")


def test_a_ring_is_told_and_stopped_by_a_command(owner: Owner, tmp_path: Path) -> None:
    with owner.running(), owner.following() as lines, owner.room.recording(tmp_path / "ring.wav"):
        owner.myna("mute")
        owner.myna("ask", "Set a timer for one second.")
        changes = []
        for line in lines:
            event = json.loads(line)
            if event["event"] == "timer":
                changes.append(event["change"])
            if changes[-1:] == ["ringing"]:
                break
        until(lambda: is_loud(tmp_path / "ring.wav"))
        assert owner.status()["state"] == "ringing"
        owner.myna("stop")
        until(lambda: owner.status()["state"] == "muted")
        assert changes == ["set", "ringing"]
        assert owner.status()["timers"] == []
