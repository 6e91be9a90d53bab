"""A time of day that a sentence names, and the moments that have it."""

from datetime import datetime, time

from myna.nlu.schedules import Clock


def test_a_clear_time_is_at_its_minute_alone() -> None:
    assert Clock(time(7, 30)).is_at(datetime(2026, 11, 25, 7, 30))
    assert not Clock(time(7, 30)).is_at(datetime(2026, 11, 25, 19, 30))
    assert not Clock(time(7, 30)).is_at(datetime(2026, 11, 25, 7, 31))


def test_an_ambiguous_one_is_in_either_half_of_the_day() -> None:
    assert Clock(time(7, 30), ambiguous=True).is_at(datetime(2026, 11, 25, 19, 30))
