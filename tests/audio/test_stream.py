"""A stream in its process: on a real sound server, and where the process never opens its device."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from myna.audio import stream as stream_module
from myna.audio.soundcard import Kind
from myna.audio.stream import OpenLimit, Stream
from myna.audio.stream_process import HEARD, PLAYED
from myna.core.errors import AudioError
from virtual_sound import SoundServer, hang_in_opening, stream_process


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hang_in_opening(tmp_path, monkeypatch)


def test_the_limit_grows_while_it_is_missed_and_is_the_first_one_again_when_it_was_met() -> None:
    limit = OpenLimit()
    seconds = []
    for _ in range(5):
        seconds.append(limit.seconds)
        limit.missed()
    assert seconds == [5, 10, 20, 30, 30]
    limit.met()
    assert limit.seconds == 5


@pytest.mark.usefixtures("hanging")
@pytest.mark.parametrize(("kind", "code"), [("input", "microphone-slow"), ("output", "speaker-slow")])
async def test_a_device_that_does_not_open_in_time_is_slow_and_not_silent(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, code: str
) -> None:
    monkeypatch.setattr(stream_module, "OPEN_SECONDS", (0.01, 0.02))
    limit, tried = OpenLimit(), await Stream.start(kind, "default", 16_000)
    with pytest.raises(AudioError, match=r"default did not open in 0.01 s\.") as raised:
        await tried.opened(limit)
    assert raised.value.code == code
    assert raised.value.hint
    assert limit.seconds == 0.02
    await tried.close()


@pytest.mark.usefixtures("hanging")
async def test_ended_while_it_opens_it_is_lost_at_once_which_is_not_slow() -> None:
    limit, tried = OpenLimit(), await Stream.start("input", "default", 16_000)
    opening = asyncio.create_task(tried.opened(limit))
    await asyncio.wait([opening], timeout=0.2)
    tried.end()
    async with asyncio.timeout(1):
        with pytest.raises(AudioError, match="was lost"):
            await opening
        await tried.close()
    assert limit.seconds == stream_module.OPEN_SECONDS[0]


async def opened(stream: Stream) -> Stream:
    await stream.opened(OpenLimit())
    return stream


async def until_failure(stream: Stream) -> AudioError:
    """Receive blocks until the stream fails."""
    while True:
        try:
            await stream.receive()
        except AudioError as error:
            return error


async def test_an_open_stream_knows_its_device_and_delivers_blocks_with_a_header(sound: SoundServer) -> None:
    stream = await opened(await Stream.start("input", "default", 16_000))
    try:
        block = await stream.receive()
        assert (stream.device, stream.rate_hz, stream.channels) == ("Mic", 16_000, 1)
        assert HEARD.unpack_from(block)[1] == 0
        assert len(block) > HEARD.size
    finally:
        await stream.close()


async def test_a_tapped_speaker_delivers_the_silence_that_it_plays(sound: SoundServer) -> None:
    stream = await opened(await Stream.start("output", "default", 22_050, tapped=True))
    try:
        block = await stream.receive()
        assert stream.latency_seconds > 0
        assert PLAYED.unpack_from(block) == (0, 0, 0)
        assert not any(block[PLAYED.size :])
        assert len(block) > PLAYED.size
    finally:
        await stream.close()


@pytest.mark.parametrize("kind", ["input", "output"])
async def test_a_killed_process_is_a_lost_device(sound: SoundServer, kind: Kind) -> None:
    stream = await opened(await Stream.start(kind, "default", 16_000))
    try:
        await stream.receive()
        os.kill(stream_process(kind).pid, signal.SIGKILL)
        failure = await until_failure(stream)
    finally:
        await stream.close()
    assert failure.code == ("microphone-lost" if kind == "input" else "speaker-lost")


async def test_end_ends_who_receives_and_close_may_come_twice(sound: SoundServer) -> None:
    stream = await opened(await Stream.start("output", "default", 16_000))
    stream.end()
    stream.send(b"P")  # is dropped
    assert (await until_failure(stream)).code == "speaker-lost"
    await stream.close()
    await stream.close()


async def test_a_device_that_is_not_there_is_told_in_its_own_words(sound: SoundServer) -> None:
    stream = await Stream.start("input", "no such device", 16_000)
    with pytest.raises(AudioError, match="There is no microphone called no such device; there are: ") as failure:
        await opened(stream)
    await stream.close()
    assert failure.value.code == "microphone-unknown"


async def test_a_stream_that_was_never_opened_can_be_closed() -> None:
    stream = await Stream.start("input", "default", 16_000)
    await stream.close()
    assert stream.device == "default"
