"""A microphone whose sound somebody else hands over, as it comes from another machine.

Its rules:

1. Only so much is kept (``AHEAD_SECONDS``): whoever hands over more waits until that was heard.
2. When it is closed nobody waits any more, and what is still handed over is dropped.
"""

import asyncio
from collections.abc import AsyncGenerator

from myna.audio.resampler import Resampler
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, RATE_HZ, SAMPLE_BYTES, AudioChunk

AHEAD_SECONDS = 2.0
"""Seconds of sound that wait to be heard."""

AHEAD_BYTES = int(AHEAD_SECONDS * RATE_HZ) * SAMPLE_BYTES


class FedMicrophone:
    """Gives on what it is fed. ``origin`` is the event loop's time at stream time 0, when the sound is first asked for.

    It is heard once, by one listener.
    """

    def __init__(self) -> None:
        self.origin = 0.0
        self._resampler = Resampler(RATE_HZ)
        self._sound = bytearray()
        self._over = False  # nothing more is fed
        self._closed = False
        self._moved = asyncio.Event()  # replaced at each change

    async def feed(self, sound: AudioChunk) -> None:
        """Take a piece of sound of any rate and length; waits while there is enough."""
        if self._over:
            return
        self._sound += self._resampler.feed(sound).tobytes()
        self._move()
        while len(self._sound) > AHEAD_BYTES and not self._closed:
            await self._moved.wait()

    def end(self) -> None:
        """Nothing more is fed; what there is is still heard."""
        if not self._over:
            self._over = True
            self._sound += self._resampler.rest().tobytes()
            self._move()

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound in chunks of 512 samples, the last one filled up with silence, until its end."""
        self.origin = asyncio.get_running_loop().time()
        at = 0.0
        while True:
            while len(self._sound) < CHUNK_BYTES and not self._over:
                await self._moved.wait()
            if not self._sound:
                return
            pcm = bytes(self._sound[:CHUNK_BYTES])
            del self._sound[:CHUNK_BYTES]
            self._move()
            at += CHUNK_SECONDS
            yield AudioChunk(pcm.ljust(CHUNK_BYTES, b"\0"), at)

    async def close(self) -> None:
        """End the stream at once. Safe to call twice."""
        self._over = self._closed = True
        self._sound.clear()
        self._move()

    def _move(self) -> None:
        """Wake who waits for a change."""
        self._moved.set()
        self._moved = asyncio.Event()
