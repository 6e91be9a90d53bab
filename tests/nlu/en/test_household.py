"""What only those know who live in the house, and what takes hands."""

import pytest

from myna.nlu.en.household import CHORE, QUESTION, matter


@pytest.mark.parametrize(
    "text",
    [
        "did i take my pills this morning",
        "have i had my tablets",
        "where did i leave my keys",
        "where are my glasses",
        "what's my blood pressure",
        "when did i last change the filter",
        "did the postman come",
        "what did i have for breakfast",
        "how long have i slept",
        "how many steps have i done",
        "what size shoes do i take",
        "has the cat been fed",
        "do you know when the bins go out",
        "when do the bins go out",
        "what day is bin day",
        "whose turn is it to wash up",
        "what's for tea tonight",
        "is dinner ready",
        "is my daughter home yet",
        "where is everybody",
        "where's the remote",
        "who was that",
        "what was that noise",
        "what's the wifi password",
        "did anyone call while i was out",
        "do we have any milk left",
        "have we got enough eggs",
        "are there any tomatoes in the fridge",
        "how cold is it in the fridge",
        "um do you know who's at the door",
    ],
)
def test_what_only_the_household_knows_is_its_own(text: str) -> None:
    assert matter(text) == QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "feed the cat",
        "can you feed the cat please",
        "could you get me a beer",
        "i want you to wash the dishes",
        "wash the dishes for me",
        "cook dinner",
        "make me a sandwich",
        "make the bed",
        "hoover the lounge",
        "water the plants",
        "water the tomato plants",
        "let the dog out",
        "walk the dog",
        "take the bins out",
        "do the washing up",
        "set the table",
        "unload the dishwasher would you",
        "please go and answer the door",
        "boil an egg",
        "give me a hug",
        "lend me a fiver",
    ],
)
def test_a_chore_takes_hands(text: str) -> None:
    assert matter(text) == CHORE


@pytest.mark.parametrize(
    "text",
    [
        "how much money have i got",
        "did i get paid",
        "how long have i had my phone",
        "what's my name",
        "what's on my shopping list",
        "have i got any timers",
        "did i set an alarm",
        "have i got anything on tomorrow",
        "what is our nearest star",
        "did we land on the moon",
        "does my life have meaning",
        "did i ask you that already",
        "what did i just say",
        "is my english good",
        "what is the capital of france",
        "where is the eiffel tower",
        "where is the cat in the hat from",
        "is there a time limit on leaving pork in the fridge",
        "what is the best way to keep my hair dry",
        "how do i wash silk",
        "how long do i boil an egg",
        "remind me to feed the cat",
        "add wash the dishes to my list",
        "boil the eggs for six minutes",
        "set a timer",
        "make a note",
        "give me a minute",
        "put the kettle on",
        "turn off the lights",
        "let the music play",
        "clean energy",
        "walk me through it",
        "fetch the news",
        "change the subject",
    ],
)
def test_what_is_for_others_is_no_household_matter(text: str) -> None:
    assert matter(text) == ""
