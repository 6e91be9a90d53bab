"""Coins, dice, numbers and choices."""

from random import Random

import pytest

from myna.core.reply import Reply
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of
from myna.skills.chance import ChanceSkill
from myna.skills.skill_set import Classified, Skills


def draw(intent: str, text: str, seed: int = 1) -> Reply:
    parsers = parsers_of("en-us")
    assert parsers is not None
    skill = ChanceSkill(load_intents("en-us").responses, parsers, Random(seed))
    reply = skill.answers()[intent](Classified(text, intent, 1.0))
    assert reply is not None
    return reply


def test_a_coin_shows_both_sides_in_time() -> None:
    assert {draw("chance.coin", "flip a coin", seed).text for seed in range(20)} == {"Heads.", "Tails."}


def test_a_bet_is_won_or_lost() -> None:
    told = {draw("chance.coin", "flip a coin, i call tails", seed).text for seed in range(20)}
    assert told == {"Heads. You lose.", "Tails. You win."}


def test_dice_add_up() -> None:
    reply = draw("chance.dice", "roll a pair of ten sided dice")
    results = reply.slots["results"]
    assert len(results) == 2
    assert reply.slots["total"] == sum(results)
    assert all(1 <= result <= 10 for result in results)
    assert reply.text == f"You rolled {results[0]}, {results[1]}. That makes {sum(results)}."


def test_numbers_and_things() -> None:
    assert {draw("chance.dice", "a number between one and three", seed).slots["result"] for seed in range(30)} == {
        1,
        2,
        3,
    }
    assert draw("chance.coin", "pick one of red, green or blue").slots["result"] in ("red", "green", "blue")


def test_numbers_and_things_by_templates(skills: Skills) -> None:
    numbers = [skills.decide(text) for text in ("pick a number between 1 and 3", "give me a random number")]
    assert [(one.skill, one.slots["from"], one.slots["to"]) for one in numbers] == [
        ("chance", 1, 3),
        ("chance", 1, 100),
    ]
    assert all(one.slots["from"] <= one.slots["result"] <= one.slots["to"] for one in numbers)
    assert skills.decide("choose between pizza and pasta").slots["result"] in ("pizza", "pasta")
    assert skills.decide("give me a number for the dentist").intent != "MynaNumberDrawn"
    assert skills.decide("choose a song").intent != "MynaThingDrawn"


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("should we have pizza or curry you decide", {"pizza", "curry"}),
        ("red or blue you pick one for me", {"red", "blue"}),
        ("pick one of tea and coffee", {"tea", "coffee"}),
    ],
)
def test_one_of_the_things_is_decided(text: str, things: set[str]) -> None:
    assert {draw("chance.coin", text, seed).slots["result"] for seed in range(20)} == things
