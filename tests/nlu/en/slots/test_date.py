"""Dates anywhere in a sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en.dates import MONTHS, WEEKDAYS
from myna.nlu.en.slots import date as dates
from myna.nlu.en.slots.date import Days

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("the day after tomorrow", "2026-11-27"),
        ("yesterday", "2026-11-24"),
        ("in three days", "2026-11-28"),
        ("5 days from now", "2026-11-30"),
        ("two days ago", "2026-11-23"),
        ("a week from today", "2026-12-02"),
        ("in a week's time", "2026-12-02"),
        ("two weeks from friday", "2026-12-11"),
        ("a week on tuesday", "2026-12-08"),
        ("tuesday week", "2026-12-08"),
        ("a month from tomorrow", "2026-12-26"),
        ("two days before christmas", "2026-12-23"),
        ("on december fifth", "2026-12-05"),
        ("december 5 2027", "2027-12-05"),
        ("December 5th, 2027", "2027-12-05"),
        ("the fifth of december", "2026-12-05"),
        ("march twenty four two thousand and seventeen", "2017-03-24"),
        ("first of february twenty seventeen", "2017-02-01"),
        ("twenty second of march", "2027-03-22"),
        ("february 29", "2028-02-29"),
        ("on 12/5", "2026-12-05"),
        ("12/5/2027", "2027-12-05"),
        ("2026-12-05", "2026-12-05"),
        ("friday", "2026-11-27"),
        ("wednesday", "2026-12-02"),
        ("next wednesday", "2026-12-02"),
        ("this friday", "2026-11-27"),
        ("last friday", "2026-11-20"),
        ("wednesday next week", "2026-12-02"),
        ("next week friday", "2026-12-04"),
        ("friday april fourteenth", "2027-04-14"),
        ("saturday the 5th", "2026-12-05"),
        ("the 21st", "2026-12-21"),
        ("on the twenty second", "2026-12-22"),
        ("the fifteenth of next month", "2026-12-15"),
        ("the twenty second fall on this month", "2026-11-22"),
        ("the 3rd land on next month", "2026-12-03"),
        ("tommorow", "2026-11-26"),
        ("next month on the 5th", "2026-12-05"),
        ("the third friday of this month", "2026-11-20"),
        ("last friday of the month", "2026-11-27"),
        ("the first monday of march", "2027-03-01"),
        ("the end of the month", "2026-11-30"),
        ("first day of next month", "2026-12-01"),
        ("christmas day", "2026-12-25"),
        ("christmas next year", "2027-12-25"),
        ("new year's eve", "2026-12-31"),
        ("fourth of july", "2027-07-04"),
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "remind me {} to call mom", "what is on my calendar {}?"])
def test_a_day_is_found(words: str, day: str, sentence: str) -> None:
    text = sentence.format(words)
    [found] = dates.find(text, TODAY)
    assert (found.value.first.isoformat(), found.value.last.isoformat()) == (day, day)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this weekend", "2026-11-28", "2026-11-29"),
        ("this week", "2026-11-25", "2026-11-29"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("in may", "2027-05-01", "2027-05-31"),
        ("my march calendar", "2027-03-01", "2027-03-31"),
        ("in december 2027", "2027-12-01", "2027-12-31"),
        ("the next two weeks", "2026-11-25", "2026-12-09"),
        ("in nineteen forty five", "1945-01-01", "1945-12-31"),
        ("last month", "2026-10-01", "2026-10-31"),
    ],
)
def test_several_days_are_found(text: str, first: str, last: str) -> None:
    assert [(one.value.first.isoformat(), one.value.last.isoformat()) for one in dates.find(text, TODAY)] == [
        (first, last)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "may i set a timer",
        "may two people come in",
        "march forward",
        "the second one",
        "the first list",
        "cancel the twenty second timer",
        "1/4 cup of sugar",
        "what is 1/2 times 5/8",
        "february 30",
        "every monday",
        "on weekends",
        "how many days are in two weeks",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert dates.find(text, TODAY) == []


def test_a_day_that_comes_again_may_be_asked_for_from_another_day_on() -> None:
    def first(text: str) -> date:
        return dates.find(text, TODAY, earliest=TODAY)[0].value.first

    assert first("wednesday") == first("the 25th") == first("november 25") == TODAY


def test_the_day_may_stand_before_the_month() -> None:
    assert dates.find("on 5/12", TODAY, day_first=True)[0].value.first == date(2026, 12, 5)


@given(
    st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(["{}", "what was on {}", "remind me on {} please"])
)
def test_what_is_said_is_found_again(day: date, sentence: str) -> None:
    assert [found.value for found in dates.find(sentence.format(dates.said(day)), TODAY)] == [Days(day, day)]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.data())
def test_any_wording_with_a_year(day: date, data: st.DataObject) -> None:
    month, ordinal = MONTHS[day.month - 1], num2words(day.day, to="ordinal")
    short = num2words(day.day, to="ordinal_num")
    year = data.draw(st.sampled_from([str(day.year), num2words(day.year, to="year").replace("-", " ")]))
    wordings = [f"{month} {ordinal} {year}", f"the {ordinal} of {month} {year}", f"{short} {month} {year}"]
    wordings += [
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.month}/{day.day}/{day.year}",
    ]
    wordings += [day.isoformat(), f"{WEEKDAYS[day.weekday()]} the {short} of {month} {day.year}"]
    text = data.draw(st.sampled_from(wordings))
    assert [found.value.first for found in dates.find(f"what is on {text}", TODAY)] == [day]


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(1, 400),
    st.sampled_from(["in {} days", "{} days from now"]),
)
def test_so_many_days_from_any_day(today: date, count: int, wording: str) -> None:
    text = wording.format(num2words(count))
    assert [found.value.first for found in dates.find(text, today)] == [today + timedelta(days=count)]


@given(
    st.text(alphabet="the of july 4 31 th friday last next in days week march may 12/5", max_size=40),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)
def test_any_text_is_read_on_any_day(text: str, today: date) -> None:
    for found in dates.find(text, today):
        assert found.value.first <= found.value.last
