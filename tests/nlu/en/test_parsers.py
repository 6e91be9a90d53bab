"""The English parsers of a region."""

from fractions import Fraction

import pytest

from myna.nlu.en.parsers import english_parsers


@pytest.mark.parametrize(("tag", "liters"), [("en", 0.473), ("en-us", 0.473), ("en-gb", 0.568), ("en-au", 0.568)])
def test_units_are_those_of_the_region(tag: str, liters: float) -> None:
    value = english_parsers(tag).units.convert(Fraction(1), "pint", "liter")
    assert float(round(value, 3)) == liters


def test_the_parsers_understand_each_other_s_numbers() -> None:
    parsers = english_parsers("en-us")
    found = parsers.arithmetic.solve("two and a half times four")
    assert parsers.numbers.spoken(found.number) == ("10", True)
    conversion = parsers.units.conversion("two and a half hours", "minutes")
    assert conversion is not None
    assert conversion[0].value == parsers.numbers.parse("two and a half")
