"""The skills of a configuration."""

import logging

import pytest

from myna.config import Config
from myna.core.errors import ServiceError
from myna.core.reply import Reply
from myna.skills.registry import build_all_skills, build_skills
from myna.timers.manager import TimerManager
from skills.context_kit import FakeContext, SkillBuilder

TAGS = ("en-us", "en-gb", "de", "fr-fr", "es-es", "zh-cn", "ko")
ANSWERED = {
    "timer": "set a timer for five minutes",
    "alarm": "wake me at seven",
    "reminder": "remind me to call my mother at six",
    "clock": "what time is it",
    "calculator": "what is two plus two",
    "units": "how many feet in a mile",
    "volume": "louder",
    "speech": "slower",
    "repeat": "say that again",
    "about": "who are you",
    "stop": "never mind",
}


async def test_without_an_assistant_the_skills_that_need_one_say_so() -> None:
    skills = build_skills(Config())
    assert skills.decide("what is two plus two").reply == Reply("2 plus 2 is 4.")
    reply = skills.decide("louder").reply
    assert reply is not None
    assert reply.act is not None
    with pytest.raises(ServiceError, match="needs a Myna that runs"):
        await reply.act()


@pytest.mark.parametrize("tag", TAGS)
def test_in_every_language_what_is_no_sentence_is_nobody_s(build: SkillBuilder, tag: str) -> None:
    assert build(FakeContext(), tag).decide("xyz").reply is None


def test_the_skills_that_need_parsers_are_those_of_languages_that_have_them() -> None:
    assert build_skills(Config(language="de")).decide("what is two plus two").reply is None
    assert build_skills(Config(language="en-gb")).decide("what is two plus two").reply == Reply("2 plus 2 is 4.")


def test_the_log_names_the_skill_that_answers(build: SkillBuilder, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "myna.skills")
    skills = build(FakeContext())
    for name, text in ANSWERED.items():
        caplog.clear()
        assert skills.decide(text).reply is not None
        assert f"The {name} skill answers" in caplog.text


def test_rings_are_those_of_the_manager_s_timers() -> None:
    _, alerts = build_all_skills(Config(), FakeContext(), TimerManager())
    assert alerts.handlers().keys() == {"MynaSnooze", "MynaSnoozeAnew"}
