"""Sums that are told with their numbers."""

from fractions import Fraction

import pytest

from myna.nlu.en.questions.bills import find, going_on, scaled


@pytest.mark.parametrize(
    ("text", "said", "result", "currency"),
    [
        ("if the bill's forty two fifty what's a twelve percent tip", "12 percent of 42.5", "5.1", ""),
        (
            "it came to ninety pounds thirty and there's three of us what's that each",
            "90.3 divided by 3",
            "30.1",
            "pounds",
        ),
        ("there's four of us and it came to fifty how much each", "50 divided by 4", "12.5", ""),
        ("split ninety between four", "90 divided by 4", "22.5", ""),
        (
            "split sixty pounds three ways with a ten percent tip",
            "(60 plus 10 percent) divided by 3",
            "22",
            "pounds",
        ),
        ("they've twenty percent off a fifty dollar coat what am i paying", "20 percent off 50", "40", "dollars"),
        ("dinner was eighty quid with a ten percent tip what's that altogether", "80 plus 10 percent", "88", "pounds"),
        (
            "sixty quid plus ten percent service for six of us what's it each",
            "(60 plus 10 percent) divided by 6",
            "11",
            "pounds",
        ),
    ],
)
def test_what_is_told_with_its_numbers(text: str, said: str, result: str, currency: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.text, found.number, found.currency) == (said, Fraction(result), currency)


@pytest.mark.parametrize(
    "text",
    [
        "we paid fifty each for the four of us",
        "what's four times five",
        "they had twenty percent off everything",
        "how much is each of the three",
        "what's twenty percent of a hundred and ten",
    ],
)
def test_a_story_and_a_plain_sum_are_none(text: str) -> None:
    assert find(text) is None


def test_half_an_amount() -> None:
    found = scaled("halve two hundred and fifty grams for me")
    assert found is not None
    assert (found.text, found.number) == ("half of 250 grams", 125)
    assert scaled("double the recipe") is None


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("and half of that", "25"),
        ("add ten percent", "55"),
        ("knock off twenty percent", "40"),
        ("double it", "100"),
        ("split that five ways", "10"),
        ("add that to the sixty", "110"),
        ("and with a ten percent tip", "55"),
    ],
)
def test_what_goes_on_with_a_result(text: str, result: str) -> None:
    found = going_on(text, Fraction(50))
    assert found is not None
    assert found.number == Fraction(result)


@pytest.mark.parametrize("text", ["add eggs", "half the street", "that's too much", "split up"])
def test_what_does_not(text: str) -> None:
    assert going_on(text, Fraction(50)) is None
