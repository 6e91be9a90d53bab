"""The plain listener: a recording until silence, then its words."""

from fakes import FakeMicrophone
from myna.bench.listener import PlainListener
from myna.core.sound import CHUNK_BYTES


async def test_a_sentence_is_recorded_to_its_end_and_understood(listener: PlainListener) -> None:
    words = ["", "what", "time", "is", "it"]
    recording = await listener.record(FakeMicrophone([*words, *[""] * 40, "more"]).chunks())
    assert recording is not None
    assert len(recording) < 40 * CHUNK_BYTES
    assert await listener.transcribe(recording) == "what time is it"


async def test_where_nobody_speaks_nothing_is_recorded(listener: PlainListener) -> None:
    assert await listener.record(FakeMicrophone([""] * 1000).chunks()) is None
