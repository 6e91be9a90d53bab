"""Sound of a known level, in chunks."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from myna.core.sound import CHUNK_SAMPLES, RATE_HZ

Chunk = npt.NDArray[np.int16]


def pcm(sound: npt.NDArray[np.float64]) -> Chunk:
    """Samples from -1 to 1 as int16, clipped as a microphone does it."""
    return np.clip(np.rint(sound * 32768), -32768, 32767).astype(np.int16)


def noise(seconds: float, db: float) -> npt.NDArray[np.float64]:
    """White noise whose root mean square is at ``db``."""
    return np.random.default_rng(0).standard_normal(round(seconds * RATE_HZ)) * 10 ** (db / 20)


def tone(seconds: float, db: float, hz: float = 1000.0) -> npt.NDArray[np.float64]:
    """A tone whose root mean square is at ``db``."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.sqrt(2) * 10 ** (db / 20) * np.sin(2 * np.pi * hz * times)


def chunks(sound: npt.NDArray[np.float64]) -> Iterator[Chunk]:
    """The whole chunks of ``sound``."""
    samples = pcm(sound)
    for start in range(0, len(samples) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        yield samples[start : start + CHUNK_SAMPLES]
