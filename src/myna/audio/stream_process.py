"""The process around one stream on a sound device: ``python -m myna.audio.stream_process KIND NAME RATE_HZ TAPPED``.

It lives on one socket, its standard input, where every message is whole or absent. Its rules:

1. It opens once and ends with its stream, with its parent, or when it is killed; nothing here waits or tries again.
2. A callback copies bytes and hands them over. Where the parent does not read, the oldest block is dropped and counted.
3. The first message out is ``OPENED`` or ``FAILED``. A ``FAILED`` is the last one.
"""

import json
import os
import socket
import sys
import threading
from collections import deque
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from struct import Struct
from time import monotonic
from typing import Any, NoReturn

from myna.audio import soundcard
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_SAMPLES, RATE_HZ

OPENED, FAILED, MOVED, SOUND = b"O", b"E", b"M", b"S"
"""First byte of a message to the parent: JSON on the device, JSON on a failure, where the sound server has put the
stream, and a block of sound: a header, then int16 samples."""

PLAY, FLUSH = b"P", b"F"
"""First byte of a message from the parent: int16 samples to play; drop all that was not played yet."""

HEARD = Struct("<dI")
"""Header of a microphone's block: when it came, by the system's monotonic clock in seconds; blocks lost so far."""

PLAYED = Struct("<IQI")
"""Header of a speaker's block: flushes so far, bytes of sound played since the last one, underruns so far."""

MESSAGE_BYTES = 1 << 18
SILENCE_SECONDS = 0.5
"""A speaker that plays silence reports so often."""

ROUTE_SECONDS = 1.0
"""A sound server that does not say in this time where the stream is has nothing to do with it."""

WAITING_BLOCKS = 32
"""Blocks kept for a parent that does not read, beside about two seconds in the socket."""


class Outbox:
    """Messages to the parent, from any thread; never blocks."""

    def __init__(self, parent: socket.socket) -> None:
        self._parent = parent
        self._lock = threading.Lock()
        self._waiting: deque[bytes] = deque()
        self._opened = False
        self.lost = 0

    def open(self, message: bytes) -> None:
        """Send the first message, before all that waits."""
        with self._lock:
            self._waiting.appendleft(message)
            self._opened = True
            self._send()

    def post(self, message: bytes) -> None:
        """Send ``message`` when those before it are sent."""
        with self._lock:
            if len(self._waiting) >= WAITING_BLOCKS:
                self._waiting.popleft()
                self.lost += 1
            self._waiting.append(message)
            self._send()

    def _send(self) -> None:
        try:
            while self._opened and self._waiting:
                self._parent.send(self._waiting[0], socket.MSG_DONTWAIT)
                self._waiting.popleft()
        except OSError:
            return  # the parent does not read now, or is gone: then ``obey`` ends


class Microphone:
    """Hands on what it hears."""

    def __init__(self, outbox: Outbox, *, tapped: bool) -> None:
        self._outbox = outbox
        self._overflows = 0

    def callback(self, data: Any, frames: int, time: Any, status: Any) -> None:
        """Copy a block and hand it over."""
        self._overflows += bool(status.input_overflow)
        lost = self._overflows + self._outbox.lost
        self._outbox.post(SOUND + HEARD.pack(monotonic(), lost) + bytes(data))

    def obey(self, order: bytes) -> None:
        """A microphone takes no orders."""


class Speaker:
    """Plays what it is given, else silence; reports each block that holds sound, or any, with its bytes, if ``tapped``.

    Silence is reported now and then: the parent wants to know that the device takes it.
    """

    def __init__(self, outbox: Outbox, *, tapped: bool) -> None:
        self._outbox = outbox
        self._tapped = tapped
        self._lock = threading.Lock()  # guards all below, for the length of a copy
        self._pending = bytearray()
        self._played = self._flushes = self._underruns = 0
        self._reported = 0.0

    def callback(self, out: Any, frames: int, time: Any, status: Any) -> None:
        """Copy the next block out and report it."""
        wanted = len(out)
        with self._lock:
            sound = bytes(self._pending[:wanted])
            del self._pending[:wanted]
            self._played += len(sound)
            self._underruns += bool(status.output_underflow and sound)
            report = PLAYED.pack(self._flushes, self._played, self._underruns)
        block = sound.ljust(wanted, b"\0")
        out[:] = block
        now = monotonic()
        if sound or self._tapped or now - self._reported > SILENCE_SECONDS:
            self._reported = now
            self._outbox.post(SOUND + report + (block if self._tapped else b""))

    def obey(self, order: bytes) -> None:
        """Queue sound, or drop the queue."""
        with self._lock:
            if order[:1] == PLAY:
                self._pending += order[1:]
            else:
                self._pending.clear()
                self._played = 0
                self._flushes += 1


def main() -> None:
    """Open the stream that the command line names, and live as long as it."""
    from myna.audio import pulse  # here, so that the parent, which reads the names above, does without it

    name, rate, tapped = sys.argv[2:]
    kind: soundcard.Kind = "input" if sys.argv[1] == "input" else "output"
    parent = socket.socket(fileno=0)
    outbox = Outbox(parent)
    end = (Microphone if kind == "input" else Speaker)(outbox, tapped=tapped == "tapped")
    try:
        device = soundcard.find_device(name, kind)
        rate_hz, channels = soundcard.usable(device, kind, int(rate))
        block_frames = CHUNK_SAMPLES * rate_hz // RATE_HZ if kind == "input" else 0
        stream = soundcard.open_stream(
            device,
            kind,
            rate_hz,
            channels,
            block_frames=block_frames,
            callback=end.callback,
            finished=lambda: os._exit(1),
        )
    except AudioError as error:
        _fail(outbox, error)
    first: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_follow, args=(pulse.routes(kind), first, outbox), daemon=True).start()
    try:
        where = first.get(timeout=ROUTE_SECONDS)
    except Empty:
        where = ""
    opened = {"rate_hz": rate_hz, "channels": channels, "latency_seconds": stream.latency}
    outbox.open(OPENED + json.dumps({"device": where or device["name"], **opened}).encode())
    while order := parent.recv(MESSAGE_BYTES):
        end.obey(order)
    os._exit(0)  # closing a stream can hang, and a process that ends has closed it


def _follow(routes: Iterator[str], first: SimpleQueue[str], outbox: Outbox) -> None:
    """Report where the sound server puts the stream; end the process where it is on no device any more."""
    where = ""
    try:
        for name in routes:
            if not where:
                first.put(name)
            elif name and name != where:
                outbox.post(MOVED + name.encode())
            where = name or where
    except AudioError as error:
        _fail(outbox, error)
    first.put("")


def _fail(outbox: Outbox, error: AudioError) -> NoReturn:
    outbox.open(FAILED + json.dumps([error.code, error.message, error.hint]).encode())
    os._exit(1)


if __name__ == "__main__":
    main()
