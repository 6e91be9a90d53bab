"""Times of day anywhere in a sentence."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en.slots import time_of_day
from myna.nlu.en.slots.time_of_day import TimeOfDay


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("alarm for 7:00", "7:00?"),
        ("836 pm", "20:36"),
        ("8:36pm", "20:36"),
        ("8 p.m.", "20:00"),
        ("eight p m", "20:00"),
        ("half seven", "7:30?"),
        ("wake me at half past seven", "7:30?"),
        ("ten till eight", "7:50?"),
        ("quarter to nine", "8:45?"),
        ("a quarter past 5", "5:15?"),
        ("ten of five", "4:50?"),
        ("five minutes before noon", "11:55"),
        ("twenty past twelve", "0:20?"),
        ("seven sharp", "7:00?"),
        ("noon", "12:00"),
        ("at noon forty", "12:40"),
        ("before bed", "22:00"),
        ("no later than nine", "9:00?"),
        ("12 noon", "12:00"),
        ("midnight", "0:00"),
        ("at 1600", "16:00"),
        ("sixteen hundred hours", "16:00"),
        ("oh six hundred", "6:00"),
        ("an alarm at six hundred hours", "6:00"),
        ("at lunch time", "12:00"),
        ("by bedtime", "22:00"),
        ("alert me at five hours", "5:00?"),
        ("07:30", "7:30"),
        ("at 0730", "7:30"),
        ("seven in the evening", "19:00"),
        ("three thirty in the morning", "3:30"),
        ("seven o'clock", "7:00?"),
        ("at six thirty", "6:30?"),
        ("six oh five", "6:05?"),
        ("at twenty one thirty", "21:30"),
        ("at 9", "9:00?"),
        ("an alarm for five hundred and thirty", "5:30?"),
        ("twelve am", "0:00"),
        ("twelve pm", "12:00"),
        ("at twelve at night", "0:00"),
        ("tonight at 8", "20:00"),
        ("arrive tonight at five", "17:00"),
        ("at two tonight", "2:00"),
        ("tomorrow morning at six", "6:00"),
        ("six tomorrow morning", "6:00"),
        ("friday night at nine", "21:00"),
        ("eight tomorrow", "8:00?"),
        ("a table for two at 7", "7:00?"),
        ("at half two", "2:30?"),
        ("wake the two of us tomorrow and 8 people on sunday at nine", "9:00?"),
    ],
)
def test_a_time_is_found(text: str, clock: str) -> None:
    [found] = time_of_day.find(text)
    hour, minute = clock.removesuffix("?").split(":")
    assert (found.value.clock, found.value.ambiguous) == (time(int(hour), int(minute)), clock.endswith("?"))


@pytest.mark.parametrize(
    ("text", "clocks"),
    [
        ("alarms for 6am and 615am", ["06:00", "06:15"]),
        ("one alarm for 215pm and another for 7pm", ["14:15", "19:00"]),
        ("eight to ten pm", ["20:00", "22:00"]),
        ("alarms for 6, 7 and 8 am", ["06:00", "07:00", "08:00"]),
        ("at six and seven and eight pm", ["18:00", "19:00", "20:00"]),
        ("eleven to two pm", ["11:00", "14:00"]),
        ("am i busy from three to five", ["03:00", "05:00"]),
        ("10:00 and another for 3:00", ["10:00", "03:00"]),
        ("wake me at 7 tomorrow and 8 on saturday", ["07:00", "08:00"]),
        ("alarms for 6 am and 7", ["06:00", "07:00"]),
        ("at six and at half past seven", ["06:00", "07:30"]),
    ],
)
def test_several_times_are_found(text: str, clocks: list[str]) -> None:
    found = [one.value.clock for one in time_of_day.find(text)]
    assert [clock.isoformat("minutes") for clock in found if clock] == clocks


@pytest.mark.parametrize(
    ("text", "part", "today"),
    [
        ("in the afternoon", "afternoon", False),
        ("tonight", "night", True),
        ("this evening", "evening", True),
        ("tomorrow morning", "morning", False),
        ("at night", "night", False),
    ],
)
def test_a_part_of_the_day_alone(text: str, part: str, today: bool) -> None:
    assert [found.value for found in time_of_day.find(text)] == [TimeOfDay(None, False, part, today)]


@pytest.mark.parametrize(
    "text",
    [
        "good morning",
        "at 9 shops",
        "nine to five",
        "five to ten minutes",
        "a number from three to five",
        "half the lights",
        "night mode on",
        "in 1945",
        "until 2030",
        "timer for ten",
        "at five minutes",
        "twenty one thirty",
        "7",
    ],
)
def test_what_is_no_time_is_not_found(text: str) -> None:
    assert time_of_day.find(text) == []


@pytest.mark.parametrize(("text", "clock"), [("seven", time(7)), ("seven thirty", time(7, 30)), ("1630", time(16, 30))])
def test_a_number_alone_is_an_answer(text: str, clock: time) -> None:
    assert [found.value.clock for found in time_of_day.find(text, answer=True)] == [clock]


@given(st.times(), st.sampled_from(["{}", "set an alarm for {}", "wake me at {} please"]))
def test_what_is_said_is_found_again(moment: time, sentence: str) -> None:
    value = TimeOfDay(moment.replace(second=0, microsecond=0))
    assert [found.value for found in time_of_day.find(sentence.format(time_of_day.said(value)))] == [value]


@given(st.integers(0, 11), st.integers(0, 59))
def test_an_ambiguous_time_that_is_said_is_found_again(hour: int, minute: int) -> None:
    value = TimeOfDay(time(hour, minute), ambiguous=True)
    assert [found.value for found in time_of_day.find(time_of_day.said(value))] == [value]


@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm"]), st.data())
def test_any_wording(hour: int, minute: int, half: str, data: st.DataObject) -> None:
    hours, minutes = num2words(hour), num2words(minute)
    wordings = [f"{hour}:{minute:02}{half}", f"{hour}{minute:02} {half}", f"{hour}:{minute:02} {half[0]}.m."]
    if minute == 0:
        wordings += [f"{hours} {half}", f"{hours} o'clock {half}", f"{hour}{half}"]
    elif minute < 10:
        wordings += [f"{hours} oh {minutes} {half}"]
    else:
        wordings += [f"{hours} {minutes} {half}", f"{hour} {minutes} {half}"]
    if 0 < minute < 60:
        wordings += [
            f"{minutes} minutes past {hours} {half}",
            f"{num2words(60 - minute)} minutes to {num2words(hour % 12 + 1)}",
        ]
    text = data.draw(st.sampled_from(wordings))
    [found] = time_of_day.find(f"set an alarm for {text}")
    assert found.value.clock is not None
    assert (found.value.clock.hour % 12, found.value.clock.minute) == (hour % 12, minute)
    assert found.value.ambiguous or found.value.clock.hour == hour % 12 + 12 * (half == "pm")


@given(st.text(alphabet="at for half past to 0123456789: pm am noon in the morning minutes", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for found in time_of_day.find(text):
        assert 0 <= found.start < found.end <= len(text)
