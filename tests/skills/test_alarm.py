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


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("wake me at six", datetime(2026, 11, 26, 6)),
        ("wake me up at half past seven please", datetime(2026, 11, 26, 7, 30)),
        ("wake me up at eleven", datetime(2026, 11, 26, 11)),
        ("i have to get up at six", datetime(2026, 11, 26, 6)),
        ("i must be up at seven", datetime(2026, 11, 26, 7)),
        ("please get us up at five", datetime(2026, 11, 26, 5)),
        ("i want to be woken at six thirty", datetime(2026, 11, 26, 6, 30)),
        ("set an alarm for six to wake me up", datetime(2026, 11, 26, 6)),
        ("wake me up at six today", datetime(2026, 11, 25, 18)),
        ("wake me up at six this evening", datetime(2026, 11, 25, 18)),
        ("wake me up at 5 pm", datetime(2026, 11, 25, 17)),
        ("wake me at 18", datetime(2026, 11, 25, 18)),
        ("wake me at three", datetime(2026, 11, 25, 15)),
        ("wake me from my nap at five", datetime(2026, 11, 25, 17)),
        ("wake me in an hour", datetime(2026, 11, 25, 15, 20)),
        ("wake me up at noon", datetime(2026, 11, 26, 12)),
        ("set an alarm for six", datetime(2026, 11, 25, 18)),
        ("alarm at eight", datetime(2026, 11, 25, 20)),
    ],
)
async def test_who_wants_to_be_woken_means_the_morning(text: str, due: datetime) -> None:
    afternoon = Desk(datetime(2026, 11, 25, 14, 20))
    assert await afternoon.say(text) or await afternoon.order("alarm.set", text)
    assert afternoon.dues == [due]


async def test_who_answers_when_to_be_woken_means_the_morning() -> None:
    afternoon = Desk(datetime(2026, 11, 25, 14, 20))
    assert await afternoon.say("wake me up") == "For what time?"
    await afternoon.answer("at six")
    assert afternoon.dues == [datetime(2026, 11, 26, 6)]


async def test_the_same_alarm_is_set_once(desk: Desk) -> None:
    said = "The alarm is set for 7 AM tomorrow."
    assert (await desk.say("wake me at seven"), await desk.say("set an alarm for seven")) == (said, said)
    assert len(desk.timers) == 1


async def test_alarms_are_told_and_cancelled(desk: Desk) -> None:
    assert await desk.say("what alarms are there") == "There is no alarm."
    await desk.say("wake me at seven")
    assert await desk.say("when is my next alarm") == "There is one alarm: 7 AM tomorrow."
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


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("don't let me sleep past seven", {"at": "2026-11-26T07:00"}),
        ("i have to be up by quarter past six", {"at": "2026-11-26T06:15"}),
        ("make sure i am awake at 0530", {"at": "2026-11-26T05:30"}),
        ("get me out of bed tomorrow at eight thirty", {"at": "2026-11-26T08:30"}),
        ("could you have an alarm go off at noon on saturday", {"at": "2026-11-28T12:00"}),
        ("i want an alarm at six on weekdays", {"at": "2026-11-26T06:00", "days": [0, 1, 2, 3, 4]}),
        ("alarm for nine thirty every saturday and sunday", {"at": "2026-11-28T09:30", "days": [5, 6]}),
        ("an alarm in an hour and a half please", {"at": "2026-11-26T00:10", "seconds": 5400.0}),
        ("make an alarm called school for 7 am", {"at": "2026-11-26T07:00", "name": "school"}),
        ("i leave at nine tomorrow, set the alarm an hour before that", {"at": "2026-11-26T08:00"}),
    ],
)
async def test_an_alarm_is_set_in_any_words(desk: Desk, text: str, slots: dict[str, object]) -> None:
    await desk.order("alarm.set", text)
    assert desk.asked is not None
    assert desk.asked.slots == slots
    assert desk.dues == [datetime.fromisoformat(str(slots["at"]))]


async def test_two_alarms_are_set_at_once(desk: Desk) -> None:
    said = "The alarm is set for 6 AM tomorrow. The alarm is set for 6:30 AM tomorrow."
    assert await desk.order("alarm.set", "set one alarm for 6 am and another for 6:30 am") == said
    assert desk.dues == [datetime(2026, 11, 26, 6), datetime(2026, 11, 26, 6, 30)]


async def test_two_alarms_of_every_day_are_set_at_once(desk: Desk) -> None:
    await desk.order("alarm.set", "wake me every day at six and at seven")
    assert desk.dues == [datetime(2026, 11, 26, 6), datetime(2026, 11, 26, 7)]


@pytest.mark.parametrize(
    ("text", "answer", "said"),
    [
        ("set an alarm", "seven", "The alarm is set for 7 AM tomorrow."),
        ("set an alarm", "half past six in the evening", "The alarm is set for 6:30 PM tomorrow."),
        ("set an alarm for saturday", "at nine", "The alarm is set for 9 AM on Saturday."),
        ("set an alarm for tomorrow evening", "seven", "The alarm is set for 7 PM tomorrow."),
        ("set an alarm for every weekday", "quarter to seven", "The alarm is set for 6:45 AM every weekday."),
        ("set an alarm", "in twenty minutes", "The alarm is set for 11 PM today."),
        ("set an alarm", "twenty minutes", "The alarm is set for 11 PM today."),
        ("set an alarm", "who are you", None),
        ("set an alarm", "play some music at seven", None),
    ],
)
async def test_for_what_time_is_asked_and_the_answer_sets_it(
    desk: Desk, text: str, answer: str, said: str | None
) -> None:
    assert await desk.order("alarm.set", text) == "For what time?"
    assert await desk.answer(answer) == said


