"""Sound that is handed over comes out in chunks, and no more of it is kept than is said."""

import asyncio

import numpy as np

from myna.audio.fed import AHEAD_BYTES, FedMicrophone
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk


async def heard(microphone: FedMicrophone) -> list[AudioChunk]:
    return [chunk async for chunk in microphone.chunks()]


async def test_pieces_of_any_length_come_out_in_chunks_and_the_last_one_is_filled_up() -> None:
    microphone, sound = FedMicrophone(), bytes(range(256)) * 10
    for start in range(0, len(sound), 700):
        await microphone.feed(AudioChunk(sound[start : start + 700]))
    microphone.end()
    chunks = await heard(microphone)
    assert [len(chunk.pcm) for chunk in chunks] == [CHUNK_BYTES] * 3
    assert b"".join(chunk.pcm for chunk in chunks) == sound.ljust(3 * CHUNK_BYTES, b"\0")
    assert [chunk.at for chunk in chunks] == [CHUNK_SECONDS * number for number in (1, 2, 3)]


async def test_another_rate_is_resampled() -> None:
    microphone = FedMicrophone()
    tone = (10_000 * np.sin(2 * np.pi * 440 * np.arange(22_050) / 22_050)).astype("<i2")
    for part in np.split(tone, 21):
        await microphone.feed(AudioChunk(part.tobytes(), rate_hz=22_050))
    microphone.end()
    samples = np.frombuffer(b"".join(chunk.pcm for chunk in await heard(microphone)), dtype="<i2")
    assert 16_000 <= samples.size < 16_000 + CHUNK_BYTES // 2
    assert np.abs(np.fft.rfft(samples[:16_000])).argmax() == 440


async def test_who_hands_over_too_much_waits_until_it_is_heard() -> None:
    microphone = FedMicrophone()
    feeding = asyncio.create_task(microphone.feed(AudioChunk(bytes(AHEAD_BYTES + 10 * CHUNK_BYTES))))
    chunks = microphone.chunks()
    await anext(chunks)
    assert not feeding.done()
    for _ in range(9):
        await anext(chunks)
    await feeding
    await chunks.aclose()


async def test_closed_it_keeps_nobody_waiting_and_takes_nothing() -> None:
    microphone = FedMicrophone()
    hearing = asyncio.create_task(heard(FedMicrophone()))
    hearing.cancel()
    await asyncio.wait([hearing])
    feeding = asyncio.create_task(microphone.feed(AudioChunk(bytes(2 * AHEAD_BYTES))))
    await asyncio.wait([feeding], timeout=0.01)
    await microphone.close()
    await feeding
    await microphone.feed(AudioChunk(bytes(4 * AHEAD_BYTES)))
    microphone.end()
    assert await heard(microphone) == []
