"""A real Myna on virtual sound, its page, and a browser that is let in: one of each for all tests here."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.chromium import Chromium, chromium
from myna.config import Config
from myna.core.errors import ServiceError
from myna.interfaces.control.client import connected
from virtual_sound import SoundServer, sound_server, until

CONFIG = "# the kitchen's\nwake_word: computer   # as in the series\nweb: {transcripts: true}\n"


class Box:
    """A Myna that runs, with its page."""

    def __init__(self, home: Path, room: SoundServer) -> None:
        self.home, self.room = home, room
        self.file = home / "config.yaml"
        self.file.write_text(CONFIG)
        self.socket = home / "room" / "myna" / "control.sock"
        self.environment = {
            **room.environment, "XDG_STATE_HOME": str(home / "state"), "MYNA_CONTROL_SOCKET": str(self.socket),
        }  # fmt: skip
        self.page_log = home / "page.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        with (self.home / "log").open("w") as log:
            self._run(["-m", "myna", "run", "--config", str(self.file)], log)
        page = [
            "-m",
            "myna.interfaces.web.serve",
            "--listen",
            f"127.0.0.1:{self.port}",
            "--state",
            str(self.home / "web"),
        ]
        with self.page_log.open("w") as log:
            self._run(page, log)
        until(self._is_up, seconds=180)

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(30)

    def ask(self, command: str, **arguments: object) -> dict[str, Any]:
        with connected([self.socket]) as myna:
            return myna.request(command, dict(arguments), seconds=120)

    def status(self) -> dict[str, Any]:
        return dict(self.ask("status")["status"])

    def code(self) -> str:
        """A code of the console."""
        environment = {**os.environ, "STATE_DIRECTORY": str(self.home / "web")}
        command = [sys.executable, "-m", "myna", "web", "code"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    def spoken_code(self) -> str:
        found = re.findall(r"The code for the page is (\d{6})", self.page_log.read_text())
        return str(found[-1])

    def _run(self, arguments: list[str], log: Any) -> None:
        command = [sys.executable, *arguments]
        self._processes.append(subprocess.Popen(command, env=self.environment, stdout=log, stderr=log))

    def _is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}pair", timeout=5):
                return self.status()["state"] == "listening" and "voice" in self.status()
        except (OSError, ServiceError, json.JSONDecodeError):
            time.sleep(0.5)
            return False


@pytest.fixture(scope="module")
def box(config: Config) -> Iterator[Box]:
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        box = Box(Path(folder), room)
        try:
            box.start()
            yield box
        finally:
            box.stop()


@pytest.fixture(scope="module")
def browser(box: Box) -> Iterator[Chromium]:
    """A browser that was let in by a code of the console."""
    with chromium(box.address) as browser:
        pair(browser, box.code())
        yield browser


def pair(browser: Chromium, code: str) -> None:
    browser.open("/pair")
    browser.type("#code", code)
    browser.click('form[action="/pair"] button')
    until(lambda: browser.driver.current_url.endswith("/access?said=paired"))
