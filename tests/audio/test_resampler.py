"""Sound in chunks of any rate, brought to one rate."""

import numpy as np
import pytest
import soxr

from myna.audio.resampler import Resampler
from myna.core.sound import AudioChunk


def tone(seconds: float, rate_hz: int) -> np.ndarray:
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate_hz)) / rate_hz)).astype("<i2")


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_chunks_join_without_a_seam(rate_hz: int) -> None:
    sound, resampler = tone(1.0, 22_050), Resampler(rate_hz)
    pieces = [resampler.feed(AudioChunk(part.tobytes(), rate_hz=22_050)) for part in np.array_split(sound, 7)]
    joined = np.concatenate([*pieces, resampler.rest()]).astype(int)
    whole = soxr.resample(sound, 22_050, rate_hz).astype(int)
    assert abs(len(joined) - len(whole)) <= 1
    length = min(len(joined), len(whole))
    assert np.abs(joined[:length] - whole[:length]).max() <= 2


def test_sound_of_the_right_rate_passes_at_once_and_unchanged() -> None:
    sound, resampler = tone(0.1, 48_000), Resampler(48_000)
    assert np.array_equal(resampler.feed(AudioChunk(sound.tobytes(), rate_hz=48_000)), sound)
    assert not len(resampler.rest())


def test_a_change_of_rate_loses_nothing() -> None:
    resampler = Resampler(48_000)
    first = resampler.feed(AudioChunk(tone(0.5, 22_050).tobytes(), rate_hz=22_050))
    second = resampler.feed(AudioChunk(tone(0.5, 16_000).tobytes(), rate_hz=16_000))
    assert len(first) + len(second) + len(resampler.rest()) == pytest.approx(48_000, abs=3)
