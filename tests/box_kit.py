"""A real Myna on virtual sound with its page, and what a test does beside them."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

from myna.core.errors import ServiceError
from myna.interfaces.control.client import connected
from virtual_sound import SoundServer, until

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
        self.page_folder = home / "web"
        self.page_log = home / "page.log"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> tuple[psutil.Process, psutil.Process]:
        """Start both, and wait until they are there: the processes of Myna and of its page."""
        with (self.home / "log").open("w") as log:
            myna = self._run(["-m", "myna", "run", "--config", str(self.file)], log)
        page = self.start_page(self.port)
        until(self._is_up, seconds=180)
        return myna, page

    def start_page(self, port: int, *options: str) -> psutil.Process:
        """Start a page, another one perhaps; the same browsers are let in."""
        command = ["-m", "myna.interfaces.web.serve", "--listen", f"127.0.0.1:{port}", "--state", str(self.page_folder)]
        with self.page_log.open("a") as log:
            return self._run([*command, *options], log)

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
        environment = {**os.environ, "STATE_DIRECTORY": str(self.page_folder)}
        command = [sys.executable, "-m", "myna", "web", "code"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    def spoken_code(self) -> str:
        found = re.findall(r"The code for the page is (\d{6})", self.page_log.read_text())
        return str(found[-1])

    def _run(self, arguments: list[str], log: Any) -> psutil.Process:
        command = [sys.executable, *arguments]
        self._processes.append(subprocess.Popen(command, env=self.environment, stdout=log, stderr=log))
        return psutil.Process(self._processes[-1].pid)

    def _is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}pair", timeout=5):
                return self.status()["state"] == "listening" and "voice" in self.status()
        except (OSError, ServiceError, json.JSONDecodeError):
            time.sleep(0.5)
            return False


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
