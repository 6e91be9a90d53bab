"""The detector in front of voice activity: what it spares, and that nothing is lost by it."""

from pathlib import Path

import numpy as np
import pytest

from myna.audio.wav import read_chunks
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS
from myna.listening.quiet_gate import HOLD_SECONDS, KEPT_SECONDS, QuietGate
from myna.vad.silero import SileroActivity

HOLD_CHUNKS = round(HOLD_SECONDS / CHUNK_SECONDS)
KEPT_CHUNKS = round(KEPT_SECONDS / CHUNK_SECONDS)


class Asked:
    """Takes everything for speech, and notes what it is asked about."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.resets = 0

    def accept(self, pcm: bytes) -> float:
        self.heard.append(pcm)
        return 1.0

    def reset(self) -> None:
        self.resets += 1


def noise(chunks: int, rms: float, seed: int = 1) -> list[bytes]:
    """White noise, of which every chunk is another."""
    samples = np.random.default_rng(seed).normal(0.0, rms, chunks * CHUNK_BYTES // 2).round().astype("<i2").tobytes()
    return [samples[start : start + CHUNK_BYTES] for start in range(0, len(samples), CHUNK_BYTES)]


def hum(chunks: int) -> list[bytes]:
    at = np.arange(chunks * CHUNK_BYTES // 2) / 16000
    samples = (3000 * np.sin(2 * np.pi * 50 * at)).astype("<i2").tobytes()
    return [samples[start : start + CHUNK_BYTES] for start in range(0, len(samples), CHUNK_BYTES)]


@pytest.mark.parametrize("rms", [0.0, 1.0, 30.0, 1000.0])
def test_in_steady_noise_the_model_is_asked_no_more(rms: float) -> None:
    asked = Asked()
    gate = QuietGate(asked)
    assert [gate.accept(pcm) for pcm in noise(1000, rms)][HOLD_CHUNKS:] == [0.0] * (1000 - HOLD_CHUNKS)
    assert len(asked.heard) <= HOLD_CHUNKS


def test_before_what_is_louder_the_model_gets_what_was_kept_and_is_fresh() -> None:
    asked = Asked()
    gate = QuietGate(asked)
    quiet = noise(200, 30.0)
    for pcm in quiet:
        gate.accept(pcm)
    asked.heard.clear()
    loud = noise(1, 60.0, seed=2)
    assert gate.accept(loud[0]) == 1.0
    assert asked.heard == [*quiet[-KEPT_CHUNKS:], *loud]
    assert asked.resets == 1


def test_a_pause_is_heard_in_line() -> None:
    asked = Asked()
    gate = QuietGate(asked)
    for pcm in noise(100, 30.0):
        gate.accept(pcm)
    asked.heard.clear()
    heard = [*noise(5, 300.0), *noise(HOLD_CHUNKS - 2, 30.0), *noise(5, 300.0)]
    for pcm in heard:
        assert gate.accept(pcm) == 1.0
    assert asked.heard[-len(heard) :] == heard


def test_noise_that_stays_becomes_the_room_and_speech_in_it_is_louder() -> None:
    asked = Asked()
    gate = QuietGate(asked)
    for pcm in [*noise(100, 30.0), *noise(3000, 100.0)]:
        gate.accept(pcm)
    asked.heard.clear()
    assert {gate.accept(pcm) for pcm in noise(100, 100.0, seed=3)} == {0.0}
    assert gate.accept(noise(1, 150.0)[0]) == 1.0


def test_hum_hides_nothing() -> None:
    asked = Asked()
    gate = QuietGate(asked)
    for pcm in hum(200):
        gate.accept(pcm)
    soft = np.frombuffer(hum(1)[0], dtype="<i2") + np.frombuffer(noise(1, 100.0)[0], dtype="<i2")
    assert gate.accept(soft.astype("<i2").tobytes()) == 1.0


def test_after_a_reset_it_knows_no_room() -> None:
    asked = Asked()
    gate = QuietGate(asked)
    for pcm in noise(100, 30.0):
        gate.accept(pcm)
    gate.reset()
    asked.heard.clear()
    chunk = noise(1, 30.0)[0]
    assert gate.accept(chunk) == 1.0
    assert asked.heard == [chunk]


@pytest.mark.parametrize("name", ["computer.flac", "computer-capital-of-france.flac", "order-iced-mocha.flac"])
def test_speech_is_where_it_is_without_the_gate(speech: Path, name: str) -> None:
    chunks = [*noise(100, 10.0), *read_chunks(speech / name), *noise(60, 10.0)]
    plain, gated = SileroActivity.load(), QuietGate(SileroActivity.load())
    expected = [plain.accept(pcm) >= 0.5 for pcm in chunks]
    found = [gated.accept(pcm) >= 0.5 for pcm in chunks]
    assert sum(expected) > 5
    lost, more = [sum(pair == wanted for pair in zip(expected, found, strict=True)) for wanted in ((1, 0), (0, 1))]
    assert lost <= 1
    assert more <= 5, "fresh, the model is a little more easily persuaded"
    assert found.index(True) <= expected.index(True) + 1
