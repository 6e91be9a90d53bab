"""When it is that a sentence speaks of."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en.slots import moment
from myna.nlu.en.slots.moment import Assumed
from myna.nlu.en.slots.sentence import left_over

NOW = datetime(2026, 11, 25, 14, 20)
"""A Wednesday."""

HALF, DAY, TIME = Assumed.HALF, Assumed.DAY, Assumed.TIME


@pytest.mark.parametrize(
    ("text", "at", "assumed"),
    [
        ("in ten minutes", "2026-11-25 14:30", ()),
        ("in an hour", "2026-11-25 15:20", ()),
        ("an hour and a half from now", "2026-11-25 15:50", ()),
        ("in two days", "2026-11-27 14:20", ()),
        ("two days from now", "2026-11-27 14:20", ()),
        ("two days from today", "2026-11-27 09:00", (TIME,)),
        ("at seven", "2026-11-25 19:00", (HALF, DAY)),
        ("at two", "2026-11-26 02:00", (HALF, DAY)),
        ("at half past two", "2026-11-25 14:30", (HALF, DAY)),
        ("at 7 am", "2026-11-26 07:00", (DAY,)),
        ("at midnight", "2026-11-26 00:00", (DAY,)),
        ("tomorrow at half past six", "2026-11-26 06:30", (HALF,)),
        ("tomorrow at three", "2026-11-26 15:00", (HALF,)),
        ("six am tomorrow", "2026-11-26 06:00", ()),
        ("eight tomorrow", "2026-11-26 08:00", (HALF,)),
        ("today at three", "2026-11-25 15:00", (HALF,)),
        ("today at five am", "2026-11-25 05:00", ()),
        ("yesterday at noon", "2026-11-24 12:00", ()),
        ("next friday at noon", "2026-11-27 12:00", ()),
        ("wednesday at 8 pm", "2026-11-25 20:00", ()),
        ("wednesday at 9 am", "2026-12-02 09:00", ()),
        ("on the 25th at 9 am", "2026-12-25 09:00", ()),
        ("tonight at eight", "2026-11-25 20:00", ()),
        ("tonight", "2026-11-25 21:00", (TIME,)),
        ("tomorrow morning", "2026-11-26 09:00", (TIME,)),
        ("tomorrow", "2026-11-26 09:00", (TIME,)),
        ("tomorrow night at twelve", "2026-11-27 00:00", ()),
        ("in three days at five pm", "2026-11-28 17:00", ()),
        ("two weeks from friday at noon", "2026-12-11 12:00", ()),
        ("this weekend at ten am", "2026-11-28 10:00", (DAY,)),
        ("december fifth at 1600", "2026-12-05 16:00", ()),
    ],
)
def test_it_is_the_next_time_that_it_can_mean(text: str, at: str, assumed: tuple[Assumed, ...]) -> None:
    [found] = moment.find(text, NOW)
    assert (found.value.at, found.value.assumed) == (datetime.fromisoformat(at), frozenset(assumed))


def test_every_time_goes_with_its_date() -> None:
    found = moment.find("an alarm for 8am saturday and one for 9am sunday", NOW)
    assert [one.value.at for one in found] == [datetime(2026, 11, 28, 8), datetime(2026, 11, 29, 9)]


def test_a_date_apart_from_its_time_leaves_the_rest() -> None:
    text = "remind me tomorrow to call mom at five pm"
    found = moment.find(text, NOW)
    assert [one.value.at for one in found] == [datetime(2026, 11, 26, 17)]
    assert left_over(text, found) == "remind me to call mom"


def test_days_that_come_again_are_no_date() -> None:
    [found] = moment.find("monday to friday at 7 am", NOW)
    assert found.value.at == datetime(2026, 11, 26, 7)


@pytest.mark.parametrize("text", ["twenty minutes", "set a timer for an hour", "what is half of ten", "good morning"])
def test_what_is_no_moment_is_not_found(text: str) -> None:
    assert moment.find(text, NOW) == []


def test_a_number_alone_is_an_answer() -> None:
    assert [found.value.at for found in moment.find("seven thirty", NOW, answer=True)] == [
        datetime(2026, 11, 25, 19, 30)
    ]


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))


@given(MOMENTS, MOMENTS, st.sampled_from(["{}", "remind me on {} to call"]))
def test_what_is_said_is_found_again(at: datetime, now: datetime, sentence: str) -> None:
    assert [found.value.at for found in moment.find(sentence.format(moment.said(at)), now)] == [at]


@given(MOMENTS, st.integers(1, 600), st.sampled_from(["in {} minutes", "{} minutes from now"]))
def test_so_many_minutes_from_now(now: datetime, minutes: int, wording: str) -> None:
    text = wording.format(num2words(minutes))
    assert [found.value.at for found in moment.find(text, now)] == [now + timedelta(minutes=minutes)]


@given(MOMENTS, st.integers(1, 12), st.integers(0, 59))
def test_a_time_alone_is_within_twelve_hours(now: datetime, hour: int, minute: int) -> None:
    [found] = moment.find(f"at {hour}:{minute:02}", now)
    assert now < found.value.at <= now + timedelta(hours=12)
