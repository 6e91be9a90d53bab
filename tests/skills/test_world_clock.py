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


def skill() -> WorldClockSkill:
    parsers = parsers_of("en-us")
    assert parsers is not None
    holidays = HolidayFinder(Holidays("US"), parsers.questions.clock)
    responses = load_intents("en-us").responses
    return WorldClockSkill(responses, parsers, holidays, lambda: NOW, ZoneInfo("Europe/London"))


def ask(intent: str, text: str) -> Reply | None:
    return skill().answers()[intent](Classified(text, intent, 1.0))


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("how many hours behind us is new york", "It is 5 hours earlier in New York than here."),
        ("how far ahead of us is tokyo", "It is 9 hours later in Tokyo than here."),
        ("how many hours is sydney ahead of us", "It is 11 hours later in Sydney than here."),
        (
            "how far ahead is india compared to us",
            "It is 5 hours and 30 minutes later in India than here.",
        ),
        ("are we ahead of new york", "It is 5 hours later here than in New York."),
        ("how many days has november got", "November 2026 has 30 days."),
        ("how many days are there in february this year", "February 2026 has 28 days."),
        ("how many days does february have in 2028", "February 2028 has 29 days."),
        ("how long is march", "March 2027 has 31 days."),
        ("has september got thirty days", "September 2027 has 30 days."),
        (
            "if i was born in nineteen fifty how old am i",
            "Somebody born in 1950 is 75 until the birthday this year, and 76 from then on.",
        ),
        (
            "how old is somebody who was born in 1975",
            "Somebody born in 1975 is 50 until the birthday this year, and 51 from then on.",
        ),
        ("born in 2026 how old is that", "Somebody born in 2026 is not one year old yet."),
        (
            "i was born on the third of may nineteen eighty how old am i",
            "Somebody born on Saturday, May 3, 1980 is 46 now.",
        ),
        ("i was born on the third of december nineteen eighty how old am i",
         "Somebody born on Wednesday, December 3, 1980 is 45 now."),
        ("how far behind is liverpool", None),
        ("is paris ahead of london", None),
        ("how old is somebody born in 2090", None),
        ("how old was mozart when he died", None),
        ("how long is march madness", None),
    ],
)  # fmt: skip
def test_what_is_exact_is_told(text: str, told: str | None) -> None:
    found = skill().tells(text)
    assert (None if found is None else found[1].text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what's the time difference from us to tokyo", "It is 9 hours later in Tokyo than here."),
        ("how many hours between us and dubai", "It is 4 hours later in Dubai than here."),
        ("time difference between us eastern and us pacific", "It is 3 hours earlier by Pacific than by Eastern."),
        ("time difference between the us and japan", "It is 14 hours later in Japan than in New York, the US."),
    ],
)
def test_us_is_the_own_zone_unless_it_is_a_country(text: str, told: str) -> None:
    reply = ask("clock.convert", text)
    assert reply is not None
    assert reply.text == told


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
