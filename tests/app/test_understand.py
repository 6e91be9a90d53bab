"""What ``myna understand`` yields of sentences and recordings."""

from pathlib import Path

from myna.app.understand import Understanding, understand
from myna.config import Config
from myna.core.decision import Decision
from myna.core.errors import MynaError


async def test_sentences_are_understood_in_their_order_and_a_missing_recording_gives_the_reason(tmp_path: Path) -> None:
    inputs = ["will it rain tomorrow", str(tmp_path / "missing.wav"), "why is the sky blue"]
    weather, missing, sky = [outcome async for outcome in understand(Config(), inputs)]
    assert isinstance(weather, Understanding)
    assert isinstance(sky, Understanding)
    assert (weather.decision.kind, sky.decision.kind) == ("refuse", "model")
    assert isinstance(missing, MynaError)


def test_what_was_heard_is_in_the_json_of_a_recording_alone() -> None:
    decision = Decision("hello", "model")
    assert Understanding(decision, "hello").as_json()["heard"] == "hello"
    assert "heard" not in Understanding(decision).as_json()
