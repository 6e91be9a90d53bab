"""Resampling of chunks of any rate to the rate of a device or file, without seams between the chunks."""

import numpy as np
import numpy.typing as npt
import soxr

from myna.core.sound import AudioChunk

Samples = npt.NDArray[np.int16]


class Resampler:
    """Resamples mono sound to ``rate_hz``; of other rates it holds back the last 20 to 35 ms for the next chunk."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._from_hz = rate_hz
        self._stream: soxr.ResampleStream | None = None

    def feed(self, chunk: AudioChunk) -> Samples:
        """Take a chunk; the resampled sound that is ready, int16 of shape (samples,)."""
        samples = np.frombuffer(chunk.pcm, dtype="<i2").astype(np.int16)
        before = self.rest() if chunk.rate_hz != self._from_hz else samples[:0]
        if chunk.rate_hz != self._rate_hz:
            if self._stream is None:
                self._stream = soxr.ResampleStream(chunk.rate_hz, self._rate_hz, 1, dtype="int16")
            samples = self._stream.resample_chunk(samples)
        self._from_hz = chunk.rate_hz
        return np.concatenate([before, samples])

    def rest(self) -> Samples:
        """The sound that was held back, int16 of shape (samples,); the resampler is then as new."""
        stream, self._stream = self._stream, None
        nothing = np.zeros(0, dtype=np.int16)
        return nothing if stream is None else stream.resample_chunk(nothing, last=True)
