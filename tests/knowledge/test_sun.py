"""Sunrise and sunset, to two minutes of the times in almanacs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from myna.knowledge.sun import Event, moment_of

LONDON, SYDNEY, TROMSO = (51.507, -0.128), (-33.869, 151.209), (69.649, 18.956)


@pytest.mark.parametrize(
    ("event", "place", "zone", "day", "clock"),
    [
        ("sunrise", LONDON, "Europe/London", date(2024, 6, 20), "04:43"),
        ("sunset", LONDON, "Europe/London", date(2024, 6, 20), "21:21"),
        ("sunrise", LONDON, "Europe/London", date(2024, 12, 21), "08:04"),
        ("sunrise", SYDNEY, "Australia/Sydney", date(2024, 12, 21), "05:41"),
        ("sunset", SYDNEY, "Australia/Sydney", date(2024, 12, 21), "20:05"),
    ],
)
def test_the_sun_is_on_time(event: Event, place: tuple[float, float], zone: str, day: date, clock: str) -> None:
    moment = moment_of(event, *place, day, ZoneInfo(zone))
    assert moment is not None
    expected = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
    assert abs(moment - expected) <= timedelta(minutes=2)


@pytest.mark.parametrize("day", [date(2024, 6, 20), date(2024, 12, 21)])
def test_behind_the_polar_circle_it_may_stay_where_it_is(day: date) -> None:
    assert moment_of("sunrise", *TROMSO, day, ZoneInfo("Europe/Oslo")) is None
