"""What timers, alarms and reminders have in common."""

from collections.abc import Callable, Mapping
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.core.reply import Reply
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of
from myna.nlu.schedules import Schedules
from myna.skills.scheduled import ScheduledSkill, fits_schedule
from myna.skills.skill_set import Handler
from myna.timers.manager import MAX_TIMERS, TimerManager
from myna.timers.timer import Kind, Timer

NOW = datetime(2026, 11, 25, 22, 40)  # a Wednesday
ENGLISH = load_intents("en-us").responses


class LateAlarms(ScheduledSkill):
    """Alarms that answer no sentence, of people who wake late."""

    kind = Kind.ALARM
    waking_hour = 9

    def handlers(self) -> Mapping[str, Handler]:
        return {}

    def sentences(self, schedules: Schedules) -> Mapping[str, Callable[[str], Reply | None]]:
        return {}

    def values(self, timer: Timer) -> dict[str, object]:
        return {"due": timer.due}

    def label(self, timer: Timer) -> str:
        return "{time} {day}".format(**self.when(timer))

    def told_all(self) -> Reply:
        return Reply()


@pytest.fixture
def skill() -> LateAlarms:
    return LateAlarms(ENGLISH, TimerManager(wall=NOW.timestamp, steady=lambda: 0.0))


def alarm(*moment: int) -> Timer:
    return Timer(Kind.ALARM, datetime(*moment).timestamp())  # type: ignore[arg-type]


async def test_it_knows_the_timers_of_its_kind_the_next_first(skill: LateAlarms) -> None:
    for timer in (alarm(2026, 11, 27, 7), alarm(2026, 11, 26, 7), Timer(Kind.TIMER, NOW.timestamp() + 5)):
        await skill.manager.put(timer)
    assert [skill.label(timer) for timer in skill.timers] == ["7 AM tomorrow", "7 AM on Friday"]
    assert skill.name == "alarm"
    assert skill.now == NOW


def test_a_time_of_day_is_for_people_who_are_awake(skill: LateAlarms) -> None:
    assert skill.at_time({"hour": 8, "day": 1}) == alarm(2026, 11, 26, 20)
    assert skill.at_time({"hour": 9, "day": 1}) == alarm(2026, 11, 26, 9)
    assert skill.at_time({"hour": 9, "day": 0, "part": "morning"}) is None


def test_certain_days_are_kept_with_the_time(skill: LateAlarms) -> None:
    timer = skill.at_time({"hour": 10, "days": "56"}, "run")
    assert timer == Timer(Kind.ALARM, datetime(2026, 11, 28, 10).timestamp(), "run", clock=time(10), days=(5, 6))
    assert skill.when(timer) == {"time": "10 AM", "day": "on weekends"}


async def test_it_is_set_when_that_is_certain(skill: LateAlarms) -> None:
    reply = skill.set(lambda now: Timer(Kind.ALARM, now + 60), "Done.")
    assert (reply.text, skill.timers) == ("Done.", [])
    assert reply.act is not None
    await reply.act()
    assert [timer.due for timer in skill.timers] == [NOW.timestamp() + 60]


async def test_too_many_are_refused(skill: LateAlarms) -> None:
    for _ in range(MAX_TIMERS):
        await skill.manager.put(alarm(2026, 11, 26, 7))
    reply = skill.set(lambda now: Timer(Kind.ALARM, now), "Done.")
    assert reply == Reply(f"That is too many; cancel one first. I can keep {MAX_TIMERS}.", refuses=True)


async def test_one_of_several_is_asked_for(skill: LateAlarms) -> None:
    def told(timer: Timer) -> Reply:
        return Reply(skill.label(timer))

    assert skill.one([], told) == Reply("There is no alarm.")
    first = await skill.manager.put(alarm(2026, 11, 26, 7))
    second = await skill.manager.put(alarm(2026, 11, 27, 7))
    assert skill.one([], told) == Reply("There is no such alarm.")
    assert skill.one([first], told) == Reply("7 AM tomorrow")
    several = skill.one([first, second], told)
    assert several == Reply("There are 2 alarms: 7 AM tomorrow, 7 AM on Friday. Say which one.")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("the second", "7 AM on Friday"),
        ("the one for tomorrow", "7 AM tomorrow"),
        ("both", "7 AM tomorrow 7 AM on Friday"),
        ("neither", "Okay, none of them."),
        ("what is the time", None),
    ],
)
async def test_the_answer_says_which_where_a_language_reads_answers(answer: str, told: str | None) -> None:
    parsers = parsers_of("en-us")
    assert parsers is not None
    skill = LateAlarms(ENGLISH, TimerManager(wall=NOW.timestamp, steady=lambda: 0.0), parsers.schedules)
    timers = [await skill.manager.put(alarm(2026, 11, day, 7)) for day in (26, 27)]
    asked = skill.one(timers, lambda timer: Reply(skill.label(timer)))
    assert asked.text == "Which one: 7 AM tomorrow or 7 AM on Friday?"
    assert asked.question is not None
    answered = asked.question(answer)
    assert (answered and answered.text) == told


async def test_one_or_all_are_cancelled(skill: LateAlarms) -> None:
    assert skill.cancel([]) == Reply("There is no alarm.")
    timers = [await skill.manager.put(alarm(2026, 11, day, 7)) for day in (26, 27)]
    assert skill.cancel(timers[:1]).text == "I cancelled the alarm for 7 AM tomorrow."
    reply = skill.cancel(timers)
    assert reply.text == "I cancelled 2 alarms."
    assert reply.act is not None
    await reply.act()
    assert skill.timers == []


@given(st.integers(1, 14 * 24 * 60))
def test_what_it_is_called_means_it(minutes: int) -> None:
    parsers = parsers_of("en-us")
    assert parsers is not None
    skill = LateAlarms(ENGLISH, TimerManager(wall=NOW.timestamp, steady=lambda: 0.0), parsers.schedules)
    timer = Timer(Kind.ALARM, NOW.timestamp() + 60 * minutes)
    assert fits_schedule(timer, skill.read(parsers.schedules, f"cancel the alarm for {skill.label(timer)}"))
