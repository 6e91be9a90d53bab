"""Times of day and days, heard and said."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.nlu.times import coming, daily, fits, spoken_day, spoken_days, spoken_time
from myna.timers.timer import following

ENGLISH = load_intents("en-us").responses
EVENING = datetime(2026, 11, 25, 22, 40)  # a Wednesday
MORNING = datetime(2026, 11, 25, 8, 0)


@pytest.mark.parametrize(
    ("slots", "now", "moment"),
    [
        ({"hour": 7}, EVENING, datetime(2026, 11, 26, 7)),
        ({"hour": 7}, MORNING, datetime(2026, 11, 25, 19)),
        ({"hour": 8}, MORNING, datetime(2026, 11, 25, 20)),
        ({"hour": 11}, EVENING, datetime(2026, 11, 25, 23)),
        ({"hour": 12}, EVENING, datetime(2026, 11, 26, 0)),
        ({"hour": 12}, MORNING, datetime(2026, 11, 25, 12)),
        ({"hour": 19, "minute": 5}, MORNING, datetime(2026, 11, 25, 19, 5)),
        ({"hour": 0}, MORNING, datetime(2026, 11, 26, 0)),
        ({"hour": 24}, MORNING, datetime(2026, 11, 26, 0)),
        ({"hour": 6, "past": 30}, EVENING, datetime(2026, 11, 26, 6, 30)),
        ({"hour": 1, "to": 15}, EVENING, datetime(2026, 11, 26, 0, 45)),
        ({"hour": 7, "part": "morning"}, MORNING, datetime(2026, 11, 26, 7)),
        ({"hour": 12, "part": "morning"}, MORNING, datetime(2026, 11, 26, 0)),
        ({"hour": 12, "part": "afternoon"}, MORNING, datetime(2026, 11, 25, 12)),
        ({"hour": 3, "part": "night"}, MORNING, datetime(2026, 11, 26, 3)),
        ({"hour": 9, "part": "night"}, MORNING, datetime(2026, 11, 25, 21)),
        ({"clock": "12:00"}, MORNING, datetime(2026, 11, 25, 12)),
        ({"hour": 7, "day": 0}, MORNING, datetime(2026, 11, 25, 19)),
        ({"hour": 7, "day": 0}, EVENING, None),
        ({"hour": 9, "day": 1}, EVENING, datetime(2026, 11, 26, 9)),
        ({"hour": 6, "day": 1}, EVENING, datetime(2026, 11, 26, 18)),
        ({"day": 1}, EVENING, datetime(2026, 11, 26, 9)),
        ({"day": 1, "part": "evening"}, EVENING, datetime(2026, 11, 26, 19)),
        ({"hour": 9, "weekday": 0}, EVENING, datetime(2026, 11, 30, 9)),
        ({"hour": 9, "weekday": 2}, EVENING, datetime(2026, 12, 2, 9)),
        ({"hour": 9, "weekday": 2}, MORNING, datetime(2026, 11, 25, 9)),
    ],
)
def test_a_moment_is_the_next_one(slots: Mapping[str, Any], now: datetime, moment: datetime | None) -> None:
    assert coming(slots, now, waking_hour=7) == moment


def test_what_comes_again_is_meant_when_people_are_awake() -> None:
    assert daily({"hour": 7}, waking_hour=4) == time(7)
    assert daily({"hour": 3}, waking_hour=4) == time(15)
    assert daily({"hour": 3, "part": "morning"}, waking_hour=4) == time(3)


def test_a_moment_may_be_meant_by_few_words() -> None:
    seven = datetime(2026, 11, 26, 19, 0)
    assert fits({}, seven, EVENING)
    assert fits({"hour": 7}, seven, EVENING)
    assert not fits({"hour": 7, "part": "morning"}, seven, EVENING)
    assert fits({"day": 1}, seven, EVENING)
    assert not fits({"day": 0}, seven, EVENING)
    assert fits({"weekday": 3}, seven, EVENING)
    assert not fits({"weekday": 4}, seven, EVENING)


def test_an_alarm_comes_again_on_its_days() -> None:
    weekdays = (0, 1, 2, 3, 4)
    assert following(time(7), weekdays, datetime(2026, 11, 27, 6, 59)) == datetime(2026, 11, 27, 7)
    assert following(time(7), weekdays, datetime(2026, 11, 27, 7, 0)) == datetime(2026, 11, 30, 7)
    assert following(time(7), (4,), datetime(2026, 11, 27, 7, 0)) == datetime(2026, 12, 4, 7)


@pytest.mark.parametrize(
    ("moment", "said"),
    [(time(7), "7 AM"), (time(19, 30), "7:30 PM"), (time(0, 5), "12:05 AM"), (time(12), "noon"), (time(0), "midnight")],
)
def test_a_time_is_said(moment: time, said: str) -> None:
    assert spoken_time(moment) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 26), "tomorrow"),
        (date(2026, 12, 1), "on Tuesday"),
        (date(2026, 12, 2), "on Wednesday, December 2"),
        (date(2026, 11, 24), "on Tuesday, November 24"),
    ],
)
def test_a_day_is_said(day: date, said: str) -> None:
    assert spoken_day(day, date(2026, 11, 25), ENGLISH) == said


def test_days_are_said() -> None:
    assert spoken_days(range(7), ENGLISH) == "every day"
    assert spoken_days(range(5), ENGLISH) == "every weekday"
    assert spoken_days((5, 6), ENGLISH) == "on weekends"
    assert spoken_days((0, 3), ENGLISH) == "every Monday and Thursday"
