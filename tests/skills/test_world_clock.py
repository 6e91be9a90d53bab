"""The time elsewhere, days, spans and zones, as the classifier's sentences ask for them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from myna.core.reply import Reply
from myna.knowledge.holidays import Holidays
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of
from myna.skills.holiday import HolidayFinder
from myna.skills.skill_set import Classified
from myna.skills.world_clock import WorldClockSkill

NOW = datetime(2026, 11, 25, 15, 10)


def ask(intent: str, text: str) -> Reply | None:
    parsers = parsers_of("en-us")
    assert parsers is not None
    holidays = HolidayFinder(Holidays("US"), parsers.questions.clock)
    responses = load_intents("en-us").responses
    skill = WorldClockSkill(responses, parsers, holidays, lambda: NOW, ZoneInfo("Europe/London"))
    return skill.answers()[intent](Classified(text, intent, 1.0))


@pytest.mark.parametrize(
    ("intent", "text", "told", "slots"),
    [
        (
            "time",
            "what time is it in tokyo",
            "In Tokyo it is 12:10 AM tomorrow.",
            {"time": "00:10", "zone": "Asia/Tokyo"},
        ),
        ("time", "tell me the time", "It is 3:10 PM.", {"time": "15:10"}),
        ("time", "what time will it be in three hours", "That is at 6:10 PM.", {"time": "18:10"}),
        ("date", "the date in two weeks", "That is Wednesday, December 9.", {"date": "2026-12-09"}),
        ("date", "days left in the year", "36 days are left in 2026.", {"days": 36}),
        ("until", "days until christmas", "30 days until Friday, December 25.", {"date": "2026-12-25", "days": 30}),
        ("until", "how long until 5 pm", "1 hour and 50 minutes until 5 PM.", {"seconds": 6600}),
        (
            "until",
            "how many hours until friday",
            "32 hours and 50 minutes until Friday, November 27.",
            {"seconds": 118200},
        ),
        (
            "zone",
            "what time zone is spain in",
            "The time zone of Madrid, Spain is Central European Time, UTC plus 1. It is 4:10 PM there.",
            {"zone": "Europe/Madrid", "offset": "+0100"},
        ),
        (
            "convert",
            "convert 3 pm london to sydney time",
            "3 PM in London is 2 AM tomorrow in Sydney.",
            {"time": "02:00", "from": "Europe/London", "to": "Australia/Sydney"},
        ),
        (
            "convert",
            "time difference between paris and new york",
            "It is 6 hours earlier in New York than in Paris.",
            {"hours": -6.0},
        ),
        ("until", "days until veterans day", "351 days until Thursday, November 11, 2027.", {"date": "2027-11-11"}),
        ("date", "how many days are in february", "February 2027 has 28 days.", {"month": "2027-02", "days": 28}),
        ("until", "how many days are there in this month", "November 2026 has 30 days.", {"days": 30}),
        ("until", "how many days does next month have", "December 2026 has 31 days.", {"days": 31}),
        (
            "until",
            "how many days are there between march 1st and april 15th",
            "There are 45 days between Monday, March 1 and Thursday, April 15.",
            {"from": "2027-03-01", "to": "2027-04-15", "days": 45},
        ),
        ("date", "what's the date of memorial day", "That is Monday, May 31.", {"date": "2027-05-31"}),
    ],
)
def test_answers(intent: str, text: str, told: str, slots: dict[str, Any]) -> None:
    reply = ask(f"clock.{intent}", text)
    assert reply is not None
    assert reply.text == told
    assert slots.items() <= reply.slots.items()


def test_a_place_that_is_not_known_is_asked_back() -> None:
    reply = ask("clock.time", "what time is it in lower wobbleton")
    assert reply is not None
    assert reply.question is not None
    answered = reply.question("near london")
    assert answered is not None
    assert answered.text == "In London it is 3:10 PM."
    assert reply.question("set a timer") is None


def test_the_zone_of_the_system_is_not_switched() -> None:
    reply = ask("clock.convert", "change my time zone")
    assert reply is not None
    assert reply.refuses


def test_an_order_to_switch_to_a_zone_is_told_the_time_there() -> None:
    reply = ask("clock.convert", "change my time zone to central")
    assert reply is not None
    assert reply.text.startswith("It is 9:10 AM, Central. I take the time zone from the system.")
    assert reply.act is None
    assert reply.slots["zone"] == "America/Chicago"


@pytest.mark.parametrize("intent", ["time", "convert"])
def test_the_sun_elsewhere_is_no_question_for_the_clock(intent: str) -> None:
    assert ask(f"clock.{intent}", "what time is sunset in paris") is None


def test_the_time_of_a_meeting_is_no_question_for_the_clock() -> None:
    assert ask("clock.time", "what time is my meeting") is None
