"""All skills together: any text, no clash, and no skill without words."""

import string
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from myna.config import Config
from myna.core.errors import ServiceError
from myna.core.reply import Reply
from myna.nlu import intent_catalogue as books
from myna.skills.registry import build_skills
from myna.skills.skill_set import Skills
from skills.context_kit import FakeContext, every_skill

LANGUAGES = ("en-us", "en-gb", "de", "fr-fr", "es-es", "zh-cn", "ko")
ENGLISH = every_skill(Config(), FakeContext())
WORDS = """
    what is the how many days feet in a mile until time times plus minus half of percent to for please can you tell me
    volume up down forty five seven sleep say that again fourth july christmas degrees celsius ( ) + - 3 4.5 ? ! ' "
    {sum} <x> [ ] | set it today and divided by zero point
"""


def own(language: str) -> list[dict[str, Any]]:
    folder = files("myna.nlu").joinpath(language, "templates")
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in folder.iterdir()]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(string.printable, max_size=300)))
def test_any_text_is_taken(text: str) -> None:
    reply = ENGLISH.match(text)
    assert reply is None or isinstance(reply, Reply)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
def test_any_words_are_taken(text: str) -> None:
    reply = ENGLISH.match(text)
    assert reply is None or isinstance(reply, Reply)


@pytest.mark.parametrize("text", ["add " * 50, "a to " * 40, "( " * 100, "half of " * 25, "9^" * 99, "in " * 60])
def test_words_again_and_again_mean_nothing(text: str) -> None:
    assert ENGLISH.match(text) is None


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_skill_has_its_words(build: Callable[..., Skills], tag: str) -> None:
    """What a language understands it can answer."""
    skills = build(FakeContext(), tag)
    catalogue = books.IntentCatalogue(tag)
    assert {"time", "time_whole", "date", "volume", "volume_loudest", "volume_softest"} <= catalogue.responses.keys()
    assert skills.match("xyz") is None


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ko"])
def test_no_name_is_given_twice(language: str) -> None:
    """Lists, rules and responses of all files share their names, and lists and rules Home Assistant's too.

    Only the timers' ranges take the places of its own, which are narrower.
    """
    taken = {
        "lists": {name for name in books._borrowed(language)["lists"] if not name.startswith("timer_")},
        "expansion_rules": set(books._borrowed(language)["expansion_rules"]),
        "responses": set[str](),
    }
    for part in own(language):
        for kind, names in taken.items():
            assert not names & part.get(kind, {}).keys()
            names |= part.get(kind, {}).keys()


def test_a_language_without_words_of_its_own_has_no_skills() -> None:
    skills = every_skill(Config(language="ja"), FakeContext())
    assert skills.match("今何時") is None
    assert skills.match("what time is it") is None


async def test_without_a_box_those_that_need_one_say_so() -> None:
    skills = build_skills(Config())
    assert skills.match("what is two plus two") == Reply("2 plus 2 is 4.")
    reply = skills.match("louder")
    assert reply is not None
    assert reply.act is not None
    with pytest.raises(ServiceError, match="needs a Myna that runs"):
        await reply.act()
