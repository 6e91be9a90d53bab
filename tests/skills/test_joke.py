"""Jokes and facts."""

from random import Random

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.skills.joke import JokeSkill
from myna.skills.skill_set import Classified


@pytest.mark.parametrize("kind", ["joke", "fact"])
def test_none_comes_again_before_all_are_told(kind: str) -> None:
    responses = load_intents("en-us").responses
    answer = JokeSkill(responses, Random(1)).answers()[f"joke.{kind}"]
    stock = {text for key, text in responses.items() if key.startswith(f"{kind}_")}
    replies = [answer(Classified("", f"joke.{kind}", 1.0)) for _ in stock]
    assert {reply.text for reply in replies if reply is not None} == stock
    assert len(stock) == 20


def test_a_language_without_jokes_is_silent() -> None:
    answer = JokeSkill(load_intents("de").responses, Random(1)).answers()["joke.joke"]
    assert answer(Classified("", "joke.joke", 1.0)) is None


def test_a_fact_about_something_else_says_so() -> None:
    skill = JokeSkill(load_intents("en-us").responses, Random(1), lambda text: "about" in text)
    fact, joke = (skill.answers()[f"joke.{kind}"] for kind in ("fact", "joke"))
    other = fact(Classified("tell me a fact about dogs", "joke.fact", 1.0))
    assert other is not None
    assert other.empty
    assert other.text.startswith("I have no fact about that here. Another one: ")
    for reply in (
        fact(Classified("a fact", "joke.fact", 1.0)),
        joke(Classified("a joke about dogs", "joke.joke", 1.0)),
    ):
        assert reply is not None
        assert not reply.empty
