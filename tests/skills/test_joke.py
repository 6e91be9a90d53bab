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
