"""Echo cancellation in computed rooms: the echo goes, and a person beside it stays."""

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from myna.app.listener_factory import open_listener
from myna.audio.echo_report import find_delay
from myna.audio.wav import WavMicrophone, to_pcm
from myna.audio.webrtc import LAG_SAMPLES, EchoCanceller
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.events import WakeHeard
from myna.core.sound import CHUNK_BYTES, CHUNK_SAMPLES, RATE_HZ, SAMPLE_BYTES
from simulated_room import Samples, at_level, echo_of, level_db, noise, recording


def cleaned(canceller: EchoCanceller, heard: Samples, far: Samples) -> Samples:
    """``heard`` without ``far``, on the time line of ``heard``."""
    pcm, samples = to_pcm(heard), len(heard) // CHUNK_SAMPLES * CHUNK_SAMPLES
    pieces = [
        canceller.clean(pcm[start * SAMPLE_BYTES :][:CHUNK_BYTES], far[start : start + CHUNK_SAMPLES])
        for start in range(0, samples, CHUNK_SAMPLES)
    ]
    assert {len(piece) for piece in pieces} == {CHUNK_BYTES}
    return np.frombuffer(b"".join(pieces)[LAG_SAMPLES * SAMPLE_BYTES :], dtype="<i2").astype(np.float32) / 32768


def test_without_the_extra_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pywebrtc_audio", None)
    with pytest.raises(AudioError) as failure:
        EchoCanceller.load()
    assert failure.value.code == "echo-cancellation-missing"
    assert "pip install -e '.[aec]'" in failure.value.hint


@pytest.mark.parametrize(
    ("delay_seconds", "reverberation_seconds", "drift", "least_db"),
    [(0.04, 0.0, 0.0, 20), (0.08, 0.3, 30e-6, 15), (0.25, 0.3, -30e-6, 15), (0.45, 0.0, 0.0, 20)],
)
def test_an_echo_is_removed(
    canceller: EchoCanceller,
    far: Samples,
    delay_seconds: float,
    reverberation_seconds: float,
    drift: float,
    least_db: float,
) -> None:
    echo = echo_of(far, delay_seconds, reverberation_seconds, drift) + noise(len(far))
    left = cleaned(canceller, echo, far)
    learnt = slice(3 * RATE_HZ, len(left))
    assert level_db(echo[learnt]) - level_db(left[learnt]) > least_db


def test_what_is_not_echo_stays(canceller: EchoCanceller, far: Samples) -> None:
    left = cleaned(canceller, far, np.zeros_like(far))
    assert level_db(left) == pytest.approx(level_db(far), abs=1)
    assert find_delay(left, far[: len(left)]) == pytest.approx(0.0, abs=0.001)


async def wakes(config: Config, heard: Samples, path: Path) -> bool:
    """Whether the listener finds the wake phrase in ``heard``."""
    soundfile.write(path, heard, RATE_HZ)
    async with open_listener(config) as engines:
        listener = await engines.listener(WavMicrophone(path, paced=False))
        return any([isinstance(event, WakeHeard) async for event in listener.events()])


@pytest.mark.parametrize("softer_db", [0.0, 6.0, 12.0])
async def test_a_person_wakes_it_through_its_own_voice(
    canceller: EchoCanceller, config: Config, speech: Path, tmp_path: Path, far: Samples, softer_db: float
) -> None:
    near = np.zeros_like(far)
    phrase = at_level(recording(speech / "computer.flac"), -26.0 - softer_db)
    said = slice(10 * RATE_HZ, 10 * RATE_HZ + len(phrase))  # in the midst of what is played
    near[said] = phrase
    heard = near + echo_of(far, 0.08, 0.3, 30e-6) + noise(len(far))
    left = cleaned(canceller, heard, far)
    if softer_db == 12.0:
        assert not await wakes(config, heard, tmp_path / "heard.wav")
    assert await wakes(config, left, tmp_path / "left.wav")
    assert level_db(left[said]) > level_db(phrase) - 4
