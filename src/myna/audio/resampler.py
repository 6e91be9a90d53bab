"""Sound that comes in chunks of any rate, at the one rate of a device or file, without a seam between the chunks."""

import numpy as np
import numpy.typing as npt
import soxr

from myna.core.sound import AudioChunk

Samples = npt.NDArray[np.int16]


class Resampler:
    """Brings mono sound to ``rate_hz``; it holds back 20 to 35 ms of another rate until it knows what follows them."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._from_hz = rate_hz
        self._stream: soxr.ResampleStream | None = None

    def feed(self, chunk: AudioChunk) -> Samples:
        """The next samples, int16, of shape (samples,)."""
        samples = np.frombuffer(chunk.pcm, dtype="<i2").astype(np.int16)
        before = self.rest() if chunk.rate_hz != self._from_hz else samples[:0]
        if chunk.rate_hz != self._rate_hz:
            if self._stream is None:
                self._stream = soxr.ResampleStream(chunk.rate_hz, self._rate_hz, 1, dtype="int16")
            samples = self._stream.resample_chunk(samples)
        self._from_hz = chunk.rate_hz
        return np.concatenate([before, samples])

    def rest(self) -> Samples:
        """What was held back; it is as new then."""
        stream, self._stream = self._stream, None
        nothing = np.zeros(0, dtype=np.int16)
        return nothing if stream is None else stream.resample_chunk(nothing, last=True)
