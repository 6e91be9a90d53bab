"""A stream on a sound device, in a process of its own.

PortAudio lists the devices once in a process's life, hangs in closing a stream of a sound server that hangs, and ends a
process that it fails in. So each stream has a process, ``stream_process.py``, which is killed to close it and made anew
to try again: one device's trouble is neither the assistant's nor the other device's. It also keeps the callbacks away
from threads that are busy recognising or thinking. Its rules:

1. Whoever opened a stream closes it, after its own last ``receive``; ``end`` may be called by anybody at any time.
2. Nothing waits without a limit.
"""

import asyncio
import json
import logging
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from typing import Self

from myna.audio.soundcard import Kind, device_role
from myna.audio.stream_process import FAILED, MESSAGE_BYTES, MOVED, OPENED, SOUND
from myna.core.errors import AudioError

log = logging.getLogger(__name__)

OPEN_SECONDS = (5.0, 10.0, 20.0, 30.0)
"""How long a device may take to open: longer after each time that it took too long, the last one again and again. A
process opens its stream in 0.2 to 1 s, on a loaded board much later; a sound server that hangs never opens one."""

STALL_SECONDS = 2.0
"""A stream that delivers nothing for so long has failed."""

END_SECONDS = 1.0
"""A killed process that is not gone by then is left to itself: the kernel has not given the device back."""


class OpenLimit:
    """How long one device may take to open, for all the streams that are tried on it one after the other."""

    def __init__(self) -> None:
        self._missed = 0

    @property
    def seconds(self) -> float:
        """The limit of the next try."""
        return OPEN_SECONDS[min(self._missed, len(OPEN_SECONDS) - 1)]

    def missed(self) -> None:
        """It took longer: the next limit is a longer one."""
        self._missed += 1

    def met(self) -> None:
        """It opened: the next limit is the first one again."""
        self._missed = 0


class Stream:
    """One stream on the device ``name``, at ``rate_hz`` where the device can.

    ``end`` is this side of the socket to its ``process``.
    """

    def __init__(self, kind: Kind, name: str, rate_hz: int, end: socket.socket, process: Process) -> None:
        self._kind = kind
        self._socket = end
        self._process = process
        self.device = name
        self.rate_hz = rate_hz
        self.channels = 1
        self.latency_seconds = 0.0

    @classmethod
    async def start(cls, kind: Kind, name: str, rate_hz: int, *, tapped: bool = False) -> Self:
        """Start the process, which opens the device; ``tapped``: see ``stream_process``."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            ours.setblocking(False)
            try:
                process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *("-P", "-m", "myna.audio.stream_process"),
                    *(kind, name, str(rate_hz), "tapped" if tapped else "untapped"),
                    stdin=theirs.fileno(),
                    stdout=DEVNULL,
                    stderr=DEVNULL,  # ALSA's and PortAudio's own words; failures come by the socket
                    start_new_session=True,  # a Ctrl-C on the terminal is the assistant's alone
                )
            except BaseException:
                ours.close()
                raise
        return cls(kind, name, rate_hz, ours, process)

    async def opened(self, limit: OpenLimit) -> None:
        """Wait until the device is open; its ``device`` name, ``rate_hz``, ``channels`` and latency are known then.

        Raises AudioError, also where it does not open within ``limit``, which learns of it.
        """
        try:
            message = await self._message(limit.seconds)
        except TimeoutError:
            error = self._slow(limit.seconds)
            limit.missed()
            raise error from None
        if message[:1] != OPENED:
            raise self._lost()
        limit.met()
        opened = json.loads(message[1:])
        self.device, self.rate_hz, self.channels = opened["device"], opened["rate_hz"], opened["channels"]
        self.latency_seconds = opened["latency_seconds"]

    async def receive(self) -> bytes:
        """The next block, with its header. Raises AudioError where the stream failed, was lost, or stalls."""
        try:
            while (message := await self._message(STALL_SECONDS))[:1] != SOUND:
                if message[:1] == MOVED:
                    self.device = message[1:].decode()
                    log.info("The sound server moved the %s to %s.", device_role(self._kind), self.device)
        except TimeoutError:
            raise self._silent() from None
        return message[1:]

    def send(self, message: bytes) -> None:
        """Hand a message over. A stream that does not take it is ended, which ``receive`` tells."""
        try:
            self._socket.send(message)
        except OSError:
            self.end()

    def end(self) -> None:
        """Give the device back now: who waits for a message is told that the stream is lost. Safe at any time."""
        with suppress(OSError):  # it is shut down, or closed, already
            self._socket.shutdown(socket.SHUT_RDWR)
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)  # asyncio's own kill() may take the exit status away from it

    async def ended(self) -> None:
        """Wait, not for long, until the device was given back, even if cancelled."""
        ending = asyncio.create_task(self._process.wait())
        try:
            await asyncio.wait([ending], timeout=END_SECONDS)
        except asyncio.CancelledError:
            await asyncio.wait([ending], timeout=END_SECONDS)
            raise
        finally:
            ending.cancel()

    async def close(self) -> None:
        """End the stream and release what it used. Safe to call twice."""
        self.end()
        try:
            await self.ended()
        finally:
            self._socket.close()

    async def _message(self, seconds: float) -> bytes:
        """The next message. Raises TimeoutError where none comes in ``seconds``, and AudioError."""
        try:
            async with asyncio.timeout(seconds):
                message = await self._received(self._socket)
        except TimeoutError:
            try:
                message = self._socket.recv(MESSAGE_BYTES)  # was it the event loop that stalled?
            except OSError:
                raise TimeoutError from None
        if not message:
            raise self._lost()
        if message[:1] == FAILED:
            raise AudioError(*json.loads(message[1:]))
        return message

    @staticmethod
    async def _received(end: socket.socket) -> bytes:
        loop = asyncio.get_running_loop()
        try:
            return await loop.sock_recv(end, MESSAGE_BYTES)
        except ConnectionResetError:  # it ended without reading all; what it sent before is still there
            return await loop.sock_recv(end, MESSAGE_BYTES)

    def _slow(self, seconds: float) -> AudioError:
        return AudioError(
            f"{device_role(self._kind)}-slow",
            f"The {device_role(self._kind)} {self.device} did not open in {seconds:g} s.",
            "Wait until the machine is less busy, or restart its sound server, then look with: myna devices",
        )

    def _silent(self) -> AudioError:
        what = {"input": "delivers no sound", "output": "takes no sound"}[self._kind]
        return AudioError(
            f"{device_role(self._kind)}-silent",
            f"The {device_role(self._kind)} {self.device} {what}.",
            "Unplug it and plug it in again, then look with: myna devices",
        )

    def _lost(self) -> AudioError:
        return AudioError(
            f"{device_role(self._kind)}-lost",
            f"The {device_role(self._kind)} {self.device} was lost.",
            "Plug it in again, then look with: myna devices",
        )
