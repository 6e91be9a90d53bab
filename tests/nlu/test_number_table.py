"""Number words of the languages that have a table: what the printer of numbers writes is read again."""

from fractions import Fraction

import pytest
from hassil.numbers import get_rbnf_engine
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.number_table import LARGEST, NumberTable
from myna.nlu.parsers import UnsolvableError
from myna.nlu.registry import basics_of

TAGS = ("de", "fr", "es", "zh", "ko")
OTHERS = ("ordinal", "year", "digits", "financial", "days")
"""Ways of writing that nobody counts with."""


def numbers(tag: str) -> NumberTable:
    """The table of a language."""
    basics = basics_of(tag)
    assert basics is not None
    assert isinstance(basics.numbers, NumberTable)
    return basics.numbers


@pytest.mark.parametrize("tag", TAGS)
@given(st.one_of(st.integers(0, 1300), st.integers(0, 10**6), st.integers(0, 10**10)))
def test_what_is_written_in_words_is_read(tag: str, number: int) -> None:
    written = get_rbnf_engine(tag).format_number(number).text_by_ruleset
    for ruleset, text in written.items():
        if not any(other in ruleset for other in OTHERS):
            assert numbers(tag).parse(text) == number, text


@pytest.mark.parametrize("tag", TAGS)
@given(st.integers(-(10**9), 10**9), st.integers(1, 8))
def test_what_is_spoken_in_digits_is_read(tag: str, above: int, below: int) -> None:
    value = Fraction(above, below)
    text, exact = numbers(tag).spoken(value)
    read = numbers(tag).parse(text.removeprefix("-"))
    assert read is not None
    assert (read == abs(value)) is exact
    assert abs(read - abs(value)) < Fraction(1, 100)


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        ("de", "drei Komma eins vier", "3.14"),
        ("de", "zwei Komma fünfundzwanzig", "2.25"),
        ("de", "1.250,5", "1250.5"),
        ("de", "zwei tausend fünf hundert", "2500"),
        ("de", "3 Millionen", "3000000"),
        ("fr", "deux virgule cinq", "2.5"),
        ("fr", "soixante et onze", "71"),
        ("fr", "septante-deux", "72"),
        ("es", "mil doscientas tres", "1203"),
        ("es", "cuatrocientos setenta y nueve millones mil", "479001000"),
        ("es", "1,5", "1.5"),
        ("zh", "一百二", "120"),
        ("zh", "一百零二", "102"),
        ("zh", "一万二", "12000"),
        ("zh", "两千零五十", "2050"),
        ("zh", "两萬", "20000"),
        ("zh", "三点五", "3.5"),
        ("zh", "3万5千", "35000"),
        ("ko", "스물다섯", "25"),
        ("ko", "이 점 오", "2.5"),
        ("ko", "백 이십", "120"),
    ],
)
def test_ways_of_saying_a_number(tag: str, text: str, number: str) -> None:
    assert numbers(tag).parse(text) == Fraction(number)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "zwei drei"),
        ("de", "zwanzig fünfzig"),
        ("de", "und drei"),
        ("de", "drei und"),
        ("de", "Hund"),
        ("de", ""),
        ("de", "tausend tausend"),
        ("de", "drei Komma Hund"),
        ("fr", "deux cent cent"),
        ("es", "cien mil mil"),
        ("zh", "三四"),
        ("ko", "사과"),
        ("de", "neun" * 60),
    ],
)
def test_what_is_no_number(tag: str, text: str) -> None:
    assert numbers(tag).parse(text) is None


def test_what_is_too_large_to_be_said_is_no_answer() -> None:
    with pytest.raises(UnsolvableError):
        numbers("de").spoken(Fraction(LARGEST))
