"""The plain listener: a recording until silence, then its words."""

from collections.abc import AsyncIterator

import pytest

from fakes import FakeActivity, FakeMicrophone, FakeSpeechEngine
from myna.app import factory
from myna.bench.listener import PlainListener
from myna.core.sound import CHUNK_BYTES
from myna.listening.endpoint import EndpointRules

RULES = EndpointRules(silence_seconds=0.3, max_pause_seconds=0.3, start_timeout_seconds=1.0)


@pytest.fixture
async def listener(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PlainListener]:
    monkeypatch.setattr(factory, "VOICE_ACTIVITIES", {"fake": FakeActivity})
    async with PlainListener.open(FakeSpeechEngine("what time is it"), RULES) as made:
        yield made


async def test_a_sentence_is_recorded_to_its_end_and_understood(listener: PlainListener) -> None:
    words = ["", "what", "time", "is", "it"]
    recording = await listener.record(FakeMicrophone([*words, *[""] * 40, "more"]).chunks())
    assert recording is not None
    assert len(recording) < 40 * CHUNK_BYTES
    assert await listener.transcribe(recording) == "what time is it"


async def test_where_nobody_speaks_nothing_is_recorded(listener: PlainListener) -> None:
    assert await listener.record(FakeMicrophone([""] * 1000).chunks()) is None
