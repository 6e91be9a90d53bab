"""A room to listen in: silence, and the recordings that are played into it, at the speed of sound.

Its rules:

1. It is a microphone like a card's: sound comes when it is over, and who does not fetch it in time loses the oldest.
   So many chunks wait as the card's process and its socket hold (``audio/stream_process.py``); each lost one counts.
2. It does not wait for its listener. Stream time is the time since ``origin``, whatever was lost.
"""

import asyncio
from collections.abc import AsyncGenerator

from myna.audio.stream_process import WAITING_BLOCKS
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk

SOCKET_SECONDS = 2.0
"""What waits in the socket between the card's process and the listener."""

WAITING_CHUNKS = WAITING_BLOCKS + round(SOCKET_SECONDS / CHUNK_SECONDS)

_SILENCE = bytes(CHUNK_BYTES)


class Room:
    """A microphone whose stream time is 0 at ``origin``, by the event loop's clock.

    ``overflows`` counts lost chunks, ``lag_seconds`` is the longest that a chunk has waited for its listener.
    """

    def __init__(self, origin: float) -> None:
        self.origin = origin
        self.overflows = 0
        self.lag_seconds = 0.0
        self._sound: dict[int, bytes] = {}  # by the number of its chunk
        self._free = 0  # the first chunk behind all that is played
        self._closed = False

    def play(self, pcm: bytes) -> float:
        """Play int16 mono at 16 kHz, behind what is played already; the stream time, in seconds, at which it begins."""
        first = max(self._passed() + 1, self._free)  # the chunk of this moment has begun already
        for start in range(0, len(pcm), CHUNK_BYTES):
            self._sound[first + start // CHUNK_BYTES] = pcm[start : start + CHUNK_BYTES].ljust(CHUNK_BYTES, b"\0")
        self._free = first + -(-len(pcm) // CHUNK_BYTES)
        return first * CHUNK_SECONDS

    def hush(self) -> None:
        """Play no more of what is played."""
        self._sound.clear()
        self._free = 0

    @property
    def now(self) -> float:
        """Stream time."""
        return asyncio.get_running_loop().time() - self.origin

    async def until(self, at: float) -> None:
        """Wait for stream time ``at``."""
        await asyncio.sleep(at - self.now)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield what sounds in the room from now on, 512 samples a chunk, until ``close``."""
        number = self._passed()
        while not self._closed:
            await self.until((number + 1) * CHUNK_SECONDS)
            waiting = self._passed() - number
            for _ in range(waiting - WAITING_CHUNKS):
                self._sound.pop(number, None)
                self.overflows += 1
                number += 1
            self.lag_seconds = max(self.lag_seconds, (self._passed() - number - 1) * CHUNK_SECONDS)
            pcm = self._sound.pop(number, _SILENCE)
            number += 1
            yield AudioChunk(pcm, number * CHUNK_SECONDS)

    async def close(self) -> None:
        """End the stream with the next chunk."""
        self._closed = True

    def _passed(self) -> int:
        """Chunks that are over."""
        return int(self.now / CHUNK_SECONDS)
