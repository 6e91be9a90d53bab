"""A speaker on a sound card.

Its rules:

1. Its stream stays open, so that sound begins at once. Only ``keep`` opens it again when it was lost.
2. While there is no speaker, ``play`` and ``drain`` fail at once.
3. Little sound is sent in advance, so that ``flush`` is quick and the count of heard seconds is close.
"""

import asyncio
import logging
from collections.abc import Callable
from itertools import chain, repeat

import numpy as np

from myna.audio.resampler import Resampler, Samples
from myna.audio.stream import OpenLimit, Stream
from myna.audio.stream_process import FLUSH, PLAY, PLAYED
from myna.core.errors import AudioError
from myna.core.sound import RATE_HZ, SAMPLE_BYTES, AudioChunk

log = logging.getLogger(__name__)

AHEAD_SECONDS = 0.3
"""Seconds of sound that may be queued before ``play`` waits."""

PIECE_SECONDS = 0.1
"""Seconds of sound that are sent to the stream at a time."""

RETRY_SECONDS = (0.5, 1.0, 2.0, 3.0)
"""Waits before each try to open a lost speaker; the last one repeats."""

Tap = Callable[[bytes, int, int], None]
"""A function that gets each block that the device plays, silence too: int16 samples, rate in Hz, channels."""


class CardSpeaker:
    """The speaker called ``name``, or whose name holds it; ``default`` is the system's.

    ``underruns`` counts gaps inside sound. ``tap``, if it is set before ``open`` or ``keep``, gets what is played, on
    the event loop.
    """

    def __init__(self, name: str = "default") -> None:
        self._name = name
        self._stream: Stream | None = None
        self._open_limit = OpenLimit()
        self._resampler = Resampler(RATE_HZ)
        self._following: asyncio.Task[None] | None = None
        self._failure = AudioError("speaker-closed", "The speaker is not open.", "Look at it with: myna check")
        self._changed = asyncio.Event()  # set when sound was played, and when the stream is lost
        self._flushes = 0
        self._sent = self._played = 0  # bytes since the last flush
        self._heard_seconds = 0.0
        self._earlier_underruns = 0
        self.underruns = 0
        self.tap: Tap | None = None

    @property
    def device(self) -> str:
        """Name of the device in use, else the name that was asked for."""
        return self._stream.device if self._stream else self._name

    @property
    def failure(self) -> AudioError | None:
        """Why there is no speaker, if there is none."""
        return None if self._stream else self._failure

    async def open(self, rate_hz: int = 22_050) -> None:
        """Open the device, at ``rate_hz`` where it can; returns when it plays.

        Raises AudioError: ``speaker-slow`` where it does not open in 5 s, or in up to 30 s after calls that ended so.
        """
        stream = await Stream.start("output", self._name, rate_hz, tapped=self.tap is not None)
        try:
            await stream.opened(self._open_limit)
            await stream.receive()
        except BaseException as error:
            if isinstance(error, AudioError):
                self._failure = error
            await stream.close()
            raise
        self._stream = stream
        self._resampler = Resampler(stream.rate_hz)
        self._flushes = self._sent = self._played = 0
        self._earlier_underruns = self.underruns
        self._following = asyncio.create_task(self._follow(stream))

    async def keep(self, rate_hz: int = 22_050) -> None:
        """Open the speaker if it is not open, and again whenever it was lost, for ever. Tells the log."""
        told = waits = None
        while True:
            if self._following is None or self._following.done():
                try:
                    await self.open(rate_hz)
                except AudioError as error:
                    if error.code != told:
                        log.warning("%s %s", error.message, error.hint)
                    told = error.code
                    waits = waits or chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1]))
                    await asyncio.sleep(next(waits))
                    continue
                if told is not None:
                    assert self._stream is not None
                    log.info("There is a speaker again: %s.", self._stream.device)
                told = waits = None
            assert self._following is not None
            await asyncio.wait([self._following])
            told = self._failure.code
            log.warning("%s %s", self._failure.message, self._failure.hint)

    async def play(self, chunk: AudioChunk) -> None:
        """Queue a chunk; returns when less than 0.3 s are still to be heard. Raises AudioError."""
        self._open_stream()
        await self._send(self._resampler.feed(chunk))

    async def drain(self) -> float:
        """Wait until everything was heard; seconds heard since the last drain or flush. Raises AudioError."""
        await self._send(self._resampler.rest())
        await self._until_pending(0.0)
        if self._heard_seconds:
            await asyncio.sleep(self._open_stream().latency_seconds)  # the card's own buffer is still sounding
        return self._take_heard()

    async def flush(self) -> float:
        """Fall silent within a block; seconds heard since the last drain or flush."""
        in_the_card = 0.0
        if self._stream is not None:
            in_the_card = self._stream.latency_seconds
            self._flushes += 1
            self._resampler.rest()
            self._sent = self._played = 0
            self._changed.set()
            self._stream.send(FLUSH)
        return max(0.0, self._take_heard() - in_the_card)

    async def close(self) -> None:
        """Release the device. Safe to call twice. End ``keep`` before, or it opens it again."""
        following, self._following = self._following, None
        if following is not None:
            following.cancel()
            await asyncio.wait([following])

    async def _follow(self, stream: Stream) -> None:
        """Count what the stream plays, until it is lost or this is cancelled."""
        try:
            while True:
                report = await stream.receive()
                flushes, played, underruns = PLAYED.unpack_from(report)
                self.underruns = self._earlier_underruns + underruns
                if flushes == self._flushes and played > self._played:
                    self._heard_seconds += (played - self._played) / self._bytes(stream, 1.0)
                    self._played = played
                    self._changed.set()
                if self.tap is not None and len(report) > PLAYED.size:
                    self.tap(report[PLAYED.size :], stream.rate_hz, stream.channels)
        except AudioError as error:
            self._failure = error
        finally:
            self._stream = None
            self._changed.set()
            await stream.close()

    async def _send(self, samples: Samples) -> None:
        """Hand samples of the stream's rate to it, piece by piece. Raises AudioError."""
        stream, flushes = self._open_stream(), self._flushes
        sound = np.repeat(samples, stream.channels).tobytes()
        piece_bytes = self._bytes(stream, PIECE_SECONDS)
        for start in range(0, len(sound), piece_bytes):
            if self._flushes != flushes:
                break  # the rest of it is flushed too
            piece = sound[start : start + piece_bytes]
            stream.send(PLAY + piece)
            self._sent += len(piece)
            await self._until_pending(AHEAD_SECONDS)

    def _open_stream(self) -> Stream:
        if self._stream is None:
            raise self._gone()
        return self._stream

    def _gone(self) -> AudioError:
        return AudioError(self._failure.code, self._failure.message, self._failure.hint)

    async def _until_pending(self, seconds: float) -> None:
        stream = self._open_stream()
        limit = self._bytes(stream, seconds)
        while self._sent - self._played > limit:
            self._changed.clear()
            await self._changed.wait()
            if self._stream is not stream:
                raise self._gone()

    @staticmethod
    def _bytes(stream: Stream, seconds: float) -> int:
        return int(seconds * stream.rate_hz) * SAMPLE_BYTES * stream.channels

    def _take_heard(self) -> float:
        heard, self._heard_seconds = self._heard_seconds, 0.0
        return heard
