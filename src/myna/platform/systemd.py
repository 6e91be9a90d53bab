"""systemd: readiness, the status line, and a watchdog that is fed by progress.

Its rules:

1. The watchdog is fed when, and only when, something got on since the last time: a timer alone proves nothing.
2. While it starts, systemd's time limit is moved on by the same proof.
3. Outside systemd all of it is silent, and a notification that cannot be sent is dropped.

Source of the messages: sd_notify(3).
"""

import asyncio
import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import CLOCK_MONOTONIC, clock_gettime_ns

CHECK_SECONDS = 5.0
"""How often to look for progress where systemd has no watchdog."""

CHECKS = 4
"""Looks for progress in the time that systemd's watchdog waits."""


class Notifier:
    """Tells systemd, by the socket that ``environment`` names, if it does."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        if self._address.startswith("@"):  # a name in the abstract namespace
            self._address = "\0" + self._address[1:]
        watched = environment.get("WATCHDOG_PID") in (None, str(os.getpid()))
        self.watchdog_seconds = int(environment.get("WATCHDOG_USEC", 0)) / 1e6 if watched else 0.0
        """How long systemd waits for a sign of life; 0: for ever."""
        self._status = ""
        self._was_ready = self._ends = False

    @property
    def is_managed(self) -> bool:
        """Whether systemd is there, which starts this process again if it dies."""
        return bool(self._address)

    def ready(self) -> None:
        """It listens."""
        self._was_ready = True
        self._send("READY=1")

    def reloading(self) -> None:
        """A reload has begun; ``reloaded`` ends it."""
        if self._was_ready:
            self._send(f"RELOADING=1\nMONOTONIC_USEC={clock_gettime_ns(CLOCK_MONOTONIC) // 1000}")

    def reloaded(self) -> None:
        """A reload is over; a start that was not is not."""
        if self._was_ready:
            self._send("READY=1")

    def stopping(self) -> None:
        """It ends, within systemd's time limit: signs of life, which would extend that, are not sent any more."""
        self._send("STOPPING=1")
        self._ends = True

    def status(self, text: str) -> None:
        """What it is doing, in a line; shown by ``systemctl status``."""
        if text != self._status:
            self._status = text
            self._send(f"STATUS={text}")

    def alive(self) -> None:
        """It gets on."""
        self._send("WATCHDOG=1")

    def more_time(self, seconds: float) -> None:
        """The start may take so long from now on."""
        self._send(f"EXTEND_TIMEOUT_USEC={int(seconds * 1e6)}")

    def _send(self, message: str) -> None:
        if not self._address or self._ends:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
            to.setblocking(False)
            to.sendto(message.encode(), self._address)


async def watch(notifier: Notifier, alive: Callable[[], bool]) -> None:
    """Feed systemd's watchdog, for ever, as often as ``alive`` says that there was progress since it was asked last."""
    seconds = notifier.watchdog_seconds / CHECKS or CHECK_SECONDS
    while True:
        if alive():
            notifier.alive()
            notifier.more_time(CHECKS * seconds)
        await asyncio.sleep(seconds)
