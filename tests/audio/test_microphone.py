"""The microphone on a real sound server: it hears, it is lost, and it comes back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest
import soxr

from myna.audio import stream
from myna.audio.microphone import CardMicrophone, to_mono_16k
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, RATE_HZ, AudioChunk
from virtual_sound import MICROPHONE, SPEAKER, SoundServer

Action = Callable[[SoundServer], None]


@pytest.fixture
async def microphone(sound: SoundServer) -> AsyncIterator[CardMicrophone]:
    made = CardMicrophone()
    yield made
    await made.close()


def loudness(chunk: AudioChunk) -> float:
    return float(np.abs(np.frombuffer(chunk.pcm, dtype="<i2")).max())


async def until_chunk(microphone: CardMicrophone, wanted: Callable[[AudioChunk], bool] = lambda _: True) -> AudioChunk:
    """Listen, and try again where that fails, until a chunk is as wanted."""
    async with asyncio.timeout(20):
        while True:
            try:
                async with aclosing(microphone.chunks()) as chunks:
                    async for chunk in chunks:
                        if wanted(chunk):
                            return chunk
            except AudioError:
                await asyncio.sleep(0.1)


async def listen(microphone: CardMicrophone, when_heard: Callable[[], None] = lambda: None) -> None:
    """Listen until it ends; ``when_heard`` is called at the first chunk."""
    async with asyncio.timeout(20), aclosing(microphone.chunks()) as chunks:
        await anext(chunks)
        when_heard()
        async for _ in chunks:
            pass


async def test_it_hears_the_room_in_chunks_of_512_samples(
    sound: SoundServer, microphone: CardMicrophone, tone: Path
) -> None:
    with sound.saying(tone):
        count = 0
        async with asyncio.timeout(20), aclosing(microphone.chunks()) as chunks:
            async for chunk in chunks:
                count += 1
                assert len(chunk.pcm) == CHUNK_BYTES
                assert chunk.at == pytest.approx(count * CHUNK_SECONDS)
                if loudness(chunk) > 8000:
                    break
        assert abs(microphone.origin + chunk.at - asyncio.get_running_loop().time()) < 1.0


@pytest.mark.parametrize(
    ("lose", "give_back", "code"),
    [
        (lambda sound: sound.unplug(MICROPHONE), lambda sound: sound.plug(MICROPHONE), "microphone-lost"),
        (lambda sound: sound.suspend(), lambda sound: sound.suspend(False), "microphone-silent"),
        (lambda sound: sound.freeze(), lambda sound: sound.freeze(False), "microphone-silent"),
        (lambda sound: sound.stop(), lambda sound: sound.start(), "microphone-lost"),
    ],
    ids=["unplugged", "suspended", "server frozen", "server killed"],
)
async def test_a_lost_microphone_is_told_and_heard_again_when_it_is_back(
    sound: SoundServer, microphone: CardMicrophone, tone: Path, lose: Action, give_back: Action, code: str
) -> None:
    with pytest.raises(AudioError) as raised:
        await listen(microphone, lambda: lose(sound))
    assert raised.value.code == code
    give_back(sound)
    with sound.saying(tone):
        await until_chunk(microphone, lambda chunk: loudness(chunk) > 8000)


async def test_without_a_microphone_it_does_not_listen_to_what_the_speaker_plays(
    sound: SoundServer, microphone: CardMicrophone
) -> None:
    sound.unplug(MICROPHONE)
    with pytest.raises(AudioError, match="has no microphone"):
        await anext(microphone.chunks())
    sound.plug(MICROPHONE)
    await until_chunk(microphone)


async def test_a_microphone_that_is_missing_at_the_start_is_found_later(own_sound: SoundServer) -> None:
    microphone = CardMicrophone()
    with pytest.raises(AudioError, match="has no microphone"):
        await anext(microphone.chunks())
    own_sound.start()
    await until_chunk(microphone)
    await microphone.close()


@pytest.mark.parametrize(
    ("modules", "source"),
    [((SPEAKER, MICROPHONE), "speaker.monitor"), ((SPEAKER,), "room.monitor")],
    ids=["of the speaker, in the place of a microphone", "of another speaker"],
)
async def test_a_monitor_that_somebody_chose_is_a_microphone(
    own_sound: SoundServer, modules: tuple[str, ...], source: str
) -> None:
    own_sound.start(*modules)
    own_sound.control("set-default-source", source)
    microphone = CardMicrophone()
    async with aclosing(microphone.chunks()) as chunks:
        assert (await anext(chunks)).at == CHUNK_SECONDS


async def test_a_device_by_a_part_of_its_name_is_lost_and_comes_back_while_the_default_is_there(
    headset: SoundServer, tone: Path
) -> None:
    microphone = CardMicrophone("HEAD")
    with pytest.raises(AudioError) as raised:
        await listen(microphone, headset.stop)
    assert raised.value.code == "microphone-lost"
    with pytest.raises(AudioError, match=r"no microphone called HEAD; there are: .*default"):
        await anext(microphone.chunks())
    headset.start()
    with headset.saying(tone):
        await until_chunk(microphone, lambda chunk: loudness(chunk) > 8000)
    await microphone.close()


def test_sound_of_a_stereo_device_at_another_rate_becomes_mono_at_16_khz() -> None:
    samples = np.arange(44_100)
    left = 20_000 * np.sin(2 * np.pi * 440 * samples / 44_100)
    stereo = np.stack([left, np.zeros_like(left)], axis=1).astype("<i2").tobytes()
    resampler = soxr.ResampleStream(44_100, RATE_HZ, 1, dtype="float32")
    block_bytes = 1411 * 4
    blocks = [stereo[start : start + block_bytes] for start in range(0, len(stereo), block_bytes)]
    heard = np.frombuffer(b"".join(to_mono_16k(block, 2, resampler) for block in blocks), dtype="<i2")
    assert len(heard) == pytest.approx(RATE_HZ, rel=0.05)
    assert np.abs(heard).max() == pytest.approx(10_000, rel=0.05)
    crossings = np.count_nonzero(np.diff(np.signbit(heard)))
    assert crossings / len(heard) * RATE_HZ == pytest.approx(880, rel=0.02)


@pytest.mark.parametrize("lose", [SoundServer.suspend, SoundServer.freeze], ids=["suspended", "server frozen"])
async def test_close_ends_it_at_once_while_it_waits(sound: SoundServer, lose: Action) -> None:
    microphone = CardMicrophone()
    heard = asyncio.Event()
    listening = asyncio.create_task(listen(microphone, heard.set))
    await heard.wait()
    lose(sound)
    await microphone.close()
    async with asyncio.timeout(1):
        await listening
    assert [chunk async for chunk in microphone.chunks()] == []


async def test_a_device_that_opens_slowly_gets_more_time_with_each_try_and_no_more_when_it_has_opened(
    sound: SoundServer, microphone: CardMicrophone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "OPEN_SECONDS", (0.01, 0.02, 30.0))

    async def tried() -> AudioError:
        with pytest.raises(AudioError) as raised:
            await anext(microphone.chunks())
        assert raised.value.code == "microphone-slow"
        return raised.value

    sound.freeze()
    assert [(await tried()).message.split("open ")[1] for _ in range(2)] == ["in 0.01 s.", "in 0.02 s."]
    chunks = microphone.chunks()
    opening = asyncio.ensure_future(anext(chunks))
    sound.freeze(False)
    assert (await opening).at == CHUNK_SECONDS
    await chunks.aclose()
    assert "in 0.01 s." in (await tried()).message


async def test_close_ends_it_while_it_opens(sound: SoundServer, microphone: CardMicrophone) -> None:
    sound.freeze()
    opening = asyncio.create_task(anext(microphone.chunks(), None))
    await asyncio.sleep(0)
    await microphone.close()
    async with asyncio.timeout(1):
        assert await opening is None
