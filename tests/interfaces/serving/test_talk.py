"""What a server and its satellite say to each other, whatever protocol they speak."""

import asyncio
import logging

import pytest

from app.service_kit import House
from myna.core.sound import AudioChunk
from myna.interfaces.serving import talk
from myna.interfaces.serving.talk import MAX_WAITING, Announcement, Announcements, Errands, Run, Sound, pieces


def test_a_sentence_is_sent_whole() -> None:
    sentence = bytes(range(250)) * 20
    assert b"".join(pieces(sentence)) == sentence
    assert pieces(b"") == []


async def test_so_much_sound_is_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "MAX_SECONDS", 0.1)
    sound = Sound()
    for _ in range(100):
        sound.put(AudioChunk(bytes(1600)))
    sound.end()
    assert sum([chunk.seconds async for chunk in sound.chunks()]) == pytest.approx(0.1)


async def test_sound_that_stops_to_come_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "STALL_SECONDS", 0.05)
    sound = Sound()
    sound.put(AudioChunk(b"\0\1"))
    assert [chunk.pcm async for chunk in sound.chunks()] == [b"\0\1"]


async def test_the_steps_of_an_answer_come_in_time_or_never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "SIGN_SECONDS", 0.05)
    now = 1.0
    run = Run[str](lambda: now)
    run.take("heard")
    assert (await run.sign(), await run.sign()) == ("heard", None)
    assert run.given_up_seconds == 0
    run.give_up()
    now = 3.0
    assert run.given_up_seconds == 2
    assert [chunk async for chunk in run.sound.chunks()] == []


async def test_what_cannot_be_said_is_told_as_not_said_and_too_much_is_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    told = asyncio.Queue[bool]()
    announcements = Announcements(House().service.satellite)  # Myna still starts
    for what in ("Dinner.", Sound(), *["Again."] * (MAX_WAITING - 1)):
        announcements.put(Announcement(what, told.put_nowait))
    assert told.get_nowait() is False
    saying = asyncio.create_task(announcements.say_all())
    async with asyncio.timeout(60):
        assert [await told.get() for _ in range(MAX_WAITING)] == [False] * MAX_WAITING
    saying.cancel()
    await asyncio.wait([saying])
    assert "Too many announcements wait: one is left out." in caplog.messages


async def test_what_is_sent_beside_may_fail_or_be_cancelled() -> None:
    errands, done = Errands(), asyncio.Event()

    async def fails() -> None:
        done.set()
        raise ConnectionResetError

    async def waits() -> None:
        await asyncio.Event().wait()

    errands.do(fails)
    await done.wait()
    errands.do(waits)
    await errands.end()
