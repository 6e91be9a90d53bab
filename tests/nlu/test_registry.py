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


@pytest.mark.parametrize("tag", ["de", "de-de", "xx", ""])
def test_other_languages_have_none(tag: str) -> None:
    assert parsers_of(tag) is None
