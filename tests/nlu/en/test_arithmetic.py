"""What a sum comes to."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from myna.nlu.en.arithmetic import solve
from myna.nlu.parsers import NoSumError, UnsolvableError

SIGNS = {"plus": "+", "minus": "-", "times": "*", "divided by": "/", "modulo": "%"}
WORDS = """
    one two twenty hundred thousand point half third of percent off plus minus times divided by over to the power
    squared cubed square cube root ( ) + - * / ^ % 3 4.5 x and a = √ people
"""


@given(st.lists(st.tuples(st.sampled_from(sorted(SIGNS)), st.integers(1, 999)), min_size=1, max_size=8))
def test_it_calculates_as_python_does(steps: list[tuple[str, int]]) -> None:
    spoken = "7" + "".join(f" {sign} {number}" for sign, number in steps)
    signs = "Fraction(7)" + "".join(f" {SIGNS[sign]} Fraction({number})" for sign, number in steps)
    assert solve(spoken).number == eval(signs, {"Fraction": Fraction})


@given(st.integers(1, 9), st.integers(10, 99), st.integers(1, 999))
def test_hundreds_may_be_left_unsaid(hundreds: int, rest: int, other: int) -> None:
    said = f"{num2words(hundreds)} {num2words(rest)} plus {num2words(other)}"
    assert solve(said).number == 100 * hundreds + rest + other


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two plus three times four", 14),
        ("(2 + 3) * 4", 20),
        ("two to the power of three squared", 512),
        ("-3 + 5", 2),
        ("minus three squared", -9),
        ("two to the power of minus one", Fraction(1, 2)),
        ("the cube root of twenty seven", 3),
        ("the cube root of minus eight", -2),
        ("the square root of nine plus sixteen", 19),
        ("√9", 3),
        ("the square root of 2.25", Fraction(3, 2)),
        ("twice ten", 20),
        ("half of three quarters of eighty", 30),
        ("five factorial plus one", 121),
        ("five percent plus ten percent", Fraction(15, 100)),
        ("200 minus ten percent", 180),
        ("17 mod 5", 2),
        ("twenty-five minus thirty-one", -6),
        ("twenty - five", 15),
        ("the square root of one forty four", 12),
        ("two fifty plus one twenty five", 375),
    ],
)
def test_a_sum_is(text: str, number: float | Fraction) -> None:
    value = solve(text)
    assert value.number == number
    assert value.exact


@pytest.mark.parametrize("text", ["the square root of two", "pi times two", "two to the power of half", "2 ^ 0.5 * 2"])
def test_what_cannot_be_exact_says_so(text: str) -> None:
    assert not solve(text).exact


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("one divided by zero", "sum_by_zero"),
        ("zero to the power of minus one", "sum_by_zero"),
        ("the square root of minus one", "sum_negative_root"),
        ("minus 0 + (-2) ^ 0.5", "sum_negative_root"),
        ("9 ^ 9 ^ 9", "sum_too_large"),
        ("1000 factorial", "sum_too_large"),
        ("(10 ^ 900) ^ 0.5", "sum_too_large"),
    ],
)
def test_without_an_answer(text: str, key: str) -> None:
    with pytest.raises(UnsolvableError, match=key):
        solve(text)


@pytest.mark.parametrize(
    "text", ["", "five", "minus five", "2 +", "+ 2", "(2 + 3", "2 3 + 4", "plus", "24/7", "555-1234", "2026-11-25"]
)
def test_no_sum(text: str) -> None:
    with pytest.raises(NoSumError):
        solve(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=40))
def test_any_words_are_a_sum_or_none_in_no_time(words: list[str]) -> None:
    try:
        value = solve(" ".join(words))
    except (NoSumError, UnsolvableError):
        return
    assert value.text


def test_a_currency_behind_a_sum_is_the_result_s() -> None:
    found = solve("fifteen percent of fifty Dollars")
    assert (found.number, found.text, found.currency) == (Fraction(15, 2), "15 percent of 50 Dollars", "Dollars")
    assert solve("two plus two").currency == ""


@pytest.mark.parametrize("text", ["fifty dollars", "24/7 dollars", "dollars", "fifty dollars plus two"])
def test_money_alone_is_no_sum(text: str) -> None:
    with pytest.raises(NoSumError):
        solve(text)
