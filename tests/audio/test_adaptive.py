"""The adaptive filter on computed echoes."""

import numpy as np
import pytest

from myna.audio.adaptive import PARTITIONS, AdaptiveFilter, Samples
from myna.core.sound import CHUNK_SAMPLES
from simulated_room import at_level, level_db

CHUNKS = 60
SECOND_HALF = slice(CHUNKS // 2 * CHUNK_SAMPLES, None)


def white(seed: int, chunks: int = CHUNKS) -> Samples:
    return at_level(np.random.default_rng(seed).standard_normal(chunks * CHUNK_SAMPLES).astype(np.float32), -26.0)


def delayed(sound: Samples, samples: int) -> Samples:
    """Half the amplitude of ``sound``, so many samples later."""
    return np.concatenate([np.zeros(samples, np.float32), 0.5 * sound])[: len(sound)]


def cleaned(adaptive: AdaptiveFilter, heard: Samples, played: Samples) -> Samples:
    chunks = zip(
        np.split(heard, len(heard) // CHUNK_SAMPLES), np.split(played, len(played) // CHUNK_SAMPLES), strict=True
    )
    return np.concatenate([adaptive.clean(*chunk) for chunk in chunks])


@pytest.mark.parametrize("delay_samples", [1, CHUNK_SAMPLES, (PARTITIONS - 1) * CHUNK_SAMPLES])
def test_an_echo_within_its_length_is_learnt_and_removed(delay_samples: int) -> None:
    played = white(1)
    heard = delayed(played, delay_samples)
    rest = cleaned(AdaptiveFilter(), heard, played)
    assert level_db(heard[SECOND_HALF]) - level_db(rest[SECOND_HALF]) > 20


def test_an_echo_beyond_its_length_stays() -> None:
    played = white(1)
    heard = delayed(played, (PARTITIONS + 2) * CHUNK_SAMPLES)
    rest = cleaned(AdaptiveFilter(), heard, played)
    assert level_db(rest[SECOND_HALF]) == pytest.approx(level_db(heard[SECOND_HALF]), abs=3)


def test_what_was_not_played_passes_unchanged() -> None:
    heard = white(2)
    assert cleaned(AdaptiveFilter(), heard, np.zeros_like(heard)) == pytest.approx(heard, abs=1e-6)


def test_a_reset_filter_is_as_new() -> None:
    played, adaptive = white(1), AdaptiveFilter()
    heard = delayed(played, 100)
    first = cleaned(adaptive, heard, played)
    adaptive.reset()
    assert np.array_equal(cleaned(adaptive, heard, played), first)
