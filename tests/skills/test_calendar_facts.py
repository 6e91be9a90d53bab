"""Facts of the calendar and the clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of
from myna.skills.calendar_facts import CalendarFactsSkill

NOW = datetime(2026, 11, 25, 15, 10)


def _told(text: str, zone: str = "Europe/London") -> str:
    parsers = parsers_of("en-us")
    assert parsers is not None
    skill = CalendarFactsSkill(load_intents("en-us").responses, parsers, lambda: NOW, ZoneInfo(zone))
    told = skill.tells(text)
    return "" if told is None else told[1].text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when do the clocks go forward", "The clocks go forward by 1 hour on Sunday, March 28."),
        ("when do the clocks go back", "The clocks go back by 1 hour on Sunday, October 31, 2027."),
        ("when do the clocks change", "The clocks go forward by 1 hour on Sunday, March 28."),
        ("is twenty twenty eight a leap year", "Yes, 2028 is a leap year."),
        ("is it a leap year", "No, 2026 is no leap year."),
        ("when is the next leap year", "The next leap year is 2028."),
        ("is it the weekend yet", "No, that is Wednesday, November 25."),
        ("what's three hours before midnight", "That is at 9 PM."),
        ("how many hours between nine and half past five", "That is 8 hours and 30 minutes."),
        ("what is the capital of peru", ""),
    ],
)
def test_facts(text: str, told: str) -> None:
    assert _told(text) == told


def test_where_the_clocks_are_not_changed_that_is_told() -> None:
    assert _told("when do the clocks go back", "Asia/Tokyo") == "The clocks are not changed in my time zone."
