"""Sound without the echo and the noise of a room, measured against the sound that went in."""

import numpy as np
import numpy.typing as npt
import pytest

from myna.core.sound import RATE_HZ
from myna.stt.clearing import cleared, is_noisy

Sound = npt.NDArray[np.float64]


def syllables(seconds: float) -> Sound:
    """Bursts of 80 ms of noise with 120 ms of silence between them: as wide and as uneven as speech."""
    random = np.random.default_rng(1)
    burst, pause = round(0.08 * RATE_HZ), round(0.12 * RATE_HZ)
    one = [np.concatenate([random.normal(0, 3000, burst) * np.hanning(burst), np.zeros(pause)]) for _ in range(30)]
    return np.concatenate(one)[: round(seconds * RATE_HZ)]


def pcm(sound: Sound) -> bytes:
    return np.rint(sound).astype("<i2").tobytes()


def samples(heard: bytes) -> Sound:
    return np.frombuffer(heard, dtype="<i2").astype(np.float64)


def in_pauses(sound: Sound) -> float:
    """The mean power where the syllables are silent, from 20 ms behind each on."""
    at = np.arange(len(sound)) % round(0.2 * RATE_HZ)
    return float(np.mean(sound[at > round(0.1 * RATE_HZ)] ** 2))


def test_it_is_as_long_as_before_and_clear_sound_stays_as_it_is() -> None:
    clear = syllables(2.0)
    heard = samples(cleared(pcm(clear)))
    assert len(heard) == len(clear)
    assert np.corrcoef(heard, clear)[0, 1] > 0.98


def test_the_echo_of_a_room_becomes_weaker() -> None:
    clear, random = syllables(2.0), np.random.default_rng(2)
    decay = np.exp(-6.9 * np.arange(round(0.5 * RATE_HZ)) / (0.5 * RATE_HZ))
    room = random.normal(0, 0.03, len(decay)) * decay
    room[0] = 1.0
    echoing = np.convolve(clear, room)[: len(clear)]
    assert in_pauses(samples(cleared(pcm(echoing)))) < 0.5 * in_pauses(echoing)


def test_steady_noise_becomes_weaker() -> None:
    noise = np.random.default_rng(3).normal(0, 100, 2 * RATE_HZ)
    noisy = syllables(2.0) + noise
    assert in_pauses(samples(cleared(pcm(noisy)))) < 0.8 * in_pauses(noisy)


@pytest.mark.parametrize("length", [0, 1, 300, RATE_HZ])
def test_silence_stays_silent(length: int) -> None:
    assert cleared(bytes(2 * length)) == bytes(2 * length)


def test_speech_in_noise_or_echo_is_told_from_clear_speech() -> None:
    clear, random = syllables(2.0), np.random.default_rng(4)
    assert not is_noisy(pcm(clear))
    assert not is_noisy(pcm(clear + random.normal(0, 20, len(clear))))
    assert is_noisy(pcm(clear + random.normal(0, 300, len(clear))))
    assert not is_noisy(b"")
