"""The parsers of each language."""

from datetime import date
from fractions import Fraction

import pytest

from myna.nlu.parsers import NoSumError
from myna.nlu.registry import basics_of, parsers_of


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


@pytest.mark.parametrize("tag", ["en-us", "de", "fr-fr", "es-es", "zh-cn", "ko"])
def test_six_languages_read_numbers_sums_and_lists(tag: str) -> None:
    basics = basics_of(tag)
    assert basics is not None
    assert basics.arithmetic.solve("2 + 2").number == 4
    assert basics.numbers.spoken(Fraction(4)) == ("4", True)
    assert basics.lists.items("x, y") == ["x", "y"]


def test_a_language_without_tables_reads_nothing() -> None:
    assert basics_of("xx") is None
