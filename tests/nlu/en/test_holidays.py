"""Public holidays, by their rules."""

from datetime import date

import pytest

from myna.nlu.en import holidays


@pytest.mark.parametrize(
    ("tag", "today", "day", "name"),
    [
        ("en-us", date(2026, 11, 25), date(2026, 11, 26), "Thanksgiving"),
        ("en-us", date(2026, 12, 25), date(2027, 1, 1), "New Year's Day"),
        ("en-us", date(2026, 5, 1), date(2026, 5, 25), "Memorial Day"),
        ("en-gb", date(2026, 11, 25), date(2026, 12, 25), "Christmas Day"),
        ("en-gb", date(2026, 3, 1), date(2026, 4, 3), "Good Friday"),
        ("en-gb", date(2026, 8, 1), date(2026, 8, 31), "the summer bank holiday"),
    ],
)
def test_the_next_holiday(tag: str, today: date, day: date, name: str) -> None:
    assert holidays.next_after(tag, today) == (day, name)
