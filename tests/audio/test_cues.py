"""The short sounds: heard by a person, and never taken for speech."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from myna.app.first_run import QUESTION
from myna.app.listener_factory import open_listener
from myna.audio import cues
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.core.events import MicrophoneReady, NothingHeard, Utterance
from myna.core.sound import RATE_HZ, AudioChunk
from myna.listening.listener import ListeningMode


def samples(cue: AudioChunk) -> np.ndarray:
    sound = np.frombuffer(cue.pcm, dtype="<i2") / 32768
    return np.asarray(soxr.resample(sound, cue.rate_hz, RATE_HZ))


@pytest.mark.parametrize("make", [cues.listening, cues.failure, cues.announcing, cues.muted, cues.unmuted])
def test_a_cue_is_short_and_soft_and_does_not_click(make: Callable[[], AudioChunk]) -> None:
    cue = make()
    sound = np.frombuffer(cue.pcm, dtype="<i2") / 32768
    assert 0.1 < cue.seconds < 0.5
    assert 0.1 < np.abs(sound).max() < 0.2
    assert np.abs(np.diff(sound)).max() < 0.06  # a click is a jump
    assert sound[0] == sound[-1] == 0


def test_a_sound_for_thinking_is_shorter_and_softer_still_and_no_two_are_alike() -> None:
    sound = np.frombuffer(cues.thinking().pcm, dtype="<i2") / 32768
    assert cues.thinking().seconds < 0.1
    assert 0.05 < np.abs(sound).max() < 0.1
    makers = (cues.listening, cues.failure, cues.announcing, cues.muted, cues.unmuted, cues.thinking)
    made = [make().pcm for make in makers]
    assert len(set(made)) == len(made)


def test_a_ring_rises_from_softer_than_the_chime_to_a_loud_voice_and_does_not_click() -> None:
    rings = [np.frombuffer(cues.ring(times).pcm, dtype="<i2") / 32768 for times in range(30)]
    peaks = [float(np.abs(ring).max()) for ring in rings]
    assert peaks == sorted(peaks)
    assert peaks[0] < 0.1 < 0.5 < peaks[-1] < 0.7
    for ring, peak in zip(rings, peaks, strict=True):
        assert ring[0] == ring[-1] == 0
        assert np.abs(np.diff(ring)).max() < 0.35 * peak


async def test_a_ring_is_never_speech(config: Config, tmp_path: Path) -> None:
    silence = np.zeros(2 * RATE_HZ)
    sound = np.concatenate([part for times in range(25) for part in (samples(cues.ring(times)), silence)])
    soundfile.write(tmp_path / "rings.wav", sound, RATE_HZ)
    async with open_listener(config) as engines:
        listener = await engines.listener(WavMicrophone(tmp_path / "rings.wav", paced=False))
        listener.mode = ListeningMode.RINGING
        await listener.listen(timeout_seconds=120.0)
        events = [event async for event in listener.events()]
    assert [type(event) for event in events] == [MicrophoneReady, NothingHeard]


async def test_the_chime_is_never_transcribed(config: Config, tmp_path: Path) -> None:
    question, rate_hz = soundfile.read(QUESTION)
    question = soxr.resample(question, rate_hz, RATE_HZ)
    begin = np.flatnonzero(np.abs(question) > 0.02)[0]
    silence = np.zeros(3 * RATE_HZ)
    async with open_listener(config) as engines:

        async def heard(sound: np.ndarray, chime: np.ndarray, at: int) -> list[object]:
            mixed = sound.copy()
            mixed[at : at + len(chime)] += chime
            soundfile.write(tmp_path / "mixed.wav", np.clip(mixed, -1, 1), RATE_HZ)
            listener = await engines.listener(WavMicrophone(tmp_path / "mixed.wav", paced=False))
            await listener.listen()
            return [event async for event in listener.events()]

        for loudness in (1.0, 5.0):
            chime = loudness * samples(cues.listening())
            alone = await heard(silence, chime, RATE_HZ // 2)
            assert [type(event) for event in alone[1:]] == [NothingHeard]
            for seconds in (0.0, 0.3, 1.0):  # over the question, which loses no word by it
                events = await heard(question, chime, begin + round(seconds * RATE_HZ))
                texts = [event.text for event in events if isinstance(event, Utterance)]
                assert texts == ["what is the capital of france"]
