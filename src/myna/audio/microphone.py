"""A microphone on a sound card.

Its rules:

1. It never tries again by itself: a failure makes ``chunks`` raise, and ``chunks`` may be called again at any time.
2. ``close`` is for good, and ends ``chunks`` wherever that waits.
"""

from collections.abc import AsyncGenerator

import numpy as np
import soxr

from myna.audio.stream import OpenLimit, Stream
from myna.audio.stream_process import HEARD
from myna.audio.wav import to_pcm
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_BYTES, CHUNK_SAMPLES, RATE_HZ, SAMPLE_BYTES, AudioChunk


class CardMicrophone:
    """The microphone called ``name``, or whose name holds it; ``default`` is the system's.

    ``origin`` is the event loop's time at stream time 0 of the last stream; ``overflows`` counts lost blocks.
    """

    def __init__(self, name: str = "default") -> None:
        self._name = name
        self._stream: Stream | None = None
        self._open_limit = OpenLimit()
        self._closed = False
        self.origin = 0.0
        self.overflows = 0

    @property
    def device(self) -> str:
        """Name of the device in use, else the name that was asked for."""
        return self._stream.device if self._stream else self._name

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Open the device and yield its sound as it comes, until ``close``. Each call begins again at stream time 0.

        Raises AudioError: ``microphone-missing``, ``-unknown`` or ``-busy`` where it does not open, ``-slow`` where it
        does not in 5 s, or in up to 30 s after calls that ended so; ``-lost`` where it goes, ``-silent`` where it
        delivers nothing for 2 s.
        """
        if self._closed:
            return
        stream = self._stream = await Stream.start("input", self._name, RATE_HZ)
        overflows, leftover, samples = self.overflows, b"", 0
        try:
            if self._closed:  # while the process started
                return
            await stream.opened(self._open_limit)
            resampler = soxr.ResampleStream(stream.rate_hz, RATE_HZ, 1, dtype="float32")
            as_is = (stream.rate_hz, stream.channels) == (RATE_HZ, 1)
            while True:
                message = await stream.receive()
                when, lost = HEARD.unpack_from(message)
                self.overflows = overflows + lost
                block = message[HEARD.size :]
                leftover += block if as_is else to_mono_16k(block, stream.channels, resampler)
                self.origin = when - (samples * SAMPLE_BYTES + len(leftover)) / (SAMPLE_BYTES * RATE_HZ)
                while len(leftover) >= CHUNK_BYTES:
                    samples += CHUNK_SAMPLES
                    yield AudioChunk(leftover[:CHUNK_BYTES], samples / RATE_HZ)
                    leftover = leftover[CHUNK_BYTES:]
        except AudioError:
            if not self._closed:
                raise
        finally:
            await stream.close()

    async def close(self) -> None:
        """Release the device for good. Safe to call twice."""
        self._closed = True
        if self._stream is not None:
            self._stream.end()
            await self._stream.ended()


def to_mono_16k(block: bytes, channels: int, resampler: soxr.ResampleStream) -> bytes:
    """The next int16 block of a stream as mono at 16 kHz; the resampler keeps a little of it for the next one."""
    samples = np.frombuffer(block, dtype="<i2").reshape(-1, channels).astype(np.float32) / 32768.0
    return to_pcm(resampler.resample_chunk(samples.mean(axis=1)))
