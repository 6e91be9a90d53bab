"""Silero's voice activity model on recordings."""

from pathlib import Path

import pytest

from myna.audio.wav import read_chunks
from myna.core.sound import CHUNK_BYTES
from myna.vad.silero import SileroActivity


def probabilities(activity: SileroActivity, path: Path) -> list[float]:
    activity.reset()
    return [activity.accept(pcm) for pcm in read_chunks(path)]


def test_it_tells_speech_from_silence(speech: Path) -> None:
    activity = SileroActivity.load()
    assert max(activity.accept(bytes(CHUNK_BYTES)) for _ in range(20)) < 0.1
    assert max(probabilities(activity, speech / "computer.flac")) > 0.9


def test_after_a_reset_it_hears_the_same_alike(speech: Path) -> None:
    activity = SileroActivity.load()
    first, second = (probabilities(activity, speech / "computer.flac") for _ in range(2))
    assert second == pytest.approx(first, abs=0.05)
