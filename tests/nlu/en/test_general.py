"""Questions about the world, and those about what is at hand."""

import pytest

from myna.nlu.en.general import has_form_of_fact, is_certain_fact, is_general


@pytest.mark.parametrize(
    "question",
    [
        "who sang stop in the name of love",
        "What album is Help by the Beatles on?",
        "How do bills pass through Parliament?",
        "In 1979, what was the average mpg for American cars?",
        "tell me who wrote the theme song for the winter olympics",
    ],
)
def test_about_the_world(question: str) -> None:
    assert is_general(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "what is my balance",
        "who sings this song",
        "what meetings are there today",
        "play who let the dogs out",
        "",
        "?",
    ],
)
def test_about_what_is_at_hand_or_no_question(sentence: str) -> None:
    assert not is_general(sentence)


@pytest.mark.parametrize(
    "question",
    [
        "who sang you are my sunshine",
        "Who plays the sheriff in the silver valley?",
        "when does the tour of flanders start",
        "where was the harvest film festival held",
    ],
)
def test_certainly_a_fact_whatever_words_a_title_has(question: str) -> None:
    assert is_certain_fact(question)


@pytest.mark.parametrize(
    "sentence",
    ["who sings this song", "who plays the song playing now", "when does my meeting start", "play you are my sunshine"],
)
def test_what_is_at_hand_is_no_certain_fact(sentence: str) -> None:
    assert not is_certain_fact(sentence)


def test_a_form_of_facts_may_have_any_words_behind_it() -> None:
    assert has_form_of_fact("where is the castle in tell me your dreams")
    assert not has_form_of_fact("what do people call you")
