"""The plain chain, in real time: one step after the other."""

from pathlib import Path

import pytest

from app.toy_engines import Toys, spoken_file
from fakes import FakeLoadable, FakeVoice
from myna.app.engines import Engines
from myna.bench import plain
from myna.bench.listener import PlainListener
from myna.bench.questions import recorded

SILENCE_MS = 300
"""What the listener waits for behind a sentence."""


@pytest.fixture
def voice(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> FakeVoice:
    """A voice that sounds; the next question comes soon behind its answer."""
    monkeypatch.setattr(plain, "BETWEEN_SECONDS", 0.05)
    made = FakeVoice(level=3000)
    toys.voice = FakeLoadable(toys.voice.path, made)
    return made


async def test_the_gap_of_each_question_is_read_from_the_recording_of_the_answers(
    voice: FakeVoice, toys: Toys, engines: Engines, listener: PlainListener, tmp_path: Path
) -> None:
    texts = ["what time is it", "is it time what"]
    questions = [await recorded(spoken_file(tmp_path / f"{text}.wav", text), listener) for text in texts]
    told: list[str] = []
    gaps = await plain.plain_gaps(toys.config, engines, listener, questions, tmp_path / "answers.wav", told.append)
    assert gaps is not None
    assert SILENCE_MS - 50 < gaps.p50 <= gaps.p95
    assert voice.said == ["Noon.", "Noon."]
    first, second = toys.llm.engine.asked
    assert [message["content"] for message in second[len(first) - 1 :]] == [
        "what time is it",
        "Noon.",
        "is it time what",
    ]
    assert told == ["The plain chain, question 1 of 2", "The plain chain, question 2 of 2"]
