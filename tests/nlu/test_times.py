"""Times of day and days, heard and said."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.intent_catalogue import load_intents
from myna.nlu.responses import Responses
from myna.nlu.times import coming, daily, date_values, fits, spoken_day, spoken_days, spoken_time, time_values

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


@pytest.mark.parametrize(
    ("moment", "said"),
    [(time(7), "7 AM"), (time(19, 30), "7:30 PM"), (time(0, 5), "12:05 AM"), (time(12), "noon"), (time(0), "midnight")],
)
def test_a_time_is_said(moment: time, said: str) -> None:
    assert spoken_time(moment, ENGLISH) == said
    assert spoken_time(datetime.combine(date(2026, 11, 25), moment), ENGLISH) == said


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
    assert spoken_days(range(6), ENGLISH) == "every day but Sunday"
    assert spoken_days((0, 2, 3, 4, 5, 6), load_intents("de").responses) == "jeden Tag außer Dienstag"


def test_a_language_names_the_hours_as_it_needs() -> None:
    late = datetime(2026, 5, 1, 21, 5)
    assert time_values(late, ENGLISH) == {"hour": "9 PM", "hour12": 9, "half": "PM", "minute": 5}
    assert time_values(late, Responses({})) == {"hour": 21, "hour12": 9, "half": "", "minute": 5}


def test_a_language_names_the_days_as_it_needs() -> None:
    day = date(2026, 5, 1)
    assert date_values(day, ENGLISH) == {"weekday": "Friday", "month": "May", "day": 1, "year": 2026, "week": 18}
    german = date_values(day, load_intents("de").responses)
    assert (german["weekday"], german["day"]) == ("Freitag", "erste")
    assert date_values(day, Responses({}))["month"] == 5


@given(
    st.fixed_dictionaries(
        {"hour": st.integers(0, 24)},
        optional={
            "minute": st.integers(1, 59),
            "part": st.sampled_from(["morning", "afternoon", "evening", "night"]),
            "weekday": st.integers(0, 6),
        },
    ),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
)
def test_a_moment_is_after_now_within_a_week_and_is_one_that_was_meant(slots: dict[str, Any], now: datetime) -> None:
    moment = coming(slots, now)
    assert moment is not None
    assert now < moment <= now + timedelta(days=7)
    assert fits(slots, moment, now)


def test_twelve_tonight_is_midnight() -> None:
    now = datetime(2026, 11, 25, 14, 20)
    assert coming({"hour": 12, "minute": 30, "part": "evening"}, now) == datetime(2026, 11, 26, 0, 30)
