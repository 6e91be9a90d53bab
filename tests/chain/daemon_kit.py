"""The running assistant as its owner meets it, and what it leaves in a sound file."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import numpy as np

from virtual_sound import SoundServer, sound_server, until

MYNA = Path(sys.executable).with_name("myna")

FOLLOWING_SECONDS = 120.0
"""Whoever waits for an event that long waits for one that never comes."""


class Owner:
    """One Myna after another with the same configuration file and the same memory of what was set."""

    def __init__(self, home: Path, room: SoundServer) -> None:
        self.room = room
        self.file = home / "config.yaml"
        self.file.write_text("wake_word: computer\n")
        self._log = home / "log"
        own = {"XDG_STATE_HOME": str(home / "state"), "MYNA_CONTROL_SOCKET": f"{home}/room/myna/control.sock"}
        self.environment = {**room.environment, **own}
        self._process: subprocess.Popen[bytes]

    @contextmanager
    def running(self, **environment: str) -> Iterator[None]:
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [MYNA, "run", "--config", self.file], env={**self.environment, **environment}, stdout=log, stderr=log
            )
        try:
            self.until("Ready")
            yield
            if self._process.poll() is None:
                self.signal(signal.SIGTERM)
                assert self._process.wait(10) == 0
        finally:
            self._process.kill()
            self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        """As the kernel does it: nothing can be tidied up."""
        self._process.kill()
        self._process.wait()

    def log(self) -> str:
        return self._log.read_text()

    def until(self, words: str, times: int = 1) -> None:
        until(lambda: self.log().count(words) >= times, seconds=60)

    def myna(self, *arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            [MYNA, *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert done.returncode == status, done.stdout
        return done.stdout

    @contextmanager
    def following(self) -> Iterator[Iterator[str]]:
        """The lines of ``myna events --json`` behind the snapshot."""
        with subprocess.Popen(
            [MYNA, "events", "--json"], env=self.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            end = Timer(FOLLOWING_SECONDS, process.kill)
            end.start()
            try:
                snapshot = json.loads(next(process.stdout))
                assert (snapshot["event"], snapshot["status"]["state"]) == ("snapshot", "listening")
                yield process.stdout
            finally:
                end.cancel()
                process.kill()

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.myna("status", "--json"))
        return found


@contextmanager
def myna_at_home(configuration: str) -> Iterator[Owner]:
    """A Myna that runs with a ``configuration`` (YAML), in a room and with a memory of its own."""
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        owner = Owner(Path(folder), room)
        owner.file.write_text(configuration)
        with owner.running():
            yield owner


def raw_samples(recording: Path) -> np.ndarray:
    """Samples of a WAV file that was not finished."""
    return np.frombuffer(recording.read_bytes()[44:][: (recording.stat().st_size - 44) // 2 * 2], dtype="<i2")
