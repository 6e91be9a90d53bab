"""Holidays of countries, by the package."""

import subprocess
import sys
from datetime import date

import pytest

from myna.knowledge.holidays import Holiday, Holidays, UnknownCountryError


@pytest.mark.parametrize(
    ("country", "today", "day", "name"),
    [
        ("US", date(2026, 11, 25), date(2026, 11, 26), "Thanksgiving Day"),
        ("US", date(2026, 12, 25), date(2027, 1, 1), "New Year's Day"),
        ("US", date(2026, 5, 1), date(2026, 5, 25), "Memorial Day"),
        ("GB-ENG", date(2026, 11, 25), date(2026, 12, 25), "Christmas Day"),
        ("GB-ENG", date(2026, 3, 1), date(2026, 4, 3), "Good Friday"),
        ("GB-SCT", date(2026, 11, 25), date(2026, 11, 30), "Saint Andrew's Day"),
        ("DE-BY", date(2026, 1, 2), date(2026, 1, 6), "Epiphany"),
        ("JP", date(2026, 2, 1), date(2026, 2, 11), "Foundation Day"),
    ],
)
def test_the_next_holiday(country: str, today: date, day: date, name: str) -> None:
    assert Holidays(country).next_after(today) == Holiday(day, name)


def test_a_holiday_on_a_weekend_has_a_day_in_lieu() -> None:
    found = Holidays("US").between(date(2026, 7, 1), date(2026, 7, 31))
    assert found == [
        Holiday(date(2026, 7, 3), "Independence Day", in_lieu=True),
        Holiday(date(2026, 7, 4), "Independence Day"),
    ]


def test_days_that_are_none_off_are_told_if_asked_for() -> None:
    october = date(2026, 10, 13), date(2026, 10, 31)
    assert Holidays("US").between(*october) == []
    assert Holidays("US").between(*october, unofficial=True) == [Holiday(date(2026, 10, 31), "Halloween")]
    assert Holidays("GB-ENG").between(*october, unofficial=True) == []


def test_the_holidays_of_two_years() -> None:
    found = Holidays("GB-ENG").between(date(2026, 12, 26), date(2027, 1, 1))
    assert [one.day for one in found] == [date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)]


@pytest.mark.parametrize("country", ["XX", "US-XX", "COUNTRY"])
def test_a_country_that_is_not_known_is_told(country: str) -> None:
    with pytest.raises(UnknownCountryError):
        Holidays(country).next_after(date(2026, 1, 1))


COUNTED = """
import sys
from datetime import date
from myna.knowledge.holidays import Holidays
assert "dateutil" not in sys.modules
Holidays("US").next_after(date(2026, 1, 1))
print(*(name for name in sys.modules if name.startswith("holidays.countries.")))
"""


def test_the_other_countries_are_not_imported() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["holidays.countries.united_states"]
