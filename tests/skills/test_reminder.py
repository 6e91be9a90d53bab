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
        ("remind me to call my mother at 17:00", "call my mother", datetime(2026, 11, 26, 17)),
        ("remind me to call my mother at 5:00 pm", "call my mother", datetime(2026, 11, 26, 17)),
        ("remind me to call my mother at 1730", "call my mother", datetime(2026, 11, 26, 17, 30)),
        ("remind me to call my mother on december fifth", "call my mother", datetime(2026, 12, 5, 9)),
        ("remind me to call my mother tomorrow at half seven", "call my mother", datetime(2026, 11, 26, 7, 30)),
        ("set a reminder to water the plants tomorrow evening", "water the plants", datetime(2026, 11, 26, 19)),
    ],
)
async def test_a_reminder_is_set(desk: Desk, text: str, what: str, due: datetime) -> None:
    assert (await desk.say(text) or "").startswith("I will remind you ")
    assert [timer.text for timer in desk.timers] == [what]
    assert desk.dues == [due]


@pytest.mark.parametrize(
    ("text", "what", "times"),
    [
        ("remind me at noon and at six to take my pills", "take my pills", ["18:00", "12:00"]),
        ("remind me to take my pills at eight and at noon", "take my pills", ["20:00", "12:00"]),
        ("remind me to drink water at noon and six", "drink water", ["18:00", "12:00"]),
        ("remind me at 8 am and 8 pm to take my medicine", "take my medicine", ["20:00", "08:00"]),
        ("remind me today at seven and tomorrow at eight to call the plumber", "call the plumber", ["19:00", "08:00"]),
        ("remind me to check the oven in five minutes and in an hour", "check the oven", ["14:25", "15:20"]),
        ("remind me every day at nine am and at nine pm to eat", "eat", ["21:00", "09:00"]),
        ("remind me to call mum and dad at six", "call mum and dad", ["18:00"]),
        ("remind me in an hour and ten minutes to call bob", "call bob", ["15:30"]),
        ("remind me at noon about the meetings at two and at three", "the meetings at two and at three", ["12:00"]),
        ("remind me at noon to meet anna between two and three", "meet anna between two and three", ["12:00"]),
    ],
)
async def test_it_is_reminded_at_each_of_several_times(text: str, what: str, times: list[str]) -> None:
    afternoon = Desk(datetime(2026, 11, 25, 14, 20))
    assert await afternoon.say(text) or await afternoon.order("reminder.set", text)
    assert {timer.text for timer in afternoon.timers} == {what}
    assert [f"{due:%H:%M}" for due in afternoon.dues] == times


async def test_several_times_are_kept_while_it_is_asked_of_what() -> None:
    afternoon = Desk(datetime(2026, 11, 25, 14, 20))
    await afternoon.order("reminder.set", "remind me at six and at eight")
    await afternoon.answer("to call my mother")
    assert [f"{due:%H:%M}" for due in afternoon.dues] == ["18:00", "20:00"]


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


async def test_the_day_of_what_is_reminded_of_is_the_reminder_s(desk: Desk) -> None:
    await desk.say("set a reminder for the dentist on the 3rd of december at 2:15 pm")
    assert [(timer.text, timer.due) for timer in desk.timers] == [
        ("the dentist", datetime(2026, 12, 3, 14, 15).timestamp())
    ]


async def test_a_reminder_without_a_time_or_a_text_is_asked_for(desk: Desk) -> None:
    assert await desk.say("remind me to buy milk at the shop") == "When?"
    assert await desk.say("remind me at six") == "What shall I remind you of?"
    assert await desk.say("remind me") == "What shall I remind you of?"
    assert desk.timers == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "i need to be reminded to water the plants on friday at two",
            {"what": "water the plants", "at": "2026-11-27T14:00"},
        ),
        ("tomorrow at noon remind me about the dentist", {"what": "the dentist", "at": "2026-11-26T12:00"}),
        (
            "don't let me forget to take the cake out in forty minutes",
            {"what": "take the cake out", "at": "2026-11-25T23:20", "seconds": 2400.0},
        ),
        ("put up a reminder for saturday that the rent is due", {"what": "the rent is due", "at": "2026-11-28T09:00"}),
        ("i have to ring the bank, remind me at eleven a m", {"what": "ring the bank", "at": "2026-11-26T11:00"}),
        ("remind me every hour to drink", {"what": "drink", "at": "2026-11-25T23:40", "every_seconds": 3600.0}),
        ("every 30 minutes tell me to stretch", {"what": "stretch", "at": "2026-11-25T23:10", "every_seconds": 1800.0}),
        (
            "remind me to put the bins out every friday at two",
            {"what": "put the bins out", "at": "2026-11-27T14:00", "days": [4]},
        ),
        ("remind me on mondays to swim", {"what": "swim", "at": "2026-11-30T09:00", "days": [0]}),
        ("remind me ten minutes before my call at eleven a m", {"what": "my call", "at": "2026-11-26T10:50"}),
    ],
)
async def test_a_reminder_is_set_in_any_words(desk: Desk, text: str, slots: dict[str, object]) -> None:
    await desk.order("reminder.set", text)
    assert desk.asked is not None
    assert desk.asked.slots == slots
    assert [timer.text for timer in desk.timers] == [slots["what"]]


