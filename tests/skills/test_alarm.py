"""Alarms and reminders by text."""

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
    assert await desk.say("cancel the alarm") == f"There are {told} Say which one."
    assert await desk.say("cancel the alarm at eight") == "There is no such alarm."
    assert await desk.say("cancel the seven alarm") == "I cancelled the alarm for 7 AM tomorrow."
    assert await desk.say("cancel all alarms") == "I cancelled the alarm for 6:30 AM every weekday."
    assert await desk.say("cancel the alarm") == "There is no alarm."


async def test_an_alarm_without_a_time_is_asked_for(desk: Desk) -> None:
    for text in ("set an alarm", "wake me", "set an alarm for tomorrow", "wake me tomorrow morning"):
        assert await desk.say(text) == "Say for when, such as: wake me at seven."
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


@pytest.mark.parametrize(
    ("text", "what", "due"),
    [
        ("remind me to call my mother at six", "call my mother", datetime(2026, 11, 26, 6)),
        ("remind me to call my mother at six p m", "call my mother", datetime(2026, 11, 26, 18)),
        ("remind me to call my mother in ten minutes", "call my mother", datetime(2026, 11, 25, 22, 50)),
        ("remind me to call my mother tomorrow at nine", "call my mother", datetime(2026, 11, 26, 9)),
        ("remind me tomorrow at nine to call my mother", "call my mother", datetime(2026, 11, 26, 9)),
        ("remind me tomorrow to buy milk", "buy milk", datetime(2026, 11, 26, 9)),
        ("remind me in half an hour to check the oven", "check the oven", datetime(2026, 11, 25, 23, 10)),
        ("in ten minutes remind me to turn off the oven", "turn off the oven", datetime(2026, 11, 25, 22, 50)),
        ("remind me about the meeting on friday at three", "the meeting", datetime(2026, 11, 27, 15)),
        ("remind me every monday at eight to take out the bins", "take out the bins", datetime(2026, 11, 30, 8)),
        ("remind me to take my pill every day at eight", "take my pill", datetime(2026, 11, 26, 8)),
        ("remind me to meet at the station at half past five", "meet at the station", datetime(2026, 11, 26, 5, 30)),
        ("set a reminder to water the plants tomorrow evening", "water the plants", datetime(2026, 11, 26, 19)),
    ],
)
async def test_a_reminder_is_set(desk: Desk, text: str, what: str, due: datetime) -> None:
    assert (await desk.say(text) or "").startswith("I will remind you ")
    assert [timer.text for timer in desk.timers] == [what]
    assert desk.dues == [due]


async def test_reminders_are_told_and_cancelled(desk: Desk) -> None:
    assert await desk.say("what reminders do i have") == "There is no reminder."
    await desk.say("remind me to call my mother at six")
    assert await desk.say("list my reminders") == "There is one reminder: call my mother at 6 AM tomorrow."
    await desk.say("remind me to buy milk in an hour")
    told = "2 reminders: buy milk at 11:40 PM today, call my mother at 6 AM tomorrow."
    assert await desk.say("list my reminders") == told
    assert await desk.say("cancel the reminder") == f"There are {told} Say which one."
    assert await desk.say("cancel the reminder about the bins") == "There is no such reminder."
    assert await desk.say("cancel the reminder about milk") == "I cancelled the reminder: buy milk."
    assert await desk.say("delete all reminders") == "I cancelled the reminder: call my mother."


async def test_a_reminder_without_a_time_or_a_text_is_asked_for(desk: Desk) -> None:
    asked = "such as: remind me to call my mother at six."
    assert await desk.say("remind me to buy milk at the shop") == f"Say when, {asked}"
    assert await desk.say("remind me at six") == f"Say of what, {asked}"
    assert await desk.say("remind me") == f"Say of what, {asked}"
    assert desk.timers == []
