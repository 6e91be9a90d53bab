"""A chunk of sound knows its length, and the length of the sound that it begins."""

import pytest

from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk


def test_a_chunk_of_a_microphone_has_32_milliseconds() -> None:
    assert AudioChunk(bytes(CHUNK_BYTES)).seconds == CHUNK_SECONDS == 0.032


@pytest.mark.parametrize(("size_bytes", "rate_hz", "seconds"), [(44_100, 22_050, 1.0), (0, 16_000, 0.0)])
def test_the_length_depends_on_the_rate(size_bytes: int, rate_hz: int, seconds: float) -> None:
    assert AudioChunk(bytes(size_bytes), rate_hz=rate_hz).seconds == seconds


def test_the_first_chunk_of_a_sound_announces_all_of_it() -> None:
    alone = AudioChunk(bytes(2000), rate_hz=1000)
    first = AudioChunk(bytes(2000), rate_hz=1000, whole_seconds=5.0)
    later = AudioChunk(bytes(2000), rate_hz=1000, whole_seconds=0.0)
    assert [chunk.announced_seconds for chunk in (alone, first, later)] == [1.0, 5.0, 0.0]
