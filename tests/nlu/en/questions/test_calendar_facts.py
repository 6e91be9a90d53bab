"""What a whole sentence asks of the calendar and the clock."""

from datetime import date, datetime

import pytest

from myna.nlu.en.questions.calendar_facts import LeapYear, clock_change, hours_apart, leap_year, shifted, weekend

NOW = datetime(2026, 11, 25, 15, 10)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("when do the clocks go back", "back"),
        ("when do the clocks go forward this year", "forward"),
        ("when does daylight saving time start", "forward"),
        ("when does summer time end", "back"),
        ("when do the clocks change", "any"),
        ("when do the clocks strike", ""),
        ("when do we go back", ""),
    ],
)
def test_the_change_of_the_clocks_that_is_asked_for(text: str, change: str) -> None:
    assert clock_change(text) == change


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("is twenty twenty eight a leap year", LeapYear(2028)),
        ("is 2027 a leap year", LeapYear(2027)),
        ("was two thousand a leap year", LeapYear(2000)),
        ("is this year a leap year", LeapYear(2026)),
        ("is it a leap year", LeapYear(2026)),
        ("is next year a leap year", LeapYear(2027)),
        ("when is the next leap year", LeapYear(2027, next=True)),
        ("what is a leap year", None),
        ("is it a light year", None),
    ],
)
def test_leap_years(text: str, year: LeapYear | None) -> None:
    assert leap_year(text, NOW.date()) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("is it the weekend yet", date(2026, 11, 25)),
        ("is tomorrow the weekend", date(2026, 11, 26)),
        ("what is a long weekend", None),
    ],
)
def test_weekends(text: str, day: date | None) -> None:
    assert weekend(text, NOW.date()) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("what's three hours before midnight", datetime(2026, 11, 24, 21)),
        ("what time is forty minutes before half past seven", datetime(2026, 11, 25, 18, 50)),
        ("what is two hours after noon", datetime(2026, 11, 25, 14)),
        ("what is the night before christmas", None),
        ("what is ten after all", None),
        ("what is five days before noon", None),
    ],
)
def test_a_time_is_shifted(text: str, moment: datetime | None) -> None:
    assert shifted(text, NOW) == moment


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("how many hours between nine and half past five", 510),
        ("how long is it from eleven to seven", 480),
        ("how long is it from nine am to half past five pm", 510),
        ("how many hours are there from ten pm until six am", 480),
        ("if i go to bed at eleven and get up at seven how long will i sleep", 480),
        ("if i go to sleep at half past ten and wake up at six thirty how many hours is that", 480),
        ("how long is it from london to paris", None),
        ("what's the difference between five and seven", None),
        ("how long is a piece of string", None),
    ],
)
def test_hours_between_two_times(text: str, minutes: int | None) -> None:
    found = hours_apart(text)
    assert (None if found is None else found.minutes) == minutes
