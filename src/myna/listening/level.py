"""How loud sound is, and how loud speech, in decibels below full scale. Pure.

The level of speech is measured in the band that carries its words: hum, rumble and an offset of the microphone stand
below it, and count for nothing. The room's noise in that band counts.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from myna.core.sound import CHUNK_SAMPLES, RATE_HZ

FULL_SCALE = 32768.0
"""The largest int16 sample, as 0 dB."""

SILENCE_DB = -120.0
"""The level of no sound at all; the smallest step of int16 sound is at -90."""

LOWEST_HZ, HIGHEST_HZ = 200, 4000
"""The band that counts. Telephones carry about as much of speech."""

_BAND = slice(LOWEST_HZ * CHUNK_SAMPLES // RATE_HZ, HIGHEST_HZ * CHUNK_SAMPLES // RATE_HZ)
_WINDOW = np.hanning(CHUNK_SAMPLES).astype(np.float32)
_SCALE = 2.0 / (CHUNK_SAMPLES * float((_WINDOW**2).sum()) * FULL_SCALE**2)
"""Makes the power of the band's lines that of the sound, by Parseval's theorem; both halves of the spectrum count."""

CLIPPED_SAMPLE = 32_600
"""A sample from here on is at the end of its range: 0.045 dB below full scale."""

LEAST_CLIPPED = 4
"""So many such samples in a chunk are clipped sound; loud sound that just fits has one or two."""


@dataclass(frozen=True, slots=True)
class Level:
    """One chunk: its largest sample and the mean power in the band of speech, in decibels of full scale.

    ``still``: all samples are the same, as a muted microphone has them. ``clipped``: it was too loud for int16 sound.
    """

    peak_db: float
    band_db: float
    still: bool = False
    clipped: bool = False

    @property
    def power(self) -> float:
        """Mean power in the band of speech, 1 for a sound whose root mean square is full scale."""
        return 0.0 if self.still else 10.0 ** (self.band_db / 10.0)


def level(samples: npt.NDArray[np.int16]) -> Level:
    """The level of 512 int16 samples."""
    low, high = int(samples.min()), int(samples.max())
    if low == high:
        return Level(SILENCE_DB, SILENCE_DB, still=True)
    spectrum = np.fft.rfft(samples * _WINDOW)[_BAND]
    power = float(np.vdot(spectrum, spectrum).real) * _SCALE
    clipped = max(-low, high) >= CLIPPED_SAMPLE and _count_extreme(samples) >= LEAST_CLIPPED
    return Level(decibels(max(-low, high) / FULL_SCALE), decibels(math.sqrt(power)), clipped=clipped)


def _count_extreme(samples: npt.NDArray[np.int16]) -> int:
    return int(np.count_nonzero((samples >= CLIPPED_SAMPLE) | (samples <= -CLIPPED_SAMPLE)))


def decibels(amplitude: float) -> float:
    """An amplitude, 1 being full scale, in decibels."""
    return 20.0 * math.log10(amplitude) if amplitude > 1e-6 else SILENCE_DB


class HasPower(Protocol):
    """A piece of sound whose mean power in the band of speech is known, with its probability of speech."""

    @property
    def power(self) -> float:
        """In the band of speech, 1 for a sound whose root mean square is full scale."""
        ...

    @property
    def probability(self) -> float:
        """Of speech, 0 to 1."""
        ...


class SpeechLevel:
    """The level of what is said; a chunk is speech from the probability ``threshold`` on."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._power = 0.0
        self._chunks = 0

    def add(self, chunk: HasPower) -> None:
        """Take the next chunk."""
        if chunk.probability >= self._threshold:
            self._power += chunk.power
            self._chunks += 1

    @property
    def db(self) -> float | None:
        """Mean power so far in dB of full scale; None where there was no sound of speech."""
        return 10 * math.log10(self._power / self._chunks) if self._power else None


def speech_level_db(chunks: Iterable[HasPower], threshold: float) -> float | None:
    """The level of what is said in ``chunks``."""
    level = SpeechLevel(threshold)
    for chunk in chunks:
        level.add(chunk)
    return level.db
