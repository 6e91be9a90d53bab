"""Where sound begins and ends, on made sound."""

import numpy as np
import pytest

from myna.bench.gaps import Span, Spread, sounding, spread

RATES = [16_000, 22_050, 44_100]


def sound(rate_hz: int, *parts: tuple[float, float]) -> np.ndarray:
    """Noise: for each part, seconds and the level in dB of full scale."""
    noise = np.random.default_rng(7)
    made = [10 ** (level / 20) * noise.standard_normal(round(seconds * rate_hz)) for seconds, level in parts]
    return np.clip(np.concatenate(made) * 32768, -32768, 32767).astype(np.int16)


@pytest.mark.parametrize("rate_hz", RATES)
def test_speech_begins_and_ends_where_it_is_clearly_louder_than_the_room(rate_hz: int) -> None:
    samples = sound(rate_hz, (0.3, -70), (0.5, -20), (0.2, -48), (0.4, -65))
    found = sounding(samples, rate_hz)
    assert found is not None
    assert found.start == pytest.approx(0.3, abs=0.011)
    assert found.end == pytest.approx(1.0, abs=0.011)


@pytest.mark.parametrize("rate_hz", RATES)
def test_moments_are_true_behind_minutes_of_silence(rate_hz: int) -> None:
    """A frame is not quite 10 ms at 22,050 Hz."""
    samples = sound(rate_hz, (300.0, -120), (0.2, -20), (1.0, -120))
    found = sounding(samples, rate_hz, since=200.0, until=300.9)
    assert found is not None
    assert found.start == pytest.approx(300.0, abs=0.011)
    assert found.end == pytest.approx(300.2, abs=0.011)


def test_only_what_is_between_two_moments_counts() -> None:
    samples = sound(16_000, (0.5, -10), (1.0, -120), (0.5, -40), (1.0, -120), (0.5, -10))
    found = sounding(samples, 16_000, since=0.6, until=2.9)
    assert found is not None
    assert found.start == pytest.approx(1.5, abs=0.011)
    assert found.end == pytest.approx(2.0, abs=0.011)
    assert sounding(samples, 16_000, since=0.6, until=1.4) is None


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(50, np.int16), sound(16_000, (1.0, -75))])
def test_silence_sounds_nowhere(samples: np.ndarray) -> None:
    assert sounding(samples, 16_000) is None


def test_what_begins_behind_the_end_is_silence() -> None:
    assert sounding(sound(16_000, (1.0, -10)), 16_000, since=5.0, until=6.0) is None


def test_a_span_may_be_the_whole_sound() -> None:
    assert sounding(sound(16_000, (1.0, -10)), 16_000) == Span(0.0, 1.0)


def test_percentiles() -> None:
    assert spread([]) is None
    assert spread([3.0]) == Spread(3.0, 3.0)
    assert spread([float(value) for value in range(101)]) == Spread(50.0, 95.0)
