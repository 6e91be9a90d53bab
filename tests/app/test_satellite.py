"""Myna as the satellite of a server: who is that, what it gets, and what it says."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from app.assembly_kit import built
from app.service_kit import House
from app.toy_engines import Toys, spoken_file
from fakes import FakeSatelliteServer
from myna.app.devices import Files
from myna.app.satellite import apology
from myna.audio.wav import read_chunks
from myna.core.errors import ServiceError
from myna.core.ports import OtherAnswer, Spoken
from myna.core.sound import AudioChunk
from myna.session.state import Phase
from myna.timers.manager import MAX_TIMERS

SPOKEN = Spoken(b"\1\0", "computer")


async def sounds() -> AsyncGenerator[AudioChunk, None]:
    yield AudioChunk(b"\x11\x11" * 4000)


async def test_the_server_that_came_last_gets_the_sentences() -> None:
    satellite = House().service.satellite
    first, second = FakeSatelliteServer(OtherAnswer("One.")), FakeSatelliteServer(OtherAnswer("Two."))
    assert await satellite.answer(SPOKEN) is None
    with satellite.serving(first):
        with satellite.serving(second):
            answer = await satellite.answer(SPOKEN)
            assert answer is not None
            assert answer.text == "Two."
        assert not satellite.has_server
    assert (first.heard, second.heard) == ([], [SPOKEN])


async def test_what_was_not_spoken_is_not_sent() -> None:
    satellite, server = House().service.satellite, FakeSatelliteServer(OtherAnswer("Yes."))
    with satellite.serving(server):
        assert await satellite.answer(None) is None
    assert server.heard == []


async def test_it_is_saying_something_until_that_was_played() -> None:
    satellite = House().service.satellite
    with satellite.serving(FakeSatelliteServer(OtherAnswer("Yes."))):
        answer = await satellite.answer(SPOKEN)
        assert answer is not None
        assert satellite.is_saying
        answer.played()
        answer.played()
        assert not satellite.is_saying
    with satellite.serving(FakeSatelliteServer(None)):
        assert await satellite.answer(SPOKEN) is None
        assert not satellite.is_saying


async def test_while_myna_starts_nothing_is_announced() -> None:
    satellite = House().service.satellite
    with pytest.raises(ServiceError, match="starting"):
        await satellite.announce(sounds())
    assert not satellite.is_saying


async def test_an_announcement_sounds_by_mynas_loudspeaker(toys: Toys, tmp_path: Path) -> None:
    house = House()
    files = Files(spoken_file(tmp_path / "room.wav", ""), tmp_path / "said.wav")
    async with built(toys, files, lambda _: None) as running:
        house.current.running = running
        await house.service.satellite.announce(sounds())
        assert not house.service.satellite.is_saying
    said = b"".join(read_chunks(tmp_path / "said.wav"))
    assert max(said[1::2]) > 0x08


async def test_words_are_said_by_mynas_voice_and_may_ask(toys: Toys, tmp_path: Path) -> None:
    house = House()
    satellite = house.service.satellite
    with pytest.raises(ServiceError, match="starting"):
        await satellite.until_answered()
    files = Files(spoken_file(tmp_path / "room.wav", ""), tmp_path / "said.wav")
    async with built(toys, files, lambda _: None) as running:
        house.current.running = running
        await satellite.announce("Which one?", asks=True)
        assert running.assistant.state.phase is Phase.ASKING
        answered = asyncio.create_task(satellite.until_answered())
        await running.assistant.stop()
        async with asyncio.timeout(60):
            await answered
        await satellite.announce("Dinner is ready.")
        await satellite.until_answered()
    assert toys.voice.engine.said == ["Which one?", "Dinner is ready."]


async def test_a_timer_of_the_server_rings(caplog: pytest.LogCaptureFixture) -> None:
    house = House()
    await house.service.satellite.ring(300, "pasta")
    async with asyncio.timeout(60):
        due = await house.timers.due()
    assert [(timer.text, timer.seconds) for timer in due.timers] == [("pasta", 300)]
    for _ in range(MAX_TIMERS):
        await house.service.satellite.ring(1)
    assert "There are" in caplog.text


def test_how_home_assistant_says_that_it_does_not_understand() -> None:
    assert (apology("en-us"), apology("de"), apology("xx")) == ("Sorry", "Entschuldigung", "")
