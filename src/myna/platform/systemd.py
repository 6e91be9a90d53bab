"""Notifications for systemd: readiness, the status line, and a watchdog that is fed by progress.

Its rules:

1. The watchdog is fed only after progress since the last time: that time has passed proves nothing.
2. During the start the same progress extends systemd's time limit.
3. Outside systemd nothing is sent, and a notification that cannot be sent is dropped.

Source of the messages: sd_notify(3).
"""

import asyncio
import os
import shutil
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import CLOCK_MONOTONIC, clock_gettime_ns

CHECK_SECONDS = 5.0
"""Seconds between two looks for progress where systemd has no watchdog."""

CHECKS = 4
"""How many times progress is looked for while systemd's watchdog waits."""


class Notifier:
    """Sends notifications to the socket that NOTIFY_SOCKET of ``environment`` names, if it is set."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        if self._address.startswith("@"):  # a name in the abstract namespace
            self._address = "\0" + self._address[1:]
        watched = environment.get("WATCHDOG_PID") in (None, str(os.getpid()))
        self.watchdog_seconds = int(environment.get("WATCHDOG_USEC", 0)) / 1e6 if watched else 0.0
        """Seconds that systemd's watchdog waits for a sign of life; 0: there is no watchdog."""
        self._status = ""
        self._was_ready = self._ends = False

    @property
    def is_managed(self) -> bool:
        """Whether systemd started this process, and starts it again when it dies."""
        return bool(self._address)

    def ready(self) -> None:
        """The start is over: the service works."""
        self._was_ready = True
        self._send("READY=1")

    def reloading(self) -> None:
        """A reload has begun; ``reloaded`` ends it."""
        if self._was_ready:
            self._send(f"RELOADING=1\nMONOTONIC_USEC={clock_gettime_ns(CLOCK_MONOTONIC) // 1000}")

    def reloaded(self) -> None:
        """The reload is over. Says nothing during the start, which ``ready`` alone ends."""
        if self._was_ready:
            self._send("READY=1")

    def stopping(self) -> None:
        """The service ends. Nothing is sent after this, so that systemd's time limit for stopping is not extended."""
        self._send("STOPPING=1")
        self._ends = True

    def status(self, text: str) -> None:
        """Set the line that ``systemctl status`` shows."""
        if text != self._status:
            self._status = text
            self._send(f"STATUS={text}")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def more_time(self, seconds: float) -> None:
        """Let the start take ``seconds`` from now on."""
        self._send(f"EXTEND_TIMEOUT_USEC={int(seconds * 1e6)}")

    def _send(self, message: str) -> None:
        if not self._address or self._ends:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
            to.setblocking(False)
            to.sendto(message.encode(), self._address)


async def watch(notifier: Notifier, alive: Callable[[], bool]) -> None:
    """Feed systemd's watchdog for ever: each time that ``alive`` says that there was progress since its last call."""
    seconds = notifier.watchdog_seconds / CHECKS or CHECK_SECONDS
    while True:
        if alive():
            notifier.alive()
            notifier.more_time(CHECKS * seconds)
        await asyncio.sleep(seconds)


async def private_network(unit: str = "myna.service") -> bool | None:
    """Whether systemd gives ``unit`` no network; None where that cannot be told: no systemd, or no such unit."""
    program = shutil.which("systemctl")
    if program is None:
        return None
    asking = await asyncio.create_subprocess_exec(
        program,
        "show",
        "--property=LoadState,PrivateNetwork,RestrictAddressFamilies",
        unit,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    told = (await asking.communicate())[0].decode(errors="replace")
    values = dict(line.partition("=")[::2] for line in told.splitlines())
    if asking.returncode or values.get("LoadState") != "loaded":
        return None
    return values.get("PrivateNetwork") == "yes" and values.get("RestrictAddressFamilies") == "AF_UNIX"