@pytest.mark.parametrize(
    ("text", "question", "answer", "said"),
    [
        (
            "set a reminder for six",
            "What shall I remind you of?",
            "to call my mother",
            "I will remind you tomorrow at 6 AM: call my mother.",
        ),
        (
            "remind me to call my mother",
            "When?",
            "tomorrow at noon",
            "I will remind you tomorrow at noon: call my mother.",
        ),
        ("remind me to call my mother", "When?", "ten minutes", "I will remind you in 10 minutes: call my mother."),
        ("remind me to call my mother", "When?", "nine", "I will remind you tomorrow at 9 AM: call my mother."),
        ("remind me to stretch", "When?", "every hour", "I will remind you every hour: stretch."),
        (
            "set a reminder",
            "What shall I remind you of?",
            "the dentist on friday at ten",
            "I will remind you on Friday at 10 AM: the dentist.",
        ),
        ("set a reminder", "What shall I remind you of?", "what time is it", None),
        ("remind me to call my mother", "When?", "she is nice", None),
    ],
)
async def test_what_is_missing_is_asked_for(
    desk: Desk, text: str, question: str, answer: str, said: str | None
) -> None:
    assert await desk.order("reminder.set", text) == question
    assert await desk.answer(answer) == said


async def test_of_what_and_when_are_asked_one_after_the_other(desk: Desk) -> None:
    assert await desk.say("remind me") == "What shall I remind you of?"
    assert await desk.answer("buy milk") == "When?"
    assert await desk.answer("tomorrow at five pm") == "I will remind you tomorrow at 5 PM: buy milk."


async def test_an_answer_that_says_when_is_kept_while_it_is_asked_of_what(desk: Desk) -> None:
    assert await desk.say("remind me") == "What shall I remind you of?"
    assert await desk.answer("tomorrow at noon") == "What shall I remind you of?"
    assert await desk.answer("to buy milk") == "I will remind you tomorrow at noon: buy milk."


async def test_what_cannot_come_again_is_refused(desk: Desk) -> None:
    refused = "I can repeat something on days of the week, or every so many minutes, hours, days, weeks or months."
    for text in (
        "remind me on the first monday of every month to test the alarm",
        "remind me every ten seconds to breathe",
        "remind me every hour until six to drink",
    ):
        assert await desk.order("reminder.set", text) == refused
        assert desk.asked is not None
        assert desk.asked.refuses
    assert desk.timers == []


@pytest.mark.parametrize(
    ("intent", "text", "said"),
    [
        (
            "reminder.query",
            "which reminders do i have on friday",
            "2 reminders: drink every hour, see the dentist at 2 PM on Friday.",
        ),
        ("reminder.query", "did i make a reminder about milk", "There is one reminder: buy milk at noon tomorrow."),
        ("reminder.query", "any reminders for sunday", "There is one reminder: drink every hour."),
        ("reminder.query", "is there a reminder to feed the cat", "There is no such reminder."),
        (
            "reminder.query",
            "read me all my reminders",
            "3 reminders: drink every hour, buy milk at noon tomorrow, see the dentist at 2 PM on Friday.",
        ),
        ("reminder.remove", "forget about the reminder for the milk", "I cancelled the reminder: buy milk."),
        ("reminder.remove", "throw all reminders away", "I cancelled 3 reminders."),
        (
            "calendar.query",
            "what do i have on friday",
            "There is drink every hour, an alarm at 8 AM on Friday, see the dentist at 2 PM on Friday.",
        ),
        ("calendar.query", "do i have plans on sunday", "There is drink every hour."),
        (
            "calendar.query",
            "what do i have on friday after one pm",
            "There is drink every hour, see the dentist at 2 PM on Friday.",
        ),
        ("calendar.query", "is there an event titled buy milk on my calendar", "There is buy milk at noon tomorrow."),
        (
            "reminder.query",
            "check that buying milk is on my list of reminders",
            "There is one reminder: buy milk at noon tomorrow.",
        ),
        ("reminder.query", "is buying bread on my list of reminders", "There is no such reminder."),
        ("reminder.set", "move the reminder to buy milk to friday", "I will remind you on Friday at noon: buy milk."),
        ("reminder.remove", "change my milk reminder", "When?"),
        ("calendar.set", "postpone the dentist by an hour", "I will remind you on Friday at 3 PM: see the dentist."),
        ("calendar.set", "reschedule the tennis to friday", "I will remind you on Friday at 9 AM: tennis."),
        ("reminder.set", "move the reminder about the tennis to friday", "There is no such reminder."),
        ("calendar.query", "when do i see the dentist", "There is see the dentist at 2 PM on Friday."),
        ("calendar.query", "when does the next train leave", None),
        ("calendar.remove", "take the dentist off my calendar", "I cancelled the reminder: see the dentist."),
        ("calendar.remove", "cancel the appointment with the lawyer", "There is no such reminder."),
        ("calendar.remove", "cancel", None),
        (
            "calendar.set",
            "put lunch with anna on my calendar for saturday at one",
            "I will remind you on Saturday at 1 PM: lunch with anna.",
        ),
        ("calendar.set", "schedule a meeting with the landlord", "When?"),
        ("calendar.set", "add something to my calendar", "What shall I remind you of?"),
        ("calendar.set", "tell me how to add an event", None),
        ("calendar.set", "change the date of the meeting on friday to monday", None),
    ],
)
async def test_reminders_and_days_are_handled_in_any_words(
    desk: Desk, intent: str, text: str, said: str | None
) -> None:
    await desk.say("remind me to buy milk tomorrow at noon")
    await desk.say("remind me to see the dentist on friday at two p m")
    await desk.say("set an alarm for eight a m on friday")
    await desk.order("reminder.set", "remind me every hour to drink")
    assert await desk.order(intent, text) == said


