"""How loud a chunk is."""

import numpy as np
import pytest

from listening.level_kit import chunks, noise, tone
from myna.core.sound import CHUNK_SAMPLES, AudioChunk
from myna.listening.level import SILENCE_DB, Level, SpeechLevel, decibels, level, speech_level_db
from myna.listening.pre_roll import ScoredChunk


@pytest.mark.parametrize("db", [-10.0, -30.0, -50.0, -70.0])
def test_a_tone_in_the_band_of_speech_has_its_own_level(db: float) -> None:
    found = level(next(chunks(tone(0.1, db))))
    assert found.band_db == pytest.approx(db, abs=1.0)
    assert found.peak_db == pytest.approx(db + 3.0, abs=1.0)


def test_hum_and_an_offset_are_no_level_of_speech() -> None:
    assert level(next(chunks(0.1 + tone(0.1, -20.0, 50.0)))).band_db < -55.0


def test_noise_has_the_part_of_it_that_lies_in_the_band() -> None:
    mean_power = np.mean([10 ** (level(chunk).band_db / 10) for chunk in chunks(noise(5.0, -40.0))])
    assert 10 * np.log10(mean_power) == pytest.approx(-40.0 + 10 * np.log10(3800 / 8000), abs=0.3)


@pytest.mark.parametrize("value", [0, 7])
def test_equal_samples_are_no_sound(value: int) -> None:
    assert level(np.full(CHUNK_SAMPLES, value, np.int16)) == Level(SILENCE_DB, SILENCE_DB, still=True)


def test_sound_that_was_too_loud_is_clipped_and_loud_sound_is_not() -> None:
    assert level(next(chunks(tone(0.1, 0.0)))).clipped
    assert not level(next(chunks(tone(0.1, -3.2)))).clipped


def test_no_amplitude_has_the_level_of_silence() -> None:
    assert (decibels(0.0), decibels(1.0), round(decibels(0.1))) == (SILENCE_DB, 0.0, -20)


def chunk(db: float, probability: float) -> ScoredChunk:
    """A tone in the band of speech."""
    samples = next(chunks(tone(0.1, db)))
    return ScoredChunk(AudioChunk(samples.tobytes()), probability, level(samples).power)


def test_of_speech_alone_the_level_is_told() -> None:
    heard = [chunk(-1.0, 0.1), chunk(-20.0, 0.5), chunk(-20.0, 0.9), chunk(-90.0, 0.0)]
    assert speech_level_db(heard, 0.5) == pytest.approx(-20.0, abs=1.0)
    speech = SpeechLevel(0.5)
    for one in heard:
        speech.add(one)
    assert speech.db == speech_level_db(heard, 0.5)


def test_without_speech_there_is_no_level() -> None:
    assert speech_level_db([], 0.5) is None
    assert speech_level_db([chunk(-6.0, 0.2)], 0.5) is None
