"""The automatic gain: when it rises and falls, and when it must not."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.level_kit import Chunk, chunks, noise, tone
from myna.core.sound import CHUNK_SECONDS
from myna.listening.gain import CEILING_DB, LOUDEST_NOISE_DB, MOST_DB, NOISE_DB, SPEECH_DB, AutomaticGain
from myna.listening.level import level

Sound = npt.NDArray[np.float64]


def hear(gain: AutomaticGain, sound: Sound, probability: float = 0.0, *, hold: bool = False) -> list[Chunk]:
    """Put ``sound`` through ``gain``."""
    out = []
    for chunk in chunks(sound):
        out.append(gain.amplify(chunk, level(chunk), hold=hold))
        gain.learn(probability, hold=hold)
    return out


def loudness(heard: list[Chunk]) -> float:
    """The mean level of some chunks."""
    return float(np.mean([level(chunk).band_db for chunk in heard]))


def room(seconds: float, noise_db: float, speech_db: float | None = None) -> Sound:
    """Noise, with a tone over it in the place of speech."""
    sound = noise(seconds, noise_db)
    return sound if speech_db is None else sound + tone(seconds, speech_db)


@pytest.mark.parametrize("shift_db", [0.0, -10.0, -20.0, -30.0])
def test_the_first_words_are_as_loud_whatever_the_microphone_is_set_to(shift_db: float) -> None:
    gain = AutomaticGain()
    hear(gain, room(0.5, -60.0 + shift_db))
    first = hear(gain, room(0.6, -60.0 + shift_db, -36.0 + shift_db), 1.0)
    assert SPEECH_DB - 6.0 < loudness(first) < SPEECH_DB + 9.0


def test_loud_sound_is_left_as_it_is_bit_by_bit() -> None:
    gain = AutomaticGain()
    sound = np.concatenate([room(1.0, -40.0), room(1.0, -40.0, -16.0), room(1.0, -40.0)])
    assert all(np.array_equal(one, other) for one, other in zip(hear(gain, sound), chunks(sound), strict=True))


def test_speech_is_brought_to_its_level_once_its_stretch_is_over() -> None:
    gain = AutomaticGain()
    for _ in range(3):
        hear(gain, room(1.0, -70.0))
        hear(gain, room(1.0, -70.0, -50.0), 1.0)
    hear(gain, room(1.5, -70.0))
    assert gain.decibels == pytest.approx(SPEECH_DB + 50.0, abs=0.5)


def test_within_a_sentence_it_does_not_rise() -> None:
    gain = AutomaticGain()
    hear(gain, room(1.0, -60.0, -30.0), 1.0)
    hear(gain, room(1.0, -60.0))
    before = gain.decibels
    for pause in range(5):  # a sentence with pauses that is softer and softer
        hear(gain, room(1.0, -60.0, -35.0 - 5.0 * pause), 1.0)
        hear(gain, room(0.4, -80.0))
        assert gain.decibels == before
    for _ in range(3):
        hear(gain, room(1.0, -80.0))
        hear(gain, room(1.0, -80.0, -55.0), 1.0)
    hear(gain, room(1.0, -80.0))
    assert gain.decibels > before + 6.0


def test_nothing_clips_and_the_gain_that_would_clip_comes_back_after_the_sentence() -> None:
    gain = AutomaticGain()
    hear(gain, room(1.0, -95.0))
    amplified = gain.decibels
    assert amplified > 20.0
    loud = hear(gain, tone(0.2, -13.0), 1.0)
    assert max(level(chunk).peak_db for chunk in loud) < CEILING_DB + 0.1
    assert gain.decibels == pytest.approx(CEILING_DB + 10.0, abs=0.2)
    hear(gain, room(3.0, -95.0))
    assert gain.decibels == pytest.approx(amplified, abs=1.0)


@given(st.lists(st.tuples(st.floats(-110.0, 3.0), st.floats(0.0, 1.0), st.booleans()), max_size=60))
def test_no_sound_is_attenuated_or_clipped(script: list[tuple[float, float, bool]]) -> None:
    gain = AutomaticGain()
    for db, probability, hold in script:
        (chunk,) = chunks(tone(CHUNK_SECONDS, db))
        (heard,) = hear(gain, chunk / 32768.0, probability, hold=hold)
        assert 0.0 <= gain.decibels <= MOST_DB
        assert np.abs(heard.astype(int)).max() <= max(0.9 * 32768, np.abs(chunk.astype(int)).max())


def test_digital_silence_stays_silence_and_is_no_noise() -> None:
    gain = AutomaticGain()
    silence = hear(gain, np.zeros(16000))
    assert not np.any(silence)
    hear(gain, room(0.1, -40.0))
    assert gain.decibels == 0.0


def test_where_myna_speaks_it_stays_and_nothing_is_learnt() -> None:
    gain = AutomaticGain()
    hear(gain, room(1.0, -85.0))
    before = gain.decibels
    hear(gain, room(3.0, -85.0, -20.0), 1.0, hold=True)
    hear(gain, room(0.1, -85.0), hold=True)
    assert gain.decibels == before
    hear(gain, room(2.0, -85.0))
    assert gain.decibels == pytest.approx(before, abs=2.0)


def test_soft_speech_after_loud_speech_is_heard_at_once_though_nothing_was_known_to_be_speech() -> None:
    gain = AutomaticGain()
    hear(gain, room(1.0, -80.0, -18.0), 1.0)
    hear(gain, room(2.0, -80.0))
    assert gain.decibels == 0.0
    soft = hear(gain, room(0.5, -80.0, -60.0), 0.1)
    assert loudness(soft[len(soft) // 2 :]) == pytest.approx(SPEECH_DB, abs=3.0)
    hear(gain, room(2.0, -80.0))
    assert gain.decibels == 0.0


def test_noise_is_raised_no_further_than_it_may_however_softly_people_speak() -> None:
    gain = AutomaticGain()
    hear(gain, room(1.0, -60.0))
    hear(gain, room(1.0, -60.0, -62.0), 1.0)
    hear(gain, room(4.0, -60.0))
    assert loudness(hear(gain, room(1.0, -60.0))) == pytest.approx(LOUDEST_NOISE_DB, abs=5.0)


def test_before_anybody_has_spoken_noise_is_brought_to_its_level() -> None:
    gain = AutomaticGain()
    hear(gain, room(4.0, -80.0))
    assert loudness(hear(gain, room(1.0, -80.0))) == pytest.approx(NOISE_DB, abs=5.0)


def test_a_click_in_a_quiet_room_changes_nothing() -> None:
    gain = AutomaticGain()
    hear(gain, room(1.0, -80.0, -18.0), 1.0)
    hear(gain, room(2.0, -80.0))
    click = np.concatenate([tone(2 * CHUNK_SECONDS, -55.0), noise(1.0, -80.0)])
    assert all(np.array_equal(one, other) for one, other in zip(hear(gain, click), chunks(click), strict=True))