async def test_a_day_without_anything_is_told(desk: Desk) -> None:
    assert (
        await desk.order("calendar.query", "do i have plans on sunday") == "I have no reminder and no alarm on Sunday."
    )
    assert await desk.order("calendar.query", "what is on my calendar") == "I have no reminder and no alarm."
    await desk.say("remind me to buy milk tomorrow at noon")
    assert await desk.order("reminder.query", "any reminders for sunday") == "There is no reminder on Sunday."


async def test_it_comes_again_until_it_is_cancelled(desk: Desk) -> None:
    await desk.order("reminder.set", "remind me every two hours to drink")
    for _ in range(3):
        (timer,) = desk.timers
        desk.wait(hours=2)
        alert = await desk.alerts.due()
        assert alert.text == "Here is your reminder: drink."
        await alert.end()
        assert [again.due for again in desk.timers] == [timer.due + 7200]
    assert await desk.order("reminder.remove", "no more reminders to drink") == "I cancelled the reminder: drink."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "remind me to water the plants every other day at eight am",
            "every other day from {tomorrow} at 8 AM: water the plants",
        ),
        (
            "remind me to take my tablet every three days at nine pm",
            "every 3 days from {today} at 9 PM: take my tablet",
        ),
        (
            "remind me to put the bins out every other tuesday at seven in the evening",
            "every other Tuesday from {tuesday} at 7 PM: put the bins out",
        ),
        (
            "remind me to ring gran every two weeks on sunday at five pm",
            "every other Sunday from {sunday} at 5 PM: ring gran",
        ),
        (
            "remind me to ring gran every three weeks on sunday at five pm",
            "every 3 weeks from Sunday, {sunday} at 5 PM: ring gran",
        ),
        (
            "remind me to change the filter on the fifth of every month at ten am",
            "on the 5th of every month at 10 AM: change the filter",
        ),
        ("remind me to pay the rent every month", "on the 25th of every month at 9 AM: pay the rent"),
        (
            "remind me to pay the rent on the last day of every month",
            "on the last day of every month at 9 AM: pay the rent",
        ),
        ("remind me every year on may fifth about mum's birthday", "every year on May 5 at 9 AM: mum's birthday"),
    ],
)
async def test_it_comes_again_every_so_many_days_or_months(text: str, told: str) -> None:
    desk = Desk(datetime(2026, 11, 25, 15, 10))
    days = {"today": "November 25", "tomorrow": "November 26", "tuesday": "December 1", "sunday": "November 29"}
    said = await desk.say(text) or await desk.order("reminder.set", text)
    assert said == f"I will remind you {told.format(**days)}."
    (timer,) = desk.timers
    assert timer.at_intervals


async def test_what_comes_at_intervals_is_moved_and_told_of_a_day_it_falls_on() -> None:
    desk = Desk(datetime(2026, 11, 25, 15, 10))
    await desk.say("remind me to put the bins out every other tuesday at seven in the evening")
    for text, found in (
        ("what reminders do i have on december fifteenth", 1),
        ("what reminders do i have on december eighth", 0),
    ):
        said = await desk.order("reminder.query", text)
        assert said is not None
        assert ("put the bins out" in said) == bool(found)
    (before,) = desk.timers
    assert before.again(before.due) is not None


async def test_about_a_number_alone_is_a_time() -> None:
    desk = Desk(datetime(2026, 11, 25, 15, 10))
    said = await desk.order("reminder.set", "bins need to go out on thursday night remind me about eight")
    assert said == "I will remind you tomorrow at 8 PM: bins need to go out."


async def test_what_comes_every_other_week_is_found_late_in_a_month() -> None:
    desk = Desk(datetime(2026, 11, 25, 15, 10))
    await desk.say("remind me to put the bins out every other tuesday at seven in the evening")
    said = await desk.order("reminder.query", "what reminders do i have in january")
    assert said is not None
    assert "put the bins out" in said
