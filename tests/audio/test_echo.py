"""Echo cancellation in simulated rooms, with recordings of people, the real library and the real listener."""

import asyncio
from collections.abc import Iterator
from contextlib import aclosing

import numpy as np
import pytest

from myna.audio.echo import CUSHION_SAMPLES, MOST_SAMPLES, SLACK_SAMPLES, WINDOW_CHUNKS, EchoMicrophone, Reference
from myna.audio.echo_report import Verdict, self_test
from myna.audio.microphone import CardMicrophone
from myna.audio.speaker import CardSpeaker
from myna.audio.wav import to_pcm
from myna.audio.webrtc import EchoCanceller
from myna.core.sound import CHUNK_BYTES, CHUNK_SAMPLES, RATE_HZ, AudioChunk
from myna.platform.worker import Worker
from simulated_room import Room, Samples, level_db, listening
from virtual_sound import SoundServer

MOST_WAITING = CUSHION_SAMPLES + SLACK_SAMPLES


def numbers(first: int, count: int) -> bytes:
    """Samples that say which ones they are."""
    return (np.arange(first, first + count) % 30_000).astype("<i2").tobytes()


def taken(reference: Reference) -> list[int]:
    return [round(float(sample) * 32768) for sample in reference.take()]


def test_what_is_played_becomes_mono_at_16_khz() -> None:
    reference = Reference()
    time = np.arange(48_000) / 48_000
    left = 8000 * np.sin(2 * np.pi * 440 * time)
    stereo = np.stack([left, np.zeros_like(left)], axis=1).astype("<i2").tobytes()
    for start in range(0, len(stereo), 1920):
        reference.played(stereo[start : start + 1920], 48_000, 2)
    sound = np.concatenate([reference.take() for _ in range(25)])
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert np.argmax(spectrum) * RATE_HZ / len(sound) == pytest.approx(440, abs=2)
    assert np.abs(sound[2000:]).max() == pytest.approx(4000 / 32768, rel=0.02)


def test_what_was_played_too_late_comes_behind_silence_and_with_a_cushion() -> None:
    reference = Reference()
    reference.played(numbers(1, 200), RATE_HZ, 1)
    assert taken(reference) == [0] * CHUNK_SAMPLES
    reference.played(numbers(201, CHUNK_SAMPLES), RATE_HZ, 1)
    silence = CHUNK_SAMPLES + CUSHION_SAMPLES - 200 - CHUNK_SAMPLES
    assert taken(reference) == [0] * silence + list(range(1, CHUNK_SAMPLES - silence + 1))


def test_bursts_leave_no_gap_once_they_are_known() -> None:
    reference = Reference()
    sound: list[int] = []
    for chunk in range(60):
        if chunk % 4 == 2:
            reference.played(numbers(4 * CHUNK_SAMPLES * (chunk // 4), 4 * CHUNK_SAMPLES), RATE_HZ, 1)
        sound += taken(reference)
    after = sound[8 * CHUNK_SAMPLES :]
    assert after == list(range(after[0], after[0] + len(after)))


@pytest.mark.parametrize("drift", [200e-6, -200e-6])
def test_drifting_clocks_stay_together(drift: float) -> None:
    """For ten minutes, in which the clocks part by 1,920 samples, and by up to 32 in a window."""
    reference, played, lags = Reference(), 0, []
    for chunk in range(1, 18_750):
        due = round(chunk * CHUNK_SAMPLES * (1 + drift)) + 1_000
        reference.played(numbers(played, due - played), RATE_HZ, 1)
        played = due
        lags.append((played - 1 - taken(reference)[-1]) % 30_000)
    assert min(lags) >= 0
    assert max(lags) <= 1_000 + 32
    assert max(lags[2 * WINDOW_CHUNKS :]) <= MOST_WAITING + 32


def test_after_lost_sound_of_the_microphone_they_come_together_again() -> None:
    reference = Reference()
    reference.played(numbers(0, 8_000), RATE_HZ, 1)
    for chunk in range(2 * WINDOW_CHUNKS + 1):
        reference.played(numbers(8_000 + CHUNK_SAMPLES * chunk, CHUNK_SAMPLES), RATE_HZ, 1)
        last = taken(reference)[-1]
    newest = 8_000 + CHUNK_SAMPLES * (2 * WINDOW_CHUNKS + 1) - 1
    assert (newest - last) % 30_000 <= MOST_WAITING


def test_what_nobody_asks_for_is_forgotten() -> None:
    reference = Reference()
    for second in range(20):
        reference.played(numbers(second * RATE_HZ, RATE_HZ), RATE_HZ, 1)
    assert taken(reference)[0] == (20 * RATE_HZ - MOST_SAMPLES) % 30_000


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("echo")
    yield worker
    worker.close()


async def test_chunks_are_as_many_as_long_and_stamped_as_the_microphones(
    canceller: EchoCanceller, worker: Worker
) -> None:
    place = Room(gain=0.5, delay_seconds=0.05)
    microphone = EchoMicrophone(place, canceller, place.reference, worker)
    async with aclosing(microphone.chunks()) as chunks:
        first = [await anext(chunks) for _ in range(20)]
    assert [chunk.at for chunk in first] == [count * CHUNK_SAMPLES / RATE_HZ for count in range(1, 21)]
    assert {len(chunk.pcm) for chunk in first} == {CHUNK_BYTES}
    assert microphone.origin == 7.0


async def test_through_real_devices(sound: SoundServer, canceller: EchoCanceller, worker: Worker, far: Samples) -> None:
    """What the speaker plays comes back to the microphone through the sound server, some 0.1 s later."""
    loop = "module-loopback source=speaker.monitor sink=room latency_msec=40"
    await asyncio.to_thread(sound.control, "load-module", *loop.split())
    speaker, reference = CardSpeaker(), Reference()
    speaker.tap = reference.played
    microphone = EchoMicrophone(CardMicrophone(), canceller, reference, worker)
    await speaker.open()
    try:
        async with listening(microphone):
            report = await self_test(microphone, speaker)
            answer = asyncio.create_task(microphone.record(8.0))
            await speaker.play(AudioChunk(to_pcm(far[: 7 * RATE_HZ])))
            answered = await answer
    finally:
        await speaker.close()
    assert report.verdict is Verdict.WORKS, report
    heard, left = (np.frombuffer(pcm, dtype="<i2") / 32768 for pcm in (answered.heard, answered.cleaned))
    assert level_db(heard) - level_db(left) > 10
