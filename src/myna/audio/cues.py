"""Cues: short sounds of pure tones, which no recogniser takes for speech.

Source of the pitches: equal temperament, a' = 440 Hz.
"""

from collections.abc import Sequence

import numpy as np

from myna.core.sound import AudioChunk

RATE_HZ = 22_050
"""The sample rate of most voices, so that a speaker need not resample."""

NOTE_SECONDS = 0.075
"""Length of a note of the chime."""

FADE_SECONDS = 0.012
"""Length of the fade at both ends of a note, without which it clicks."""

LOUDNESS = 0.16
"""Peak amplitude of the chime, of 1: well below a voice."""

E5, A5, C5, A4 = 659.26, 880.0, 523.25, 440.0
"""Pitches in Hz."""

RING_NOTE_SECONDS = 0.16
"""Length of a note of a ring."""

RING_PITCHES_HZ = (C5, E5, A5, E5)
RING_LOUDNESS = (0.06, 0.6)
"""Peak amplitudes of the first and the loudest ring, of 1: from softer than the chime to a loud voice."""

LOUDEST_RING = 20
"""Number of the ring that is the loudest: about a minute after the first."""


def listening() -> AudioChunk:
    """Two rising notes: "I am listening." Int16 mono, 0.15 s."""
    return _notes((E5, A5))


def failure() -> AudioChunk:
    """Three falling notes: "That went wrong." Int16 mono, 0.45 s."""
    return _notes((A5, E5, C5), note_seconds=2 * NOTE_SECONDS)


def announcing() -> AudioChunk:
    """Three rising notes: "Something is said to you." Int16 mono, 0.45 s."""
    return _notes((C5, E5, A5), note_seconds=2 * NOTE_SECONDS)


def muted() -> AudioChunk:
    """Two low notes that fall: "I do not hear." Int16 mono, 0.15 s."""
    return _notes((C5, A4))


def unmuted() -> AudioChunk:
    """Two low notes that rise: "I hear again." Int16 mono, 0.15 s."""
    return _notes((A4, C5))


def thinking() -> AudioChunk:
    """One short low note: "I think." Int16 mono, 0.05 s."""
    return _notes((A4,), note_seconds=0.05, loudness=LOUDNESS / 2)


def ring(times: int) -> AudioChunk:
    """Four notes, twice: "Something is due." Int16 mono, 1.3 s; louder with the ``times`` it has rung before."""
    first, loudest = RING_LOUDNESS
    loudness = first * (loudest / first) ** min(1.0, times / LOUDEST_RING)  # even steps for the listener
    return _notes(2 * RING_PITCHES_HZ, RING_NOTE_SECONDS, loudness)


def _notes(pitches_hz: Sequence[float], note_seconds: float = NOTE_SECONDS, loudness: float = LOUDNESS) -> AudioChunk:
    time = np.arange(round(note_seconds * RATE_HZ)) / RATE_HZ
    fade = np.minimum(1.0, np.minimum(time, time[::-1]) / FADE_SECONDS)
    sound = np.concatenate([fade * np.sin(2 * np.pi * pitch_hz * time) for pitch_hz in pitches_hz])
    return AudioChunk((32767 * loudness * sound).astype("<i2").tobytes(), rate_hz=RATE_HZ)
