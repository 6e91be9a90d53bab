"""The microphone's test on recordings, by the real voice activity: what it reads, and what it says in the end."""

from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from listening.level_kit import noise, pcm, tone
from myna.app.microphone_test import MicrophoneTest, Reading
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.sound import RATE_HZ
from simulated_room import recording

Sound = npt.NDArray[np.float64]


@pytest.fixture
def sound_file(tmp_path: Path) -> Callable[[Sound], Path]:
    """Makes a recording of samples from -1 to 1."""

    def make(sound: Sound) -> Path:
        path = tmp_path / "sound.wav"
        soundfile.write(path, pcm(sound), RATE_HZ)
        return path

    return make


@pytest.fixture(scope="session")
def order(speech: Path) -> Sound:
    """Somebody orders a cappuccino, 7.5 s long; the loudest sample is at -6 dB."""
    return recording(speech / "order-cappuccino.flac").astype(np.float64)


async def readings(test: MicrophoneTest, seconds: float | None = None) -> list[Reading]:
    async with aclosing(test.readings(seconds)) as found:
        return [reading async for reading in found]


async def fault(recording: Path) -> AudioError:
    test = MicrophoneTest(Config(), recording)
    await readings(test)
    with pytest.raises(AudioError) as raised:
        test.verdict()
    return raised.value


async def test_speech_is_read_six_times_a_second_and_well(sound_file: Callable[[Sound], Path], order: Sound) -> None:
    sound = order + noise(len(order) / RATE_HZ, -65.0)[: len(order)]
    test = MicrophoneTest(Config(), sound_file(sound))
    found = await readings(test)
    assert [reading.seconds for reading in found[:3]] == pytest.approx([0.16, 0.32, 0.48])
    assert found[-1].seconds == pytest.approx(len(order) / RATE_HZ, abs=0.032)
    assert max(reading.peak_db for reading in found) == pytest.approx(-6.0, abs=0.5)
    levels = test.verdict().levels
    assert levels.speech_db == pytest.approx(-22.0, abs=3.0)
    assert levels.noise_db == pytest.approx(-68.0, abs=5.0)
    assert found[-1].hearing.levels.sentence == test.hearing.levels.sentence


async def test_a_quiet_room_is_no_fault(sound_file: Callable[[Sound], Path]) -> None:
    test = MicrophoneTest(Config(), sound_file(noise(3.0, -60.0)))
    await readings(test)
    assert test.verdict().levels.sentence == "noise at -64 dB, nobody has spoken"


@pytest.mark.parametrize(
    ("make", "code", "hint"),
    [
        (lambda order: order * 12, "microphone-loud", "10%-"),
        (lambda order: order * 0.006, "microphone-quiet", "10%+"),
        (lambda _: noise(4.0, -70.0) + tone(4.0, -25.0, 50.0) + tone(4.0, -30.0, 100.0), "microphone-hum", "cables"),
        (lambda _: np.zeros(4 * RATE_HZ), "microphone-off", "set-mute"),
        (lambda _: noise(0.8, -60.0), "sound-short", "1 s or more"),
    ],
    ids=["clipped", "too quiet", "hum", "off", "too short"],
)
async def test_what_is_wrong_is_told_with_what_to_type(
    sound_file: Callable[[Sound], Path], order: Sound, make: Callable[[Sound], Sound], code: str, hint: str
) -> None:
    error = await fault(sound_file(make(order)))
    assert error.code == code
    assert hint in error.hint


async def test_it_hears_no_longer_than_asked_for(sound_file: Callable[[Sound], Path], order: Sound) -> None:
    test = MicrophoneTest(Config(), sound_file(np.concatenate([noise(3.0, -60.0), order * 12])))
    found = await readings(test, 2.0)
    assert found[-1].seconds == pytest.approx(2.016)
    assert test.verdict().levels.speech_db is None


async def test_what_was_heard_before_it_is_broken_off_is_judged(sound_file: Callable[[Sound], Path]) -> None:
    test = MicrophoneTest(Config(), sound_file(noise(60.0, -60.0)))
    async with aclosing(test.readings()) as found:
        async for reading in found:
            if reading.seconds >= 1.1:
                break
    assert test.verdict().levels.noise_db == pytest.approx(-64.0, abs=1.0)


async def test_a_recording_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"There is no file .*none\.wav"):
        await readings(MicrophoneTest(Config(), tmp_path / "none.wav"))
