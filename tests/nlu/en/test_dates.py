"""What people say of the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en import dates

TODAY = date(2026, 11, 25)
"""A Wednesday."""

WORDS = "the of july 4 31 th friday last 0 9999 to : p m half past six thirty o'clock in the morning next year"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 26)),
        ("the day after tomorrow", date(2026, 11, 27)),
        ("yesterday", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("wednesday", date(2026, 12, 2)),
        ("next friday", date(2026, 11, 27)),
        ("the weekend", date(2026, 11, 28)),
        ("christmas", date(2026, 12, 25)),
        ("Christmas Eve", date(2026, 12, 24)),
        ("christmas next year", date(2027, 12, 25)),
        ("new year's eve", date(2026, 12, 31)),
        ("new year", date(2027, 1, 1)),
        ("easter", date(2027, 3, 28)),
        ("easter 2030", date(2030, 4, 21)),
        ("good friday", date(2027, 3, 26)),
        ("thanksgiving", date(2026, 11, 26)),
        ("the fourth of july", date(2027, 7, 4)),
        ("july fourth", date(2027, 7, 4)),
        ("July 4th", date(2027, 7, 4)),
        ("4 July", date(2027, 7, 4)),
        ("july the fourth two thousand thirty", date(2030, 7, 4)),
        ("december twenty fifth", date(2026, 12, 25)),
        ("december twenty five twenty thirty", date(2030, 12, 25)),
        ("December 25, 2030", date(2030, 12, 25)),
        ("the twenty fifth of november", TODAY),
        ("the thirtieth", date(2026, 11, 30)),
        ("june", date(2027, 6, 1)),
        ("june nineteen forty four", date(1944, 6, 1)),
        ("the sixth of june nineteen forty four", date(1944, 6, 6)),
        ("january first two thousand", date(2000, 1, 1)),
        ("march third nineteen oh five", date(1905, 3, 3)),
    ],
)
def test_a_day(text: str, day: date) -> None:
    assert dates.day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("christmas", date(2025, 12, 25)),
        ("friday", date(2026, 11, 20)),
        ("last wednesday", date(2026, 11, 18)),
        ("the fourth of july", date(2026, 7, 4)),
        ("new year", date(2026, 1, 1)),
    ],
)
def test_the_last_such_day(text: str, day: date) -> None:
    assert dates.day(text, TODAY, last=True) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "soon",
        "july fortieth",
        "february thirtieth",
        "july fourth party",
        "christmas dinner",
        "in june maybe",
        "the day the music died",
        "the battle of hastings",
        "friday the thirteenth",
        "the first of the month",
    ],
)
def test_no_day(text: str) -> None:
    assert dates.day(text, date(2026, 2, 25)) is None


@given(st.dates(date(1100, 1, 1), date(2999, 12, 31)))
def test_any_date_is_understood(day: date) -> None:
    month, ordinal = dates.MONTHS[day.month - 1], num2words(day.day, to="ordinal").replace("-", " ")
    year = num2words(day.year, to="year").replace("-", " ")
    assert dates.day(f"{month} {ordinal} {day.year}", TODAY) == day
    assert dates.day(f"the {ordinal} of {month} {year}", TODAY) == day


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, day: date) -> None:
    """Source: the table of Easter dates of the U.S. Census Bureau."""
    assert dates.easter(year) == day


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS.split())).map(" ".join)))
def test_any_text_is_taken(text: str) -> None:
    day = dates.day(text, TODAY)
    assert day is None or isinstance(day, date)


@pytest.mark.parametrize("text", ["and friday", "what about Friday", "so, friday"])
def test_a_further_day_is_asked_for(text: str) -> None:
    assert dates.day_further(text, TODAY) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("and the day after that", date(2026, 12, 26)),
        ("the day before", date(2026, 12, 24)),
        ("and the following day", date(2026, 12, 26)),
        ("two weeks later", date(2027, 1, 8)),
        ("and three days before that", date(2026, 12, 22)),
        ("what about a week before that", date(2026, 12, 18)),
        ("the day", None),
        ("and half a day later", None),
        ("the day after the party", None),
    ],
)
def test_a_day_beside_the_one_that_was_told(text: str, day: date | None) -> None:
    assert dates.day_beside(text, date(2026, 12, 25)) == day


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("how long is that", "days"),
        ("and how far away is it", "days"),
        ("how many days is that away", "days"),
        ("how many weeks till then", "weeks"),
        ("how long is a mile", ""),
        ("how many days", ""),
    ],
)
def test_how_far_the_told_day_is(text: str, unit: str) -> None:
    assert dates.span_to_told(text) == unit
