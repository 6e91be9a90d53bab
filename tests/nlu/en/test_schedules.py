"""What an English sentence says of when, of which, and to what it is changed."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en import schedules
from myna.nlu.schedules import Clock, Point, Schedule

NOW = datetime(2026, 11, 25, 22, 40)  # a Wednesday


def read(text: str) -> Schedule:
    return schedules.read(text, NOW, waking_hour=4)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("wake me at seven", [Point(datetime(2026, 11, 26, 7))]),
        ("do not let me sleep past half six tomorrow", [Point(datetime(2026, 11, 26, 6, 30))]),
        ("remind me in ten minutes", [Point(datetime(2026, 11, 25, 22, 50), True, 600.0)]),
        ("a reminder for ten minutes please", [Point(datetime(2026, 11, 25, 22, 50), True, 600.0)]),
        ("a ten minute reminder", [Point(datetime(2026, 11, 25, 22, 50), True, 600.0)]),
        ("wake me at quarter to", [Point(datetime(2026, 11, 25, 22, 45))]),
        ("wake me at half past", [Point(datetime(2026, 11, 25, 23, 30))]),
        ("remind me at ten past to ring bob", [Point(datetime(2026, 11, 25, 23, 10))]),
        ("wake me at half past six", [Point(datetime(2026, 11, 26, 6, 30))]),
        ("three weeks from today remind me to pay", [Point(datetime(2026, 12, 16, 9), False)]),
        ("remind me to run for ten minutes", []),
        ("remind me on friday", [Point(datetime(2026, 11, 27, 9), False)]),
        ("ten minutes before eight a m", [Point(datetime(2026, 11, 26, 7, 50))]),
        ("set a timer", []),
    ],
)
def test_the_moments(text: str, points: list[Point]) -> None:
    assert list(read(text).points) == points


def test_times_days_and_parts_of_the_day() -> None:
    alarm = read("the alarm at seven on friday")
    assert alarm.clocks == (Clock(time(7), ambiguous=True),)
    assert alarm.days == (date(2026, 11, 27), date(2026, 11, 27))
    assert read("tomorrow evening's alarm").hours == (time(17), time(23, 59))
    assert read("an alarm").days is read("an alarm").hours is None


@pytest.mark.parametrize(
    ("clock", "hour", "fits"),
    [
        (Clock(time(7), ambiguous=True), 7, True),
        (Clock(time(7), ambiguous=True), 19, True),
        (Clock(time(7)), 19, False),
        (Clock(time(19)), 19, True),
        (Clock(time(8), ambiguous=True), 7, False),
    ],
)
def test_a_time_of_day_is_that_of_a_moment(clock: Clock, hour: int, fits: bool) -> None:
    assert clock.is_at(datetime(2026, 11, 26, hour)) is fits


@pytest.mark.parametrize(
    ("text", "weekdays", "every_seconds"),
    [
        ("every friday at two", (4,), 0.0),
        ("weekly on monday at nine", (0,), 0.0),
        ("every half hour", (), 1800.0),
        ("every 30 minutes", (), 1800.0),
        ("every month", (), 0.0),
    ],
)
def test_what_repeats(text: str, weekdays: tuple[int, ...], every_seconds: float) -> None:
    schedule = read(f"remind me {text}")
    assert (schedule.repeats, schedule.weekdays, schedule.every_seconds) == (True, weekdays, every_seconds)


@pytest.mark.parametrize(
    ("text", "every_one", "next_one"),
    [
        ("cancel all alarms", True, False),
        ("cancel my alarms", True, False),
        ("cancel one of my alarms", False, False),
        ("cancel the alarm", False, False),
        ("clear my calendar", True, False),
        ("cancel the next alarm", False, True),
        ("when is my next scheduled alarm", False, True),
        ("which are the next alarms", True, False),
        ("cancel the alarm that rings every day", False, False),
        ("wake me at 7 tomorrow and 8 on saturday", True, False),
        ("alarms for six, seven and eight am", True, False),
        ("an alarm at ten pm and at midnight", True, False),
        ("an alarm for 7:00 and another one set for 9:00", True, False),
        ("an alarm for seven so that i am at work at nine", False, False),
    ],
)
def test_which_of_several(text: str, every_one: bool, next_one: bool) -> None:
    assert (read(text).every_one, read(text).next_one) == (every_one, next_one)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("add two minutes", 1),
        ("i need five more minutes", 1),
        ("an hour later", 1),
        ("take two minutes off", -1),
        ("ten minutes earlier", -1),
        ("change it to five minutes", 0),
        ("make it longer", 0),
    ],
)
def test_to_more_or_to_less(text: str, shift: int) -> None:
    assert read(text).shift == shift


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("remind me to buy milk tomorrow at six", "buy milk"),
        ("set a reminder for friday that the rent is due", "the rent is due"),
        ("tomorrow i have to call Anna so please remind me", "call Anna"),
        ("can i have a reminder", ""),
        ("remind me of something at six", ""),
        ("what a day", ""),
    ],
)
def test_of_what_to_remind(text: str, what: str) -> None:
    assert read(text).what == what


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("put the dentist on my calendar for friday at ten", "dentist"),
        ("please schedule a call with Bob tomorrow", "call with Bob"),
        ("i've got a dinner with Ann on saturday", "dinner with Ann"),
        ("add an event to my calendar", ""),
        ("make sure to add to my calendar the rehearsal on friday", "rehearsal"),
        ("i have to add a trip to my calendar for friday", "trip"),
        ("i need a party added to my schedule for march 7", "party"),
    ],
)
def test_what_goes_into_a_calendar(text: str, entry: str) -> None:
    assert schedules.entry(text) == entry


@pytest.mark.parametrize(
    ("text", "which", "new"),
    [
        ("move my alarm to eight", "move my alarm", "at eight"),
        ("move the alarm from seven to half past eight", "move the alarm from seven", "at half past eight"),
        ("change my alarm for tomorrow to nine", "change my alarm for tomorrow", "at nine"),
        ("change the timer to five minutes", "change the timer", "five minutes"),
        ("set the alarm for nine instead", "set the alarm", "for nine instead"),
        ("change the alarm", "change the alarm", "change the alarm"),
        ("move the reminder to call Ann to seven", "move the reminder to call Ann", "at seven"),
        ("reschedule lunch with Ann to friday", "reschedule lunch with Ann", "at friday"),
    ],
)
def test_what_is_changed_and_to_what(text: str, which: str, new: str) -> None:
    assert schedules.halves(text) == (which, new)


@pytest.mark.parametrize(
    ("answer", "joined"),
    [
        ("at seven", "an alarm at seven"),
        ("seven", "an alarm at seven"),
        ("tomorrow", "an alarm tomorrow"),
        ("ten minutes", "an alarm in ten minutes"),
        ("for ten minutes", "an alarm in ten minutes"),
        ("every day", "an alarm every day"),
        ("the blue one", None),
        ("what happens at seven", None),
        ("turn off the light at seven", None),
    ],
)
def test_an_answer_to_when(answer: str, joined: str | None) -> None:
    assert schedules.answered("an alarm", answer) == joined


@pytest.mark.parametrize(
    ("answer", "joined"),
    [
        ("ten minutes", "a timer for ten minutes"),
        ("for ten minutes for the pasta", "a timer for ten minutes for the pasta"),
        ("until seven p m", "a timer until seven p m"),
        ("ten", "a timer for ten minutes"),
        ("um, 10 please", "a timer for 10 minutes"),
        ("uh, ten minutes", "a timer for ten minutes"),
        ("ten apples", None),
        ("no idea", None),
    ],
)
def test_an_answer_to_how_long(answer: str, joined: str | None) -> None:
    assert schedules.lasting("a timer", answer) == joined


def test_an_answer_to_of_what() -> None:
    assert schedules.about("remind me", "to call Anna at six") == "remind me, remind me to call Anna at six"
    assert schedules.about("remind me", "well, at six") == "remind me at six"
    assert schedules.about("remind me", "me") is None
    assert schedules.about("remind me", "why is the sky blue") is None


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    schedule = read(text)
    assert all(length >= 0 for length in schedule.lengths)
    assert schedules.halves(text)[0] in text
    assert isinstance(schedules.entry(text), str)


@pytest.mark.parametrize(
    ("text", "days", "hours"),
    [
        ("what do i have after friday", (date(2026, 11, 28), date(2027, 11, 27)), None),
        ("anything before friday", (date(2026, 11, 25), date(2026, 11, 26)), None),
        ("alarms after five am", None, (time(5), time(23, 59))),
        ("alarms before noon", None, (time(0), time(11, 59))),
        ("meetings from three to five", None, (time(15), time(17))),
        ("am i free between eleven and two", None, (time(11), time(14))),
        ("the alarm at five", None, None),
    ],
)
def test_what_is_before_after_and_between(
    text: str, days: tuple[date, date] | None, hours: tuple[time, time] | None
) -> None:
    assert (read(text).days, read(text).hours) == (days, hours)


@pytest.mark.parametrize(
    ("text", "concerns"),
    [
        ("when is the meeting with bob", True),
        ("when did my meeting take place", True),
        ("when did the meeting of yalta take place", False),
        ("who was at the meeting of the three kings", False),
    ],
)
def test_history_is_no_calendar(text: str, concerns: bool) -> None:
    assert schedules.concerns_calendar(text) is concerns


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("please move my reminder to six", True),
        ("could you postpone the meeting", True),
        ("remind me to move the car", False),
    ],
)
def test_what_moves_a_reminder(text: str, moves: bool) -> None:
    assert schedules.moves(text) is moves


def test_a_number_is_no_name() -> None:
    assert read("what are the next three alarms").name == ""


@pytest.mark.parametrize(
    ("text", "lengths", "names"),
    [
        ("set two timers one for pasta for ten minutes and one for eggs for 5", (600.0,), ()),
        ("two timers, one for pasta for ten minutes and one for eggs for an hour", (600.0, 3600.0), ("pasta", "eggs")),
        ("set timers 5 minutes for pasta and 10 minutes for eggs", (300.0, 600.0), ("pasta", "eggs")),
        ("set two timers for 5 and 10 minutes", (300.0, 600.0), ("", "")),
    ],
)
def test_each_of_several_timers_has_its_name(text: str, lengths: tuple[float, ...], names: tuple[str, ...]) -> None:
    assert (read(text).lengths, read(text).names) == (lengths, names)
