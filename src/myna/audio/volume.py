"""A speaker with a volume."""

from dataclasses import replace

import numpy as np

from myna.core.ports import Speaker
from myna.core.sound import AudioChunk

FULL = 100
"""Volume in percent at which sound is left as it is."""


class VolumeSpeaker:
    """``speaker`` at a volume of ``percent``; a change is heard from the next chunk on.

    The amplitude is the square of the volume: 50 percent is a quarter of it, 12 dB less, about half as loud.
    """

    def __init__(self, speaker: Speaker, percent: int = FULL) -> None:
        self._speaker = speaker
        self.percent = percent

    async def play(self, chunk: AudioChunk) -> None:
        """Queue a chunk; waits while the queue is full. Raises AudioError."""
        await self._speaker.play(self._scaled(chunk))

    async def drain(self) -> float:
        """Wait until all that is queued was heard; seconds heard since the last drain or flush. Raises AudioError."""
        return await self._speaker.drain()

    async def flush(self) -> float:
        """Fall silent at once and drop the queue; seconds heard since the last drain or flush."""
        return await self._speaker.flush()

    def _scaled(self, chunk: AudioChunk) -> AudioChunk:
        if self.percent == FULL:
            return chunk
        samples = np.frombuffer(chunk.pcm, dtype="<i2") * (self.percent / FULL) ** 2
        return replace(chunk, pcm=samples.astype("<i2").tobytes())
