"""Numbers anywhere in a sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en.slots import number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("what is a hundred plus one hundred and twenty", [100, 120]),
        ("two point five", [Fraction(5, 2)]),
        ("1/4 cup", [Fraction(1, 4)]),
        ("minus six", [-6]),
        ("-6 degrees", [-6]),
        ("a couple of eggs and half a dozen rolls", [2, 6]),
        ("twenty-five", [25]),
        ("2.5 and 1,024", [Fraction(5, 2), 1024]),
        ("between one and ten", [1, 10]),
        ("half of fifty", [Fraction(1, 2), 50]),
        ("two and a half million", [2_500_000]),
    ],
)
def test_numbers_are_found(text: str, values: list[Fraction]) -> None:
    assert [found.value for found in number.find(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "the pizza one",
        "that one",
        "the second",
        "half the lights",
        "the twenty second of may",
        "at 7:00",
        "play the mp3",
        "december fifth",
        "may i",
    ],
)
def test_what_is_no_number_is_not_found(text: str) -> None:
    assert number.find(text) == []


@given(st.integers(0, 999_999), st.sampled_from(["words", "digits", "separated"]), st.booleans())
def test_whole_numbers_in_words_and_digits(value: int, wording: str, negative: bool) -> None:
    text = {"words": num2words(value).replace(",", ""), "digits": str(value), "separated": f"{value:,}"}[wording]
    found = number.find(f"what is {'minus ' if negative else ''}{text} please")
    assert [one.value for one in found] == [-value if negative else value]


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=1000))
def test_what_is_said_is_found_again(value: Fraction) -> None:
    assert [found.value for found in number.find(number.said(value))] == [value]


@given(st.integers(0, 999), st.integers(1, 999))
def test_decimals_in_words(whole: int, decimals: int) -> None:
    digits = " ".join(num2words(int(digit)) for digit in f"{decimals:03}")
    found = number.find(f"{num2words(whole)} point {digits}")
    assert [one.value for one in found] == [whole + Fraction(decimals, 1000)]
