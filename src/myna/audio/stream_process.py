"""The process around one stream on a sound device: ``python -m myna.audio.stream_process KIND NAME RATE_HZ TAPPED``.

It talks to its parent over one socket, its standard input, in whole messages. Its rules:

1. It opens one stream and ends with the stream, with its parent, or when it is killed. It never tries again.
2. A callback copies bytes and queues them. Where the parent does not read, the oldest block is dropped and counted.
3. The first message out is ``OPENED`` or ``FAILED``. A ``FAILED`` is the last one.
"""

import json
import os
import socket
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from struct import Struct
from time import monotonic
from typing import Any, NoReturn

from myna.audio import soundcard
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_SAMPLES, RATE_HZ

OPENED, FAILED, MOVED, SOUND = b"O", b"E", b"M", b"S"
"""First bytes of messages to the parent: the device as JSON, a failure as JSON, the name of the device to which the
sound server has moved the stream, and a block of sound (a header, then int16 samples)."""

PLAY, FLUSH = b"P", b"F"
"""First bytes of messages from the parent: int16 samples to play; drop all that was not played yet."""

HEARD = Struct("<dI")
"""Header of a microphone's block: when it came, by the system's monotonic clock in seconds; blocks lost so far."""

PLAYED = Struct("<IQI")
"""Header of a speaker's block: flushes so far, bytes of sound played since the last one, underruns so far."""

MESSAGE_BYTES = 1 << 18
"""The longest message."""

SILENCE_SECONDS = 0.5
"""Time between two reports of a speaker that plays silence."""

ROUTE_SECONDS = 1.0
"""How long to wait for the sound server to name the stream's device; without an answer the stream is not on it."""

WAITING_BLOCKS = 32
"""Messages that are kept for a parent that does not read, beside about two seconds of sound in the socket."""


class Outbox:
    """The queue of messages to the parent, for any thread; never blocks. ``lost`` counts dropped messages."""

    def __init__(self, parent: socket.socket) -> None:
        self._parent = parent
        self._lock = threading.Lock()
        self._waiting: deque[bytes] = deque(maxlen=WAITING_BLOCKS + 1)
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
            return  # the parent does not read now, or has gone: then ``main`` ends


class Microphone:
    """Sends the blocks of a microphone to the parent."""

    def __init__(self, outbox: Outbox, *, tapped: bool) -> None:
        self._outbox = outbox
        self._overflows = 0

    def callback(self, data: Any, frames: int, time: Any, status: Any) -> None:
        """Copy a block and queue it; PortAudio calls this on a thread of its own."""
        self._overflows += bool(status.input_overflow)
        lost = self._overflows + self._outbox.lost
        self._outbox.post(SOUND + HEARD.pack(monotonic(), lost) + bytes(data))

    def receive(self, message: bytes) -> None:
        """Ignore a message from the parent."""


class Speaker:
    """Plays the sound that the parent sends, else silence, and reports each block with sound.

    If ``tapped`` it reports every block with its samples. Silence is reported now and then in any case, so that the
    parent knows that the device takes it.
    """

    def __init__(self, outbox: Outbox, *, tapped: bool) -> None:
        self._outbox = outbox
        self._tapped = tapped
        self._lock = threading.Lock()  # guards all below, for the length of a copy
        self._pending = bytearray()
        self._played = self._flushes = self._underruns = 0
        self._reported = 0.0

    def callback(self, out: Any, frames: int, time: Any, status: Any) -> None:
        """Copy the next block to the device and report it; PortAudio calls this on a thread of its own."""
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

    def receive(self, message: bytes) -> None:
        """Queue the sound of a message from the parent, or drop the queue."""
        with self._lock:
            if message[:1] == PLAY:
                self._pending += message[1:]
            else:
                self._pending.clear()
                self._played = 0
                self._flushes += 1


def main() -> None:
    """Open the stream that the command line names, and run until it ends."""
    from myna.audio import pulse  # here, as the parent imports this module and does not need pulse

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
    first: Queue[str] = Queue(1)
    threading.Thread(target=_follow, args=(pulse.routes(kind), first, outbox), daemon=True).start()
    try:
        where = first.get(timeout=ROUTE_SECONDS)
    except Empty:
        where = ""
    opened = {"rate_hz": rate_hz, "channels": channels, "latency_seconds": stream.latency}
    outbox.open(OPENED + json.dumps({"device": where or device["name"], **opened}).encode())
    while message := parent.recv(MESSAGE_BYTES):
        end.receive(message)
    os._exit(0)  # closing a stream can hang; the end of the process closes it


def _follow(routes: Iterator[str], first: Queue[str], outbox: Outbox) -> None:
    """Report the device of the stream after each change; end the process when the stream has no device any more."""
    where = ""
    try:
        for name in routes:
            if not where:
                _offer(first, name)
            elif name and name != where:
                outbox.post(MOVED + name.encode())
            where = name or where
    except AudioError as error:
        _fail(outbox, error)
    _offer(first, "")


def _offer(first: Queue[str], name: str) -> None:
    """Put ``name`` in, if it is the first."""
    with suppress(Full):
        first.put_nowait(name)


def _fail(outbox: Outbox, error: AudioError) -> NoReturn:
    outbox.open(FAILED + json.dumps([error.code, error.message, error.hint]).encode())
    os._exit(1)


if __name__ == "__main__":
    main()
