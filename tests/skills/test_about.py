"""What Myna says of itself."""

import pytest

from myna import __version__
from myna.config import Config
from myna.core.reply import Reply
from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.context_kit import FakeContext, every_skill


@pytest.mark.parametrize("question", ["what is your name", "What's your name?", "who are you"])
def test_its_name(skills: Skills, question: str) -> None:
    assert answer(skills, question) == "My name is Myna. Call me with: computer."


def test_its_name_where_it_always_listens() -> None:
    assert answer(every_skill(Config(wake_word=""), FakeContext()), "who are you") == "My name is Myna."


@pytest.mark.parametrize("question", ["what can you do", "help", "what can i ask you", "how can you help me"])
def test_what_it_can_do(skills: Skills, question: str) -> None:
    told = answer(skills, question)
    assert told is not None
    assert told.startswith("I tell the time")


@pytest.mark.parametrize("text", ["good night", "Good night!", "goodnight"])
def test_good_night_is_wished(skills: Skills, text: str) -> None:
    decision = skills.decide(text)
    assert (decision.skill, decision.reply) == ("about", Reply("Good night."))


def test_its_version(skills: Skills) -> None:
    assert answer(skills, "what version are you") == f"I am Myna {__version__}."


@pytest.mark.parametrize("question", ["what model are you", "which language model do you use", "what is your model"])
def test_its_model(skills: Skills, question: str) -> None:
    assert answer(skills, question) == "My language model is smollm2-135m."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i love you", "Thank you. I am glad to help."),
        ("you are the best", "Thank you. I am glad to help."),
        ("merry christmas", "Thank you. All the best to you."),
        ("who made you", "I am free software, made by the people of the Myna project."),
        ("do you have feelings", "I am a program: a voice assistant, and no human being."),
        ("what languages do you speak", "One at a time: English now. My configuration can set another one."),
    ],
)
def test_what_is_said_to_it(skills: Skills, text: str, told: str) -> None:
    assert answer(skills, text) == told


@pytest.mark.parametrize("text", ["you're stupid", "that's wrong", "that was not what i asked"])
def test_scolded_it_says_how_to_take_something_back(skills: Skills, text: str) -> None:
    assert "cancel that" in (answer(skills, text) or "")


def test_only_its_own_age_is_told(skills: Skills) -> None:
    assert skills.decide("how old are you").skill == "about"
    assert skills.decide("how old will i be in 2030 if i was born in 1990").skill != "about"
