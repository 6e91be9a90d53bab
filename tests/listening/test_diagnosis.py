"""What is found wrong with a microphone, and what is not."""

import numpy as np
import numpy.typing as npt
import pytest

from listening.level_kit import chunks, noise, pcm, tone
from myna.listening.diagnosis import STILL_SECONDS, WINDOW_SECONDS, Diagnosis, Levels, hum
from myna.listening.level import level

Sound = npt.NDArray[np.float64]


def hear(diagnosis: Diagnosis, sound: Sound, probability: float = 0.0) -> str | None:
    """The code of what is found in ``sound``."""
    for chunk in chunks(sound):
        diagnosis.hear(chunk, level(chunk), probability)
    return diagnosis.finding.code if diagnosis.finding else None


def found(sound: Sound, probability: float = 0.0) -> str | None:
    return hear(Diagnosis(), sound, probability)


def test_an_ordinary_room_and_ordinary_speech_are_well() -> None:
    assert found(noise(10.0, -60.0)) is None
    assert found(noise(10.0, -60.0) + tone(10.0, -30.0), 1.0) is None
    assert found(noise(10.0, -95.0)) is None


def test_a_microphone_that_never_gave_a_sound_is_off_at_once() -> None:
    diagnosis = Diagnosis()
    assert hear(diagnosis, np.zeros(40_000)) == "microphone-off"
    assert diagnosis.finding is not None
    assert "wpctl set-mute" in diagnosis.finding.hint


def test_one_that_lets_no_noise_through_is_off_only_after_long_silence() -> None:
    diagnosis = Diagnosis()
    hear(diagnosis, noise(4.0, -60.0))
    assert hear(diagnosis, np.zeros(round(16_000 * STILL_SECONDS / 2))) is None
    assert hear(diagnosis, np.zeros(round(16_000 * (STILL_SECONDS / 2 + 4.0)))) == "microphone-off"
    assert hear(diagnosis, noise(4.0, -60.0)) is None


def test_sound_that_is_clipped_is_too_loud_until_speech_is_not_clipped() -> None:
    diagnosis = Diagnosis()
    assert hear(diagnosis, tone(4.0, 3.0), 1.0) == "microphone-loud"
    assert hear(diagnosis, noise(4.0, -50.0)) == "microphone-loud"  # it shows nothing
    word = np.concatenate([tone(0.5, -20.0), noise(1.52, -50.0)])
    for chunk, probability in zip(chunks(word), [1.0] * 15 + [0.0] * 99, strict=False):
        diagnosis.hear(chunk, level(chunk), probability)
    assert diagnosis.finding is not None  # nor does the soft end of a sentence
    assert hear(diagnosis, tone(4.0, -20.0), 1.0) is None


def test_a_clap_is_not_too_loud() -> None:
    assert found(np.concatenate([tone(0.04, 3.0), noise(4.0, -50.0)])) is None


@pytest.mark.parametrize("mains_hz", [50.0, 60.0])
def test_hum_and_its_multiples_are_found_in_the_pauses(mains_hz: float) -> None:
    buzz = sum((tone(4.0, -35.0 - 3.0 * multiple, multiple * mains_hz) for multiple in (1, 2, 3, 5)), noise(4.0, -60.0))
    diagnosis = Diagnosis()
    assert hear(diagnosis, buzz) == "microphone-hum"
    assert diagnosis.finding is not None
    assert f"{mains_hz:.0f} Hz" in diagnosis.finding.message
    assert hear(diagnosis, buzz + tone(4.0, -25.0), 1.0) == "microphone-hum"  # nothing is known while somebody speaks
    assert hear(diagnosis, noise(4.0, -60.0)) is None


def test_soft_hum_a_voice_and_a_fan_are_no_hum() -> None:
    assert hum(pcm(tone(2.0, -60.0, 50.0))) is None
    assert hum(pcm(tone(2.0, -20.0, 130.0) + tone(2.0, -25.0, 260.0))) is None
    assert hum(pcm(noise(2.0, -30.0))) is None
    assert hum(pcm(tone(2.0, -40.0, 50.0) + noise(2.0, -40.0))) is None


def test_soft_speech_is_a_quiet_microphone_until_it_is_clearly_louder() -> None:
    diagnosis = Diagnosis()
    assert hear(diagnosis, noise(4.0, -85.0)) is None
    assert hear(diagnosis, tone(4.0, -60.0), 1.0) == "microphone-quiet"
    assert diagnosis.finding is not None
    assert "set-volume" in diagnosis.finding.hint
    assert hear(diagnosis, tone(10.0, -54.0), 1.0) == "microphone-quiet"
    assert hear(diagnosis, tone(10.0, -45.0), 1.0) is None


def test_the_end_of_a_sound_is_judged_from_a_second_on() -> None:
    diagnosis = Diagnosis()
    assert hear(diagnosis, np.zeros(15_000)) is None
    diagnosis.end()
    assert diagnosis.finding is None
    hear(diagnosis, np.zeros(2_000))
    diagnosis.end()
    assert diagnosis.finding is not None
    assert diagnosis.finding.code == "microphone-off"


def test_a_word_is_too_little_to_call_a_microphone_quiet() -> None:
    assert found(np.concatenate([noise(WINDOW_SECONDS, -85.0), tone(0.5, -60.0)])) is None


def test_levels_are_told_in_a_sentence() -> None:
    diagnosis = Diagnosis()
    assert diagnosis.levels.sentence == "nobody has spoken"
    hear(diagnosis, tone(4.0, -60.0))
    assert diagnosis.levels.sentence == "noise at -60 dB, nobody has spoken"
    hear(diagnosis, tone(4.0, -30.0), 1.0)
    assert diagnosis.levels.sentence == "speech at -30 dB, 30 dB over the noise"
    assert diagnosis.levels.snr_db == pytest.approx(30.0, abs=1.0)
    assert Levels(-20.0, None, -30.0).sentence == "speech at -30 dB"
