"""When the sun rises and sets."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from myna.core.reply import Reply
from myna.nlu.templates import Intent
from myna.skills.skill_set import Classified, Skills
from myna.skills.sun import SunSkill
from skills.asked import english

LONDON, TROMSO = (51.507, -0.128), (69.649, 18.956)
NOW = datetime(2026, 11, 25, 12)


def skill_at(place: tuple[float, float] | None, now: datetime = NOW) -> SunSkill:
    return SunSkill(*english(), place, lambda: now, ZoneInfo("Europe/London"))


def ask(text: str, place: tuple[float, float] | None = LONDON, now: datetime = NOW) -> Reply | None:
    return skill_at(place, now).answers()["clock.sun"](Classified(text, "clock.sun", 1.0))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when is sunset", "The sun sets at 3:59 PM."),
        ("what time did the sun come up", "The sun rose at 7:35 AM."),
        ("when does the sun rise tomorrow", "The sun rises at 7:36 AM tomorrow."),
        ("when will it get dark on friday", "The sun sets at 3:57 PM on Friday."),
        ("when does the sun set in paris", "I know when the sun rises and sets here, and nowhere else."),
    ],
)
def test_answers(text: str, told: str) -> None:
    reply = ask(text)
    assert reply is not None
    assert reply.text == told


def test_the_time_is_a_slot() -> None:
    reply = ask("when is sunset")
    assert reply is not None
    assert reply.slots == {"date": "2026-11-25", "time": "15:59"}


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (NOW, "3 hours and 59 minutes until the sun sets at 3:59 PM."),
        (datetime(2026, 11, 25, 15, 58), "1 minute until the sun sets at 3:59 PM."),
        (datetime(2026, 11, 25, 20), "19 hours and 58 minutes until the sun sets at 3:58 PM."),
    ],
)
def test_how_long_it_is_until_then(now: datetime, told: str) -> None:
    until = Intent("MynaSun", {"event": "sunset", "until": True})
    reply = skill_at(LONDON, now).handlers()["MynaSun"](until)
    assert reply is not None
    assert reply.text == told


def test_where_the_sun_stays_down_it_says_so() -> None:
    reply = ask("when is sunrise", TROMSO, datetime(2026, 12, 21, 12))
    assert reply is not None
    assert reply.text == "The sun does not rise today."


@pytest.mark.parametrize("text", ["when is sunrise", "when is sunset in paris", "when does it get dark tomorrow"])
def test_without_a_place_it_says_what_to_set(text: str) -> None:
    reply = ask(text, None)
    assert reply is not None
    assert reply.refuses


@pytest.mark.parametrize(
    "text",
    [
        "when is sunrise",
        "what time is the sunset tomorrow",
        "what time does the sun go down today",
        "when does the sun come up on friday",
        "when will it get dark",
        "how long until sunset",
        "how many hours until the sun rises",
        "when does the sun set in tokyo",
    ],
)
def test_ways_of_asking(skills: Skills, text: str) -> None:
    decided = skills.decide(text)
    assert (decided.kind, decided.skill) == ("refuse", "clock")
    assert decided.intent in ("MynaSun", "clock.sun")


@pytest.mark.parametrize("text", ["how far away is the sun", "how hot is the sun", "who sang sunrise"])
def test_other_suns_are_the_language_model_s(skills: Skills, text: str) -> None:
    assert skills.decide(text).skill != "clock"
