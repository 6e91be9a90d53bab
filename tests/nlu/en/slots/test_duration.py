"""Lengths of time anywhere in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en.slots import duration

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("three hours and a half", 3.5 * HOUR),
        ("one minute thirty", 90),
        ("90 min", 90 * MINUTE),
        ("1h30", 1.5 * HOUR),
        ("half an hour plus five minutes", 35 * MINUTE),
        ("two hours less ten minutes", 110 * MINUTE),
        ("two thirds of an hour", 40 * MINUTE),
        ("1h 30m", 1.5 * HOUR),
        ("three quarters of an hour", 45 * MINUTE),
        ("quarter of an hour", 15 * MINUTE),
        ("a quarter hour", 15 * MINUTE),
        ("half an hour", 30 * MINUTE),
        ("half hour", 30 * MINUTE),
        ("an hour and a half", 1.5 * HOUR),
        ("one and a half hours", 1.5 * HOUR),
        ("an hour and three quarters", 1.75 * HOUR),
        ("two and a half minutes", 150),
        ("two point five hours", 2.5 * HOUR),
        ("2½ hours", 2.5 * HOUR),
        ("1 1/2 hours", 1.5 * HOUR),
        ("a couple of minutes", 120),
        ("45 seconds", 45),
        ("a minute", 60),
        ("half a minute", 30),
        ("two days", 2 * DAY),
        ("a week and a half", 1.5 * WEEK),
        ("a fortnight", 2 * WEEK),
        ("two weeks' time", 2 * WEEK),
        ("hour and fifteen minutes", 75 * MINUTE),
        ("5-minute", 300),
        ("ninety-minute", 90 * MINUTE),
        ("twenty second", 20),
        ("one hour, ten minutes and 5 seconds", HOUR + 10 * MINUTE + 5),
        ("2m 30s", 150),
        ("an hour fifteen", 75 * MINUTE),
        ("fifteen more minutes", 15 * MINUTE),
        ("another hour", HOUR),
        ("a hundred and twenty seconds", 120),
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "set a timer for {}", "start my {} timer please", "for {}, if you can"])
def test_lengths_are_found(words: str, seconds: float, sentence: str) -> None:
    text = sentence.format(words)
    [found] = duration.find(text)
    assert found.value == seconds
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "the second one",
        "set a second alarm",
        "on the twenty second of may",
        "delete the alarm on the twenty second",
        "march twenty second",
        "what day is twenty second april",
        "what day does the twenty second fall on",
        "once a day",
        "alarm at 1600 hours",
        "alert me at five hours",
        "quarter to nine",
        "what day is it",
    ],
)
def test_what_is_no_length_is_not_found(text: str) -> None:
    assert duration.find(text) == []


def test_a_number_that_counts_something_else_is_no_part_of_a_length() -> None:
    assert [found.value for found in duration.find("in 2 hours 15 eggs")] == [2 * HOUR]
    assert [found.value for found in duration.find("the ten minute one")] == [600]
    assert [found.value for found in duration.find("cancel the twenty second timer")] == [20]


def test_a_list_of_lengths_shares_the_unit() -> None:
    found = duration.find("set timers for five, ten and fifteen minutes")
    assert [one.value for one in found] == [300, 600, 900]
    assert [one.value for one in duration.find("what is five and ten minutes")] == [600]


@given(st.integers(0, 10 * DAY))
def test_what_is_said_is_found_again(seconds: int) -> None:
    assert [found.value for found in duration.find(f"timer for {duration.said(seconds)}")] == [seconds]


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.data())
def test_any_wording(hours: int, minutes: int, seconds: int, data: st.DataObject) -> None:
    parts = []
    for count, names in (
        (hours, ("hour", "hr", "h")),
        (minutes, ("minute", "min", "m")),
        (seconds, ("second", "sec", "s")),
    ):
        if not count:
            continue
        name = data.draw(st.sampled_from(names))
        written = data.draw(
            st.sampled_from([str(count), num2words(count), "an" if count == 1 and name == "hour" else str(count)])
        )
        plural = "s" if count != 1 and len(name) > 1 else ""
        blank = "" if written.isdecimal() and data.draw(st.booleans()) else " "
        parts.append(f"{written}{blank}{name}{plural}")
    if parts:
        text = data.draw(st.sampled_from([" ", " and ", ", ", ", and "])).join(parts)
        assert [found.value for found in duration.find(text)] == [hours * HOUR + minutes * MINUTE + seconds]


@pytest.mark.parametrize(
    "text",
    [
        "for ten or fifteen minutes",
        "for a minute or two",
        "a timer for minus five minutes",
        "ten minutes minus an hour",
    ],
)
def test_a_length_that_nobody_knows_is_none(text: str) -> None:
    assert duration.find(text) == []
