"""Echo cancellation: an adaptive filter, and behind it WebRTC's AEC3 for what the filter leaves.

AEC3 alone removes as much of the echo, but also every voice that is softer than the echo; behind the filter it has
little left to remove. It finds a delay of up to 0.5 s by itself, as long as no sound is heard before it is played.
"""

from typing import TYPE_CHECKING, Self

import numpy as np

from myna.audio.adaptive import AdaptiveFilter, Samples
from myna.audio.wav import to_pcm
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_SAMPLES, RATE_HZ

if TYPE_CHECKING:
    from pywebrtc_audio import EchoCanceller as Aec3

FRAME_SAMPLES = RATE_HZ // 100
"""Samples that AEC3 takes at a time: 10 ms."""

_REST_SAMPLES = 128
"""The most samples that whole chunks leave beyond whole frames of AEC3."""

LAG_SAMPLES = _REST_SAMPLES + 128
"""Delay of the cleaned sound in samples: 16 ms, half of it by AEC3."""


class EchoCanceller:
    """One stream's echo canceller. Blocking: about 2 % of a desktop's core."""

    def __init__(self, aec3: "Aec3") -> None:
        self._filter = AdaptiveFilter()
        self._aec3 = aec3
        self._waiting = np.zeros((2, 0), np.float32)  # beyond whole frames: filtered and played sound
        self._ready = np.zeros(_REST_SAMPLES, np.float32)

    @classmethod
    def load(cls) -> Self:
        """Import the library. Raises AudioError where it is not installed."""
        try:
            from pywebrtc_audio import EchoCanceller as Aec3
        except ImportError as error:
            raise AudioError(
                "echo-cancellation-missing",
                "Echo cancellation is not installed.",
                "Type: pip install -e '.[aec]'; or set audio.echo_cancellation to false.",
            ) from error
        return cls(Aec3(RATE_HZ))

    def reset(self) -> None:
        """Forget the room and the sound so far."""
        self._filter.reset()
        self._aec3.reset()
        self._waiting = np.zeros((2, 0), np.float32)
        self._ready = np.zeros(_REST_SAMPLES, np.float32)

    def clean(self, pcm: bytes, played: Samples) -> bytes:
        """Take a chunk of int16 sound and as many played samples; the cleaned sound of the same length, 16 ms later."""
        heard = np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0
        filtered = np.clip(self._filter.clean(heard, played), -1.0, 1.0)
        waiting = np.concatenate([self._waiting, np.stack([filtered, played])], axis=1)
        whole = waiting.shape[1] - waiting.shape[1] % FRAME_SAMPLES
        self._waiting = waiting[:, whole:]
        near, far = np.ascontiguousarray(waiting[:, :whole])
        ready = np.concatenate([self._ready, self._aec3.process(near, far)])
        self._ready = ready[CHUNK_SAMPLES:]
        return to_pcm(ready[:CHUNK_SAMPLES])
