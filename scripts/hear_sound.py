"""Sound that is mixed as the benchmarks of commands do it, and what serves as noise; samples from -1 to 1 at 16 kHz."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from myna.audio.wav import read_chunks
from myna.core.sound import RATE_HZ

Samples = npt.NDArray[np.float64]

FRAME_SAMPLES = 2048
"""Of the largest energies of so many samples the ratio of speech to noise is taken."""

MUSIC_SECONDS = 64.0
BABBLE_SECONDS = 60.0

TALKERS = 3
"""Who speak at once in babble."""

CHORDS_HZ = ((220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (130.8, 164.8, 196.0), (196.0, 246.9, 293.7))
"""A minor, F, C, G."""

BEAT_SECONDS = 0.5


def samples(file: Path) -> Samples:
    """The sound of a file. Raises AudioError."""
    return np.frombuffer(b"".join(read_chunks(file)), dtype="<i2") / 32768


def loudest(sound: Samples) -> float:
    """The largest energy of a frame."""
    padded = np.pad(sound, (0, max(0, FRAME_SAMPLES - len(sound))))
    frames = padded[: len(padded) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return float((frames**2).sum(axis=1).max())


def mixed(speech: Samples, noise: Samples, snr_db: float) -> Samples:
    """``speech`` in ``noise`` of the same length: ``snr_db`` lies between the largest energies of a frame of both."""
    return speech + noise * np.sqrt(loudest(speech) / max(loudest(noise), 1e-12) / 10 ** (snr_db / 10))


def level_db(sound: Samples) -> float:
    """The root mean square of a sound, in dBFS; -120 for silence."""
    return float(10 * np.log10(max(float(np.mean(sound**2)), 1e-12)))


def at_peak(sound: Samples, peak_db: float) -> Samples:
    """``sound`` with its largest sample at ``peak_db`` dBFS."""
    return sound * 10 ** (peak_db / 20) / max(float(np.abs(sound).max()), 1e-6)


def part(noise: Samples, begin: int, length: int) -> Samples:
    """``length`` samples of ``noise`` from ``begin`` on; it goes on from its start where it ends."""
    return np.resize(np.roll(noise, -(begin % len(noise))), length)


def music() -> Samples:
    """Chords with a beat, made by a formula: the same each time."""
    random = np.random.default_rng(7)
    at = np.arange(round(4 * BEAT_SECONDS * RATE_HZ)) / RATE_HZ
    bars = [sum(np.sin(2 * np.pi * hz * k * at) / k**1.5 for hz in chord for k in range(1, 6)) for chord in CHORDS_HZ]
    beat = np.arange(round(BEAT_SECONDS * RATE_HZ)) / RATE_HZ
    drum = 4 * np.sin(2 * np.pi * 60 * beat) * np.exp(-beat / 0.08)
    tune = []
    for bar in range(round(MUSIC_SECONDS / (4 * BEAT_SECONDS))):
        notes = random.choice(CHORDS_HZ[bar % len(CHORDS_HZ)], 4)
        melody = [np.sin(4 * np.pi * hz * beat) * np.exp(-beat / 0.3) * 2 for hz in notes]
        cymbal = random.standard_normal((4, len(beat))) * np.exp(-beat / 0.03)
        tune.append(bars[bar % len(bars)] + np.concatenate(melody) + np.tile(drum, 4) + cymbal.ravel())
    return at_peak(np.concatenate(tune), -12.0)


def babble(recordings: Sequence[Samples], seed: int = 1) -> Samples:
    """So many as ``TALKERS`` say ``recordings`` one after the other, each equally loud, without a pause."""
    random = np.random.default_rng(seed)
    length = round(BABBLE_SECONDS * RATE_HZ)
    mix = np.zeros(length)
    for _ in range(TALKERS):
        said: list[Samples] = []
        while sum(map(len, said)) < length:
            sound = recordings[random.integers(len(recordings))]
            said.append(sound / 10 ** (level_db(sound) / 20))
        mix += np.concatenate(said)[:length]
    return at_peak(mix, -12.0)