async def test_a_template_that_lacks_the_time_keeps_its_day(desk: Desk) -> None:
    assert await desk.say("set an alarm for tomorrow") == "For what time?"
    assert await desk.answer("ten to eight") == "The alarm is set for 7:50 AM tomorrow."


@pytest.mark.parametrize(
    ("answer", "said", "left"),
    [("yes please", "I cancelled the alarm for 6:30 AM every weekday.", 0), ("no", "Okay, it stays.", 1)],
)
async def test_what_comes_again_is_not_lost_for_one_day(desk: Desk, answer: str, said: str, left: int) -> None:
    await desk.say("wake me every weekday at half past six")
    asked = "It comes again: 6:30 AM every weekday. Shall I cancel it for good?"
    assert await desk.order("alarm.remove", "turn my alarm on friday off") == asked
    assert await desk.answer(answer) == said
    assert len(desk.timers) == left


@pytest.mark.parametrize(
    ("intent", "text", "said"),
    [
        ("alarm.query", "which alarms are on", "3 alarms: 7 AM tomorrow, 9 PM tomorrow, 8 AM on weekends."),
        ("alarm.query", "when does my next alarm ring", "The next alarm: 7 AM tomorrow."),
        ("alarm.query", "is anything set to wake me on sunday", "There is one alarm: 8 AM on weekends."),
        ("alarm.query", "do i have any alarms for friday", "There is no alarm on Friday."),
        ("alarm.query", "is there any alarm after six pm", "There is one alarm: 9 PM tomorrow."),
        ("alarm.query", "what rings between 6 and 9 am", "2 alarms: 7 AM tomorrow, 8 AM on weekends."),
        ("alarm.query", "is there an alarm tomorrow evening", "There is one alarm: 9 PM tomorrow."),
        ("alarm.query", "have i got one at five am", "There is no such alarm."),
        ("alarm.remove", "i do not need my 7 am alarm any more", "I cancelled the alarm for 7 AM tomorrow."),
        ("alarm.remove", "kill the weekend alarm at eight", "I cancelled the alarm for 8 AM on weekends."),
        ("alarm.remove", "take tomorrow's alarms away", "I cancelled 2 alarms."),
        ("alarm.remove", "disable the first alarm", "I cancelled the alarm for 7 AM tomorrow."),
        ("alarm.remove", "no more alarms please", "I cancelled 3 alarms."),
        ("alarm.remove", "drop the alarm", "Which one: 7 AM tomorrow, 9 PM tomorrow or 8 AM on weekends?"),
        ("alarm.change", "move my 7 am alarm to eight", "The alarm is set for 8 AM tomorrow."),
        ("alarm.change", "shift the alarm from nine pm to ten", "The alarm is set for 10 PM tomorrow."),
        ("alarm.change", "make my 7 am alarm half an hour later", "The alarm is set for 7:30 AM tomorrow."),
        ("alarm.change", "push the 9 pm alarm to friday", "The alarm is set for 9 PM on Friday."),
        ("alarm.change", "change the 8 am alarm to nine", "The alarm is set for 9 AM on weekends."),
        ("alarm.change", "change my 7 am alarm", "To what time?"),
        ("alarm.change", "make my 7 am alarm a daily one", "The alarm is set for 7 AM every day."),
        ("alarm.set", "i want an alarm every hour", "The alarm is set for every hour, next at 11:40 PM."),
        (
            "alarm.set",
            "alarms at 5 am and 6 am",
            "The alarm is set for 5 AM tomorrow. The alarm is set for 6 AM tomorrow.",
        ),
        (
            "alarm.set",
            "wake me at 6 tomorrow and 8 on saturday",
            "The alarm is set for 6 AM tomorrow. The alarm is set for 8 AM on Saturday.",
        ),
        (
            "alarm.set",
            "alarms for five , five twenty and eleven pm",
            "The alarm is set for 5 AM tomorrow. The alarm is set for 5:20 AM tomorrow. "
            "The alarm is set for 11 PM today.",
        ),
        ("alarm.set", "wake me half an hour before nine", "The alarm is set for 8:30 AM tomorrow."),
        (
            "alarm.set",
            "set an alarm for ten every weekday apart from monday",
            "The alarm is set for 10 AM every Tuesday and Wednesday and Thursday and Friday.",
        ),
        (
            "alarm.set",
            "an alarm for 5 am and another an hour later",
            "The alarm is set for 5 AM tomorrow. The alarm is set for 6 AM tomorrow.",
        ),
    ],
)
async def test_alarms_are_handled_in_any_words(desk: Desk, intent: str, text: str, said: str) -> None:
    for order in ("wake me at seven", "set an alarm for nine p m tomorrow", "wake me at eight every weekend"):
        await desk.say(order)
    assert await desk.order(intent, text) == said


async def test_which_alarm_and_the_new_time_are_asked_one_after_the_other(desk: Desk) -> None:
    await desk.say("wake me at seven")
    await desk.say("set an alarm for nine p m tomorrow")
    assert await desk.order("alarm.change", "change the alarm") == "Which one: 7 AM tomorrow or 9 PM tomorrow?"
    assert await desk.answer("the second") == "To what time?"
    assert await desk.answer("ten") == "The alarm is set for 10 PM tomorrow."
    assert desk.dues == [datetime(2026, 11, 26, 7), datetime(2026, 11, 26, 22)]


async def test_what_did_not_ring_is_not_put_off(desk: Desk) -> None:
    assert await desk.order("alarm.snooze", "let me doze a little longer") == "Nothing has rung just now."
