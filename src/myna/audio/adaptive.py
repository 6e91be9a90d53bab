"""An adaptive filter, which learns the path from the speaker to the microphone and subtracts the echo.

It is the partitioned frequency-domain Kalman filter (Enzner and Vary, "Frequency-domain adaptive Kalman filter for
acoustic echo control in hands-free telephones", Signal Processing 86, 2006). It removes only what
the played sound explains, so that a soft voice beside a loud echo survives, and it learns less while somebody speaks.
"""

import numpy as np
import numpy.typing as npt

from myna.core.sound import CHUNK_SAMPLES

Samples = npt.NDArray[np.float32]

PARTITIONS = 10
"""Length of the filter in chunks: 0.32 s, for the delay of both devices and the reverberation of the room."""

TRANSITION = 0.99
"""Share of what was learnt that is kept a chunk later. Measured, 0.999 cancels 5 dB more in a room where nothing
changes, and 10 dB less in the seconds after somebody has moved a chair; both find as many wake phrases."""

SMOOTHING = 0.5
"""Weight of the past in the running estimate of all sound that is not echo."""

_FLOOR = 1e-6 * CHUNK_SAMPLES
"""Power that is always assumed, so that nothing is divided by zero."""


class AdaptiveFilter:
    """The filter of one stream; chunks have 512 samples at 16 kHz, float32 from -1 to 1, shape (512,)."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget what was learnt of the room."""
        shape = (PARTITIONS, CHUNK_SAMPLES + 1)
        self._weights = np.zeros(shape, np.complex64)
        self._uncertainty = np.ones(shape, np.float32)  # variance of each weight's error
        self._spectra = np.zeros(shape, np.complex64)  # of the played chunks, the newest first
        self._others = np.zeros(CHUNK_SAMPLES + 1, np.float32)  # power spectrum of all that is not echo
        self._played = np.zeros(CHUNK_SAMPLES, np.float32)

    def clean(self, heard: Samples, played: Samples) -> Samples:
        """The microphone's chunk ``heard`` without the echo of ``played`` and of the 0.32 s played before."""
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(np.concatenate([self._played, played]))
        self._played = played
        echo = np.fft.irfft((self._weights * self._spectra).sum(axis=0))[CHUNK_SAMPLES:]
        rest = (heard - echo).astype(np.float32)
        self._learn(np.fft.rfft(np.concatenate([np.zeros_like(rest), rest])))
        return rest

    def _learn(self, error: npt.NDArray[np.complexfloating]) -> None:
        power = np.abs(self._spectra) ** 2
        self._others = SMOOTHING * self._others + (1 - SMOOTHING) * np.abs(error) ** 2
        # Half of a frame of two chunks is padding, hence the halves.
        gain = self._uncertainty / (0.5 * (self._uncertainty * power).sum(axis=0) + self._others + _FLOOR)
        step = np.fft.irfft(gain * self._spectra.conj() * error, axis=1)
        step[:, CHUNK_SAMPLES:] = 0.0  # a weight reaches no further than its own chunk
        self._weights = (self._weights + np.fft.rfft(step, axis=1)).astype(np.complex64)
        kept = TRANSITION**2
        learnt = self._uncertainty * (1 - 0.5 * gain * power)
        self._uncertainty = (kept * learnt + (1 - kept) * np.abs(self._weights) ** 2).astype(np.float32)
