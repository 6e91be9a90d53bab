"""Reminders by text."""

from datetime import datetime

import pytest

from timers_kit import Desk

NOW = datetime(2026, 11, 25, 22, 40)  # a Wednesday


@pytest.fixture
def desk() -> Desk:
    return Desk(NOW)


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
    which = "Which one: buy milk at 11:40 PM today or call my mother at 6 AM tomorrow?"
    assert await desk.say("cancel the reminder") == which
    assert await desk.say("cancel the reminder about the bins") == "There is no such reminder."
    assert await desk.say("cancel the reminder about milk") == "I cancelled the reminder: buy milk."
    assert await desk.say("delete all reminders") == "I cancelled the reminder: call my mother."


async def test_a_reminder_without_a_time_or_a_text_is_asked_for(desk: Desk) -> None:
    assert await desk.say("remind me to buy milk at the shop") == "When?"
    assert await desk.say("remind me at six") == "What shall I remind you of?"
    assert await desk.say("remind me") == "What shall I remind you of?"
    assert desk.timers == []
