"""Words, letter by letter."""

import pytest

from myna.core.reply import Reply
from myna.nlu.en.questions import settings
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of
from myna.skills.skill_set import Classified
from myna.skills.spelling import SpellingSkill
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


def ask(text: str) -> Reply:
    parsers = parsers_of("en-us")
    assert parsers is not None
    skill = SpellingSkill(load_intents("en-us").responses, parsers)
    reply = skill.answers()["spelling.spell"](Classified(text, "spelling.spell", 1.0))
    assert reply is not None
    return reply


def test_a_word_is_spelled() -> None:
    reply = ask("how do you spell necessary")
    assert reply.text == "Necessary: N, E, C, E, S, S, A, R, Y."
    assert reply.slots == {"word": "necessary"}


def test_letters_are_counted() -> None:
    assert ask("how many p's are in apple").text == "P is 2 times in apple."


def test_which_of_two_spellings_is_right_is_told(build: SkillBuilder) -> None:
    skills = build(FakeContext())
    assert answer(skills, "is it one c or two in accommodate") == "C is 2 times in accommodate."
    assert answer(skills, "does parallel have one l or two") == "L is 3 times in parallel."


def test_the_word_is_asked_for() -> None:
    reply = ask("i need help with spelling")
    assert reply.question is not None
    answered = reply.question("Rhythm.")
    assert answered is not None
    assert answered.slots == {"word": "rhythm"}
    assert reply.question("set a timer for five minutes") is None


def test_what_is_surely_no_count_is_left_alone() -> None:
    parsers = parsers_of("en-us")
    assert parsers is not None
    count = SpellingSkill(load_intents("en-us").responses, parsers).answers()["spelling.count"]
    assert count(Classified("how many a levels are in england", "spelling.count", 0.5)) is None
    assert count(Classified("how do you spell england", "spelling.count", 0.5)) is None
    reply = count(Classified("how many es are in receiving", "spelling.count", 0.5))
    assert reply is not None
    assert reply.slots == {"word": "receiving", "letter": "e", "count": 2}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("how'd you spell knight like the one with a horse", "knight"),
        ("spell their as in belonging to them", "their"),
        ("how one writes beautiful", "beautiful"),
        ("how do you write the word rhythm", "rhythm"),
        ("spell like", "like"),
        ("how do you write necessary", "necessary"),
        ("how to write accommodation", "accommodation"),
        ("how's necessary spelt", "necessary"),
        ("how is necessary written", "necessary"),
        ("necessary how do you write it", "necessary"),
    ],
)
def test_which_of_the_words_that_sound_alike_is_meant_is_not_spelled(text: str, word: str) -> None:
    asked = settings.spelling(text)
    assert asked is not None
    assert asked.word == word


def test_what_else_one_writes_is_not_spelled(build: SkillBuilder) -> None:
    skills = build(FakeContext())
    assert answer(skills, "how one writes beautiful") == "Beautiful: B, E, A, U, T, I, F, U, L."
    assert answer(skills, "how does one write poetry") is None
    assert answer(skills, "how do you write code") is None
    assert answer(skills, "how do you write a letter") is None
