"""English numbers in words and digits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zero", 0),
        ("forty two", 42),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("a hundred five", 105),
        ("twelve hundred", 1200),
        ("two thousand and four", 2004),
        ("three hundred thousand", 300_000),
        ("two million three", 2_000_003),
        ("3 million", 3_000_000),
        ("1,024", 1024),
        ("0.5", Fraction(1, 2)),
        (".5", Fraction(1, 2)),
        ("three point one four", Fraction("3.14")),
        ("two point oh five", Fraction("2.05")),
        ("two point five million", 2_500_000),
        ("half", Fraction(1, 2)),
        ("a half", Fraction(1, 2)),
        ("two thirds", Fraction(2, 3)),
        ("three quarters", Fraction(3, 4)),
        ("two and a half", Fraction(5, 2)),
        ("one and three quarters", Fraction(7, 4)),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("hundred", 100),
        ("hundred eighty", 180),
        ("hundred and five", 105),
        ("thousand two hundred", 1200),
        ("thousand and one", 1001),
        ("million", 1_000_000),
    ],
)
def test_words_are_a_number(text: str, value: float | Fraction) -> None:
    assert numbers.number(numbers.words_of(text)) == value


@pytest.mark.parametrize(
    "text",
    ["", "and", "a", "a person", "twenty twenty", "five fifty", "two hundreds", "point"],
)
def test_other_words_are_none(text: str) -> None:
    assert numbers.number(numbers.words_of(text)) is None


@given(st.integers(0, 10**15 - 1))
def test_any_whole_number_is_read_as_it_is_said(number: int) -> None:
    words = str(num2words(number)).replace("-", " ")
    assert numbers.number(numbers.words_of(words)) == number
    assert numbers.number(numbers.words_of(numbers.spoken(Fraction(number))[0])) == number


@pytest.mark.parametrize(
    ("text", "value"), [("fourth", 4), ("twenty fifth", 25), ("4th", 4), ("thirty first", 31), ("tenth of", 10)]
)
def test_ordinals(text: str, value: int) -> None:
    read = numbers.ordinal(numbers.words_of(text))
    assert read is not None
    assert read[0] == value


@pytest.mark.parametrize("text", ["", "four", "twenty", "forty first", "th"])
def test_no_ordinals(text: str) -> None:
    assert numbers.ordinal(numbers.words_of(text)) is None


@pytest.mark.parametrize(
    ("value", "text", "exact"),
    [
        (Fraction(1024), "1,024", True),
        (Fraction(-5), "-5", True),
        (Fraction(5, 2), "2.5", True),
        (Fraction(-5, 2), "-2.5", True),
        (Fraction(10, 3), "3.33", False),
        (Fraction(1, 3), "0.333", False),
        (Fraction(1, 700), "0.00143", False),
        (Fraction("1.8034"), "1.8034", True),
        (Fraction(123456789012345) + Fraction(1, 3), "123,456,789,012,345.33", False),
        (Fraction(2) ** 100, "1.27 times 10 to the power of 30", False),
        (Fraction(10) ** 20, "1 times 10 to the power of 20", True),
        (Fraction(1, 10**7), "1 times 10 to the power of -7", True),
        (Fraction(0), "0", True),
    ],
)
def test_a_number_as_it_is_answered(value: Fraction, text: str, exact: bool) -> None:
    assert numbers.spoken(value) == (text, exact)


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    words = numbers.words_of(text)
    read = numbers.leading(words)
    assert read is None or 0 < read[1] <= len(words)
