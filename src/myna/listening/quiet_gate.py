"""A detector that costs next to nothing in front of voice activity, so that a quiet room keeps the model asleep.

Its rules:

1. While no chunk is louder than the room, the model is not asked, and there is no speech.
2. The model remembers what it has heard: before the first louder chunk it gets those that were kept, and none older.
3. It is asked until all has been as soft as the room for ``HOLD_SECONDS``, which is longer than any pause in a word.
4. How loud the room is follows what is softer at once and what is louder slowly: noise that stays is the room.
"""

import math
from collections import deque

import numpy as np

from myna.core.ports import VoiceActivity
from myna.core.sound import CHUNK_SECONDS

LOUDER_DB = 2.0
"""By how much a chunk is louder than the room. The level of steady noise in a chunk of 512 samples scatters by 0.3 dB;
speech as loud as the noise adds 3 dB."""

KEPT_SECONDS = 0.5
"""What the model gets of the quiet before a louder chunk."""

HOLD_SECONDS = 1.0

FALL = 0.2
"""Share of the way to a softer chunk that the room's level goes at once."""

RISE_DB = 0.5
"""Decibels by which it rises in a second of what is louder."""

LEAST_ENERGY = 4.0
"""Mean square of samples that counts as silence: two steps of int16, what a microphone without sound gives."""


class QuietGate:
    """Asks ``activity`` only where it may hear speech."""

    def __init__(self, activity: VoiceActivity) -> None:
        self._activity = activity
        self._kept: deque[bytes] = deque(maxlen=round(KEPT_SECONDS / CHUNK_SECONDS))
        self._room_db = math.inf
        self._soft_seconds = 0.0

    def accept(self, pcm: bytes) -> float:
        """Probability of speech, 0 to 1, of 512 samples of int16 mono at 16 kHz."""
        if self._is_loud(pcm):
            self._soft_seconds = 0.0
        elif self._soft_seconds < HOLD_SECONDS:
            self._soft_seconds += CHUNK_SECONDS
            if self._soft_seconds >= HOLD_SECONDS:
                self._activity.reset()
        if self._soft_seconds >= HOLD_SECONDS:
            self._kept.append(pcm)
            return 0.0
        while self._kept:
            self._activity.accept(self._kept.popleft())
        return self._activity.accept(pcm)

    def reset(self) -> None:
        """Forget the sound so far."""
        self._activity.reset()
        self._kept.clear()
        self._room_db = math.inf
        self._soft_seconds = 0.0

    def _is_loud(self, pcm: bytes) -> bool:
        """Whether a chunk is louder than the room, whose level follows it."""
        level = _level_db(pcm)
        loud = level > self._room_db + LOUDER_DB
        if self._room_db == math.inf:
            self._room_db = level
        elif level < self._room_db:
            self._room_db += FALL * (level - self._room_db)
        else:
            self._room_db = min(level, self._room_db + RISE_DB * CHUNK_SECONDS)
        return loud


def _level_db(pcm: bytes) -> float:
    """The level of a chunk without its hum: that of the differences from sample to sample."""
    steps = np.diff(np.frombuffer(pcm, dtype="<i2").astype(np.float32))
    return 10 * math.log10(max(LEAST_ENERGY, float(np.dot(steps, steps)) / len(steps)))
