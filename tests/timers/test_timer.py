"""One timer, alarm or reminder."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.timers.timer import Kind, Timer, day_of_month, following

PIZZA = Timer(Kind.TIMER, 1000.0, "pizza", 600.0, number=1)
NOW = datetime(2026, 11, 27, 6, 59)  # a Friday
WEEKDAYS = (0, 1, 2, 3, 4)


def test_what_is_left() -> None:
    assert PIZZA.left(400.5) == 599.5
    assert PIZZA.left(2000.0) == 0.0


def test_what_is_left_while_it_is_paused_does_not_change() -> None:
    paused = Timer(Kind.TIMER, 1000.0, seconds=600.0, left_seconds=20.0)
    assert paused.paused
    assert not PIZZA.paused
    assert paused.left(0.0) == paused.left(5000.0) == 20.0


def test_a_timer_and_an_alarm_for_one_day_do_not_come_again() -> None:
    assert PIZZA.again(1000.0) is None
    assert Timer(Kind.ALARM, 1000.0).again(1000.0) is None


def test_an_alarm_for_certain_days_comes_again_on_the_next_of_them() -> None:
    alarm = Timer(Kind.ALARM, datetime(2026, 11, 27, 7).timestamp(), clock=time(7), days=WEEKDAYS, number=3)
    again = alarm.again(alarm.due + 5)
    assert again == Timer(Kind.ALARM, datetime(2026, 11, 30, 7).timestamp(), clock=time(7), days=WEEKDAYS, number=3)
    late = alarm.again(datetime(2026, 12, 1, 12).timestamp())
    assert late is not None
    assert late.due == datetime(2026, 12, 2, 7).timestamp()


def test_what_comes_again_after_an_interval_skips_the_times_that_are_over() -> None:
    hourly = Timer(Kind.REMINDER, 1000.0, "stretch", 3600.0, number=2, every_seconds=3600.0)
    for now, due in ((1000.5, 4600.0), (999.0, 4600.0), (4599.0, 4600.0), (4600.0, 8200.0), (20_000.0, 22_600.0)):
        again = hourly.again(now)
        assert again == Timer(Kind.REMINDER, due, "stretch", 3600.0, number=2, every_seconds=3600.0)


@pytest.mark.parametrize(
    ("days", "after", "moment"),
    [
        (WEEKDAYS, NOW, datetime(2026, 11, 27, 7)),
        (WEEKDAYS, datetime(2026, 11, 27, 7), datetime(2026, 11, 30, 7)),
        ((4,), datetime(2026, 11, 27, 7), datetime(2026, 12, 4, 7)),
    ],
)
def test_the_following_moment(days: tuple[int, ...], after: datetime, moment: datetime) -> None:
    assert following(time(7), days, after) == moment


@given(
    st.times().map(lambda clock: clock.replace(tzinfo=None)),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
)
def test_the_following_moment_is_after_now_within_a_week(clock: time, days: tuple[int, ...], after: datetime) -> None:
    moment = following(clock, days, after)
    assert moment > after
    assert (moment - after).days <= 7
    assert moment.time() == clock
    assert moment.weekday() in days


def test_what_programs_get() -> None:
    assert PIZZA.as_json(400.25) == {
        "kind": "timer",
        "due": "1970-01-01T00:16:40+00:00",
        "text": "pizza",
        "seconds": 600.0,
        "left_seconds": 599.8,
        "clock": None,
        "days": [],
        "number": 1,
        "every_seconds": 0.0,
        "every_days": 0,
        "every_months": 0,
        "month_day": 0,
        "paused": False,
    }
    alarm = Timer(Kind.ALARM, 1000.0, clock=time(7, 5), days=(5, 6), left_seconds=3.0).as_json(0.0)
    assert (alarm["clock"], alarm["days"], alarm["due"], alarm["paused"]) == ("07:05", [5, 6], None, True)


def _at(*moment: int) -> float:
    return datetime(*moment).timestamp()  # type: ignore[arg-type]


def test_what_comes_every_other_week_does_so_at_the_same_time_of_day() -> None:
    bins = Timer(Kind.REMINDER, _at(2026, 10, 20, 19), "bins", clock=time(19), every_days=14)
    again = bins.again(bins.due)
    assert again is not None
    assert again.shown == datetime(2026, 11, 3, 19)  # whatever the clocks did meanwhile
    late = bins.again(_at(2026, 11, 4, 12))
    assert late is not None
    assert late.shown == datetime(2026, 11, 17, 19)


def test_what_comes_every_month_falls_on_the_last_day_of_a_shorter_one() -> None:
    rent = Timer(Kind.REMINDER, _at(2027, 1, 31, 9), "rent", clock=time(9), every_months=1, month_day=31)
    seen = []
    for _ in range(3):
        following_one = rent.again(rent.due)
        assert following_one is not None
        rent = following_one
        seen.append(rent.shown.date())
    assert seen == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_on_which_days_it_falls() -> None:
    bins = Timer(Kind.REMINDER, _at(2026, 12, 1, 19), "bins", clock=time(19), every_days=14)
    days = [day for day in range(1, 32) if bins.falls_on(date(2026, 12, day))]
    assert days == [1, 15, 29]
    assert not bins.falls_on(date(2026, 11, 17))
    once = Timer(Kind.REMINDER, _at(2026, 12, 1, 19))
    assert [once.falls_on(date(2026, 12, day)) for day in (1, 2)] == [True, False]
    stretch = Timer(Kind.REMINDER, _at(2026, 12, 1, 19), every_seconds=1800.0)
    assert stretch.falls_on(date(2026, 12, 5))


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [
        (2, 30, date(2026, 2, 28)),
        (13, 5, date(2027, 1, 5)),
        (24, -1, date(2027, 12, 31)),
        (26, 29, date(2028, 2, 29)),
    ],
)
def test_days_of_months(month: int, day: int, expected: date) -> None:
    assert day_of_month(2026, month, day) == expected


def test_what_is_moved_keeps_its_interval_and_its_last_day() -> None:
    rent = Timer(Kind.REMINDER, _at(2027, 1, 31, 9), "rent", clock=time(9), every_months=1, month_day=-1)
    later = rent.moved(datetime(2027, 1, 31, 18))
    assert (later.shown, later.clock, later.month_day) == (datetime(2027, 1, 31, 18), time(18), -1)
    other = rent.moved(datetime(2027, 2, 5, 9))
    assert (other.every_months, other.month_day) == (1, 5)
