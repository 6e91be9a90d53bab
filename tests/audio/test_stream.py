"""A stream whose process never opens its device."""

import asyncio
from pathlib import Path

import pytest

from myna.audio import stream
from myna.audio.soundcard import Kind
from myna.audio.stream import OpenLimit, Stream
from myna.core.errors import AudioError
from virtual_sound import hang_in_opening


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
    monkeypatch.setattr(stream, "OPEN_SECONDS", (0.01, 0.02))
    limit, tried = OpenLimit(), Stream(kind, "default", 16_000)
    with pytest.raises(AudioError, match=r"default did not open in 0.01 s\.") as raised:
        await tried.open(limit)
    assert raised.value.code == code
    assert raised.value.hint
    assert limit.seconds == 0.02
    await tried.close()


@pytest.mark.usefixtures("hanging")
async def test_ended_while_it_opens_it_is_lost_at_once_which_is_not_slow() -> None:
    limit, tried = OpenLimit(), Stream("input", "default", 16_000)
    opening = asyncio.create_task(tried.open(limit))
    await asyncio.wait([opening], timeout=0.2)
    tried.end()
    async with asyncio.timeout(1):
        with pytest.raises(AudioError, match="was lost"):
            await opening
        await tried.close()
    assert limit.seconds == stream.OPEN_SECONDS[0]
