"""The room, on virtual time."""

import asyncio
from contextlib import aclosing

import pytest

from myna.bench.room import WAITING_CHUNKS, Room
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from virtual_time import run

LOUD = b"\1" * CHUNK_BYTES


def test_what_is_played_is_heard_at_its_time_and_silence_else() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(5)
        room = Room(loop.time())
        heard: list[AudioChunk] = []
        late: list[float] = []
        async with aclosing(room.chunks()) as chunks:
            async for chunk in chunks:
                heard.append(chunk)
                late.append(loop.time() - room.origin - chunk.at)
                if len(heard) == 3:
                    starts = [room.play(2 * LOUD), room.play(LOUD + b"\1\1")]
                if len(heard) == 20:
                    await room.close()
        assert [chunk.at for chunk in heard] == pytest.approx([(n + 1) * CHUNK_SECONDS for n in range(20)])
        assert max(map(abs, late)) < 1e-9
        sounding = [number for number, chunk in enumerate(heard) if any(chunk.pcm)]
        assert len(sounding) == 4
        assert sounding == list(range(sounding[0], sounding[0] + 4))
        assert starts == pytest.approx([sounding[0] * CHUNK_SECONDS, sounding[2] * CHUNK_SECONDS])
        assert heard[sounding[3]].pcm == b"\1\1".ljust(CHUNK_BYTES, b"\0")
        assert room.overflows == 0

    run(main())


@pytest.mark.parametrize("busy_chunks", [WAITING_CHUNKS - 2, WAITING_CHUNKS + 10])
def test_a_listener_that_lags_loses_the_oldest_and_keeps_the_time(busy_chunks: int) -> None:
    async def main() -> None:
        room = Room(asyncio.get_running_loop().time())
        lost = max(0, busy_chunks - WAITING_CHUNKS)
        heard: list[AudioChunk] = []
        async with aclosing(room.chunks()) as chunks:
            async for chunk in chunks:
                heard.append(chunk)
                if len(heard) == 1:
                    room.play(LOUD)  # the oldest, when the listener is back
                    await room.until((1 + busy_chunks + 0.5) * CHUNK_SECONDS)
                elif chunk.at > room.now - CHUNK_SECONDS / 2:
                    await room.close()
        assert room.overflows == lost
        assert room.lag_seconds == pytest.approx((min(busy_chunks, WAITING_CHUNKS) - 1) * CHUNK_SECONDS)
        numbers = [round(chunk.at / CHUNK_SECONDS) - 1 for chunk in heard]
        assert numbers == [0, *range(1 + lost, numbers[-1] + 1)]
        assert any(any(chunk.pcm) for chunk in heard) == (lost == 0)

    run(main())


def test_who_listens_again_hears_from_that_moment_on() -> None:
    async def main() -> None:
        room = Room(asyncio.get_running_loop().time())
        room.play(LOUD)
        await room.until(10.0)
        async with aclosing(room.chunks()) as chunks:
            first = await anext(chunks)
        assert first.at == pytest.approx(10.0, abs=CHUNK_SECONDS)
        assert not any(first.pcm)
        assert room.overflows == 0

    run(main())


def test_a_hushed_room_is_silent_at_once() -> None:
    async def main() -> None:
        room = Room(asyncio.get_running_loop().time())
        room.play(100 * LOUD)
        await room.until(1.0)
        room.hush()
        assert room.play(LOUD) == pytest.approx(1.0, abs=2 * CHUNK_SECONDS)
        async with aclosing(room.chunks()) as chunks:
            sounding = [any((await anext(chunks)).pcm) for _ in range(10)]
        assert sum(sounding) == 1

    run(main())
