"""Where sound begins and ends, and what is typical of many figures. Pure.

Its rules:

1. A frame of about 10 ms sounds if it is no more than 35 dB softer than the loudest one. Speech falls by about 30 dB
   from its vowels to its softest consonants, and a quiet recording is 40 dB or more below its vowels; so a word's last
   "s" counts, and the room's noise does not. The same threshold reads the question and the answer.
2. What is below -60 dB of full scale is silence, however soft the rest is.
3. Moments are seconds, to the frame: a gap is true to 10 ms at either end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FRAME_SECONDS = 0.01
SOFTEST_DB = 35.0
SILENCE_DB = -60.0

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Span:
    """From the first sounding moment to the last one, in seconds."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of many figures, and what one in twenty exceeds."""

    p50: float
    p95: float


def sounding(samples: Samples, rate_hz: int, since: float = 0.0, until: float | None = None) -> Span | None:
    """Where ``samples``, int16 of shape (samples,), sound between ``since`` and ``until``; None where all is silent."""
    frame = round(FRAME_SECONDS * rate_hz)
    first = int(since * rate_hz / frame)
    last = len(samples) // frame if until is None else min(len(samples), round(until * rate_hz)) // frame
    frames = samples[first * frame : last * frame].reshape(-1, frame).astype(np.float64) / 32768.0
    power = np.square(frames).mean(axis=1)
    least = max(10 ** (SILENCE_DB / 10), power.max(initial=0.0) * 10 ** (-SOFTEST_DB / 10))
    loud = first + np.flatnonzero(power > least)
    if not loud.size:
        return None
    return Span(int(loud[0]) * frame / rate_hz, (int(loud[-1]) + 1) * frame / rate_hz)


def spread(values: Sequence[float]) -> Spread | None:
    """The 50th and the 95th percentile, between two values in proportion; None for no values."""
    if not values:
        return None
    middle, high = np.percentile(values, (50, 95))
    return Spread(float(middle), float(high))
