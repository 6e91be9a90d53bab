"""Questions about the world, and those about what is at hand."""

import pytest

from myna.nlu.en.general import is_general


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
