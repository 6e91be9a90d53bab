"""The parsers of each language."""

from datetime import date
from fractions import Fraction

import pytest

from myna.nlu.parsers import NoSumError
from myna.nlu.registry import parsers_of


@pytest.mark.parametrize("tag", ["en", "en-us", "en-gb"])
def test_english_has_parsers(tag: str) -> None:
    parsers = parsers_of(tag)
    assert parsers is not None
    assert parsers.numbers.parse("forty two") == 42
    assert parsers.numbers.spoken(Fraction(5, 2)) == ("2.5", True)
    assert parsers.arithmetic.solve("two plus two").number == 4
    assert parsers.dates.day("christmas", date(2026, 11, 25)) == date(2026, 12, 25)
    with pytest.raises(NoSumError):
        parsers.arithmetic.solve("the sum of all fears")


def test_units_are_those_of_the_region() -> None:
    american, british = parsers_of("en-us"), parsers_of("en-gb")
    assert american is not None
    assert british is not None
    pints = [parsers.units.convert(Fraction(1), "pint", "liter") for parsers in (american, british)]
    assert [float(round(value, 3)) for value in pints] == [0.473, 0.568]


@pytest.mark.parametrize("tag", ["de", "de-de", "xx", ""])
def test_other_languages_have_none(tag: str) -> None:
    assert parsers_of(tag) is None
