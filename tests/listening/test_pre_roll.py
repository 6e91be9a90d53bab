"""The last seconds of sound are kept, and no more."""

from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.listening.pre_roll import KEPT_SECONDS, PreRoll, ScoredChunk, pcm


def scored(number: int) -> ScoredChunk:
    """The chunk that ends a stream of ``number`` chunks, whose sound is its number."""
    return ScoredChunk(AudioChunk(number.to_bytes(2, "little") * (CHUNK_BYTES // 2), number * CHUNK_SECONDS), 0.5)


def test_the_oldest_chunks_go() -> None:
    pre_roll, count = PreRoll(), round(KEPT_SECONDS / CHUNK_SECONDS)
    for number in range(1, count + 11):
        pre_roll.add(scored(number))
    assert pre_roll.since(0.0) == [scored(number) for number in range(11, count + 11)]


def test_chunks_are_found_by_where_they_end() -> None:
    pre_roll = PreRoll()
    for number in (1, 2, 3):
        pre_roll.add(scored(number))
    assert pre_roll.since(CHUNK_SECONDS) == [scored(2), scored(3)]
    assert pre_roll.since(3 * CHUNK_SECONDS) == []


def test_a_cleared_one_is_empty() -> None:
    pre_roll = PreRoll()
    pre_roll.add(scored(1))
    pre_roll.clear()
    assert pre_roll.since(0.0) == []


def test_the_sound_of_chunks_is_joined_in_their_order() -> None:
    chunks = [scored(1), scored(2)]
    assert pcm(chunks) == chunks[0].chunk.pcm + chunks[1].chunk.pcm
    assert pcm([]) == b""
