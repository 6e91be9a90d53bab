"""Sums and conversions in people's words."""

from fractions import Fraction

import pytest

from myna.nlu.en.questions import sums


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("add ten percent to sixty", 66),
        ("add 15% to 80", 92),
        ("ten percent more than sixty", 66),
        ("what is 10% less than sixty", 54),
        ("what's twenty five less than sixty", 35),
        ("ten less three", 7),
        ("twenty one split by seven", 3),
        ("twelve take away five", 7),
        ("the average of 3, 5 and 10", 6),
        ("average eighty and ninety", 85),
        ("what's 15% of 80", 12),
        ("ninety take away thirty two", 58),
        ("forty less five", 35),
        ("what is a hundred split by four", 25),
        ("twenty dollars times three", 60),
        ("the average of two, four and nine", 5),
        ("what is the square of twelve", 144),
        ("add up 3, 7, 9 and 24", 43),
        ("take five from twelve", 7),
        ("how many times does 8 go into 56", 7),
        ("the square root of 81 please", 9),
        ("what percentage of 80 is 20", Fraction(1, 4)),
        ("three to the 4th power", 81),
        ("3/4 of 20", 15),
        ("take six and divide it by three", 2),
        ("split 90 dollars by four friends", Fraction(45, 2)),
        ("share 60 between 5 people", 12),
        ("what is the quotient of 144 and 12", 12),
        ("what is the remainder when five hundred and twenty one is divided by three", 2),
        ("the remainder of 10 divided by 4", 2),
        ("is 126 divisible by 8", Fraction(63, 4)),
        ("what is 30 out of 40 as a percentage", Fraction(3, 4)),
        ("eight dollars and fifty cents plus three dollars", Fraction(23, 2)),
        ("how much is 5 dollars plus twenty cents", Fraction(26, 5)),
        ("what is $3 plus 75 cents", Fraction(15, 4)),
        ("twenty cents times three", 60),
    ],
)
def test_a_sum_is_found(text: str, result: int | Fraction) -> None:
    found = sums.find(text)
    assert found is not None
    assert found.number == result


@pytest.mark.parametrize(
    "text", ["help me with math", "is five plus two seven eight", "the weather", "is five less than six"]
)
def test_no_sum_is_made_up(text: str) -> None:
    assert sums.find(text) is None


def test_money_is_kept() -> None:
    found = sums.find("what is twenty dollars times three")
    assert found is not None
    assert found.currency == "dollars"


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("how many cups in a gallon", "gallon", "cups"),
        ("please convert 5 feet 11 to cm", "5 feet 11", "cm"),
        ("what is the conversion of inches to centimeters", "inches", "centimeters"),
    ],
)
def test_a_conversion_is_among_the_candidates(text: str, amount: str, unit: str) -> None:
    assert any(one.endswith(amount) and other == unit for one, other in sums.conversions(text))
