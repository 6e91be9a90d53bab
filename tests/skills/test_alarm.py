"""Alarms by text."""

from datetime import datetime, time

import pytest

from timers_kit import Desk, living_in

NOW = datetime(2026, 11, 25, 22, 40)  # a Wednesday
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


@pytest.fixture
def desk() -> Desk:
    return Desk(NOW)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("wake me at seven", datetime(2026, 11, 26, 7)),
        ("wake me up at seven o'clock", datetime(2026, 11, 26, 7)),
        ("set an alarm for half past six tomorrow morning", datetime(2026, 11, 26, 6, 30)),
        ("set an alarm for quarter to eight", datetime(2026, 11, 26, 7, 45)),
        ("set an alarm for seven thirty a m", datetime(2026, 11, 26, 7, 30)),
        ("set an alarm for 7:30", datetime(2026, 11, 26, 7, 30)),
        ("set an alarm for seven oh five", datetime(2026, 11, 26, 7, 5)),
        ("set an alarm for six p m", datetime(2026, 11, 26, 18)),
        ("set an alarm for noon", datetime(2026, 11, 26, 12)),
        ("wake me tomorrow at six", datetime(2026, 11, 26, 6)),
        ("wake me on monday at nine", datetime(2026, 11, 30, 9)),
        ("wake me in twenty minutes", datetime(2026, 11, 25, 23)),
        ("set a seven a m alarm", datetime(2026, 11, 26, 7)),
        ("wake me every weekday at seven", datetime(2026, 11, 26, 7)),
        ("set an alarm for eight every monday", datetime(2026, 11, 30, 8)),
        ("set a daily alarm for seven", datetime(2026, 11, 26, 7)),
    ],
)
async def test_an_alarm_is_set(desk: Desk, text: str, due: datetime) -> None:
    assert (await desk.say(text) or "").startswith("The alarm is set for ")
    assert desk.dues == [due]


async def test_the_same_alarm_is_set_once(desk: Desk) -> None:
    said = "The alarm is set for 7 AM tomorrow."
    assert (await desk.say("wake me at seven"), await desk.say("set an alarm for seven")) == (said, said)
    assert len(desk.timers) == 1


async def test_alarms_are_told_and_cancelled(desk: Desk) -> None:
    assert await desk.say("what alarms are there") == "There is no alarm."
    await desk.say("wake me at seven")
    assert await desk.say("when is my next alarm") == "There is one alarm, at 7 AM tomorrow."
    await desk.say("wake me every weekday at half past six")
    told = "2 alarms: 6:30 AM every weekday, 7 AM tomorrow."
    assert await desk.say("what alarms do i have") == told
    assert await desk.say("cancel the alarm") == "Which one: 6:30 AM every weekday or 7 AM tomorrow?"
    assert await desk.say("cancel the alarm at eight") == "There is no such alarm."
    assert await desk.say("cancel the seven alarm") == "I cancelled the alarm for 7 AM tomorrow."
    assert await desk.say("cancel all alarms") == "I cancelled the alarm for 6:30 AM every weekday."
    assert await desk.say("cancel the alarm") == "There is no alarm."


async def test_an_alarm_without_a_time_is_asked_for(desk: Desk) -> None:
    for text in ("set an alarm", "wake me", "set an alarm for tomorrow", "wake me tomorrow morning"):
        assert await desk.say(text) == "For what time?"
    assert await desk.say("wake me today at seven") == "That time is over already."
    assert desk.timers == []


@pytest.mark.parametrize(
    "text",
    [
        "what is an alarm clock",
        "who invented the alarm clock",
        "how do i set an alarm on a phone",
        "remind me who wrote hamlet",
        "what is a reminder",
        "why do people wake up at night",
        "wake me up before you go go",
    ],
)
async def test_questions_are_left_to_the_model(desk: Desk, text: str) -> None:
    assert await desk.say(text) is None


async def test_an_alarm_rings_at_its_time_on_the_wall_whatever_summer_time_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with living_in(BERLIN, monkeypatch):
        for evening, hours in ((datetime(2027, 3, 27, 22), 8), (datetime(2026, 10, 24, 22), 10)):
            desk = Desk(evening)
            await desk.say("wake me at seven")
            await desk.say("wake me every day at seven thirty")
            once, daily = desk.timers
            assert datetime.fromtimestamp(once.due).time() == time(7)
            assert once.due - desk.time == hours * 3600
            again = daily.again(daily.due)
            assert again is not None
            assert datetime.fromtimestamp(daily.due).time() == datetime.fromtimestamp(again.due).time() == time(7, 30)


async def test_an_hour_that_summer_time_skips_rings_behind_it_and_only_that_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with living_in(BERLIN, monkeypatch):
        desk = Desk(datetime(2027, 3, 27, 22))
        await desk.say("wake me every day at two thirty a m")
        (daily,) = desk.timers
        again = daily.again(daily.due)
        assert again is not None
        assert datetime.fromtimestamp(daily.due) == datetime(2027, 3, 28, 3, 30)
        assert datetime.fromtimestamp(again.due) == datetime(2027, 3, 29, 2, 30)
