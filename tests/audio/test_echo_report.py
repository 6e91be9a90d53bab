"""The self-test of echo cancellation, in simulated rooms with the real canceller, and what its numbers mean."""

from collections.abc import Iterator

import numpy as np
import pytest

from myna.audio.echo import CUSHION_SAMPLES, EchoMicrophone, Recording
from myna.audio.echo_report import EchoReport, Verdict, decide, judge, self_test
from myna.audio.webrtc import EchoCanceller
from myna.core.sound import CHUNK_BYTES, CHUNK_SAMPLES, RATE_HZ
from myna.platform.worker import Worker
from simulated_room import Room, Samples, listening


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("echo")
    yield worker
    worker.close()


class Bypass:
    """Removes nothing."""

    def clean(self, pcm: bytes, played: Samples) -> bytes:
        return pcm

    def reset(self) -> None:
        pass


async def report_of(place: Room, canceller: EchoCanceller | Bypass, worker: Worker) -> EchoReport:
    microphone = EchoMicrophone(place, canceller, place.reference, worker)
    async with listening(microphone):
        return await self_test(microphone, place)


@pytest.mark.parametrize("delay_seconds", [0.06, 0.3])
async def test_the_self_test_finds_an_echo_and_that_it_is_removed(
    canceller: EchoCanceller, worker: Worker, delay_seconds: float
) -> None:
    report = await report_of(Room(0.5, delay_seconds), canceller, worker)
    assert report.verdict is Verdict.WORKS
    assert report.full_duplex
    waited_seconds = CUSHION_SAMPLES / RATE_HZ + 0.0125  # soxr's share
    assert report.delay_seconds == pytest.approx(delay_seconds - waited_seconds, abs=0.005)
    assert report.attenuation_db > 15
    assert f"{report.attenuation_db:.0f} dB" in report.sentence


@pytest.mark.parametrize(
    ("place", "verdict", "words"),
    [
        (Room(0.0, 0.06), Verdict.NOT_NEEDED, "headphones"),
        (Room(0.5, 0.06), Verdict.TOO_WEAK, "half duplex"),
        (Room(0.5, 0.7), Verdict.TOO_LATE, "half duplex"),
        (Room(0.001, 0.06, disturbance=0.1), Verdict.DISTURBED, "half duplex"),
    ],
)
async def test_the_self_test_says_why_not(place: Room, verdict: Verdict, words: str, worker: Worker) -> None:
    report = await report_of(place, Bypass(), worker)
    assert report.verdict is verdict
    assert report.full_duplex is (verdict is Verdict.NOT_NEEDED)
    assert words in report.sentence


@pytest.mark.parametrize(
    ("level", "delay_seconds", "attenuation", "verdict"),
    [
        (30.0, 0.1, 25.0, Verdict.WORKS),
        (30.0, 0.1, 9.9, Verdict.TOO_WEAK),
        (5.9, None, 0.0, Verdict.NOT_NEEDED),
        (5.9, 0.1, 0.0, Verdict.NOT_NEEDED),
        (30.0, None, 25.0, Verdict.DISTURBED),
        (30.0, 0.51, 25.0, Verdict.TOO_LATE),
        (30.0, -0.01, 25.0, Verdict.TOO_EARLY),
    ],
)
def test_what_the_numbers_mean(level: float, delay_seconds: float | None, attenuation: float, verdict: Verdict) -> None:
    assert decide(level, delay_seconds, attenuation) is verdict


def test_nothing_played_is_nothing_to_cancel() -> None:
    silent = Recording(bytes(CHUNK_BYTES * 8), np.zeros(CHUNK_SAMPLES * 8, np.float32), bytes(CHUNK_BYTES * 8))
    assert judge(silent, silent).verdict is Verdict.NOT_NEEDED
