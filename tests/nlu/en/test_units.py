"""English units: read, converted and said."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en import numbers
from myna.nlu.en.units import EnglishUnits
from myna.nlu.parsers import Amount, MismatchError

UNITS = EnglishUnits("en-us")
WORDS = "a mile and half feet foot five eleven minus of degrees celsius per hour square the 3 ° pound stone ounces cup"


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("feet", "foot"),
        ("square feet", "foot ** 2"),
        ("meters cubed", "meter ** 3"),
        ("degrees celsius", "celsius"),
        ("f", "fahrenheit"),
        ("miles per hour", "mile / hour"),
        ("people", None),
        ("", None),
        ("square people", None),
        ("miles per person", None),
    ],
)
def test_words_are_a_unit(words: str, unit: str | None) -> None:
    assert UNITS.find(words.split()) == unit


@pytest.mark.parametrize(
    ("amount", "unit", "value", "of", "to"),
    [
        ("a mile", "feet", 1, "mile", "foot"),
        ("a mile and a half", "feet", Fraction(3, 2), "mile", "foot"),
        ("half a mile", "feet", Fraction(1, 2), "mile", "foot"),
        ("five foot eleven", "inches", Fraction(71, 12), "foot", "inch"),
        ("minus ten degrees", "celsius", -10, "fahrenheit", "celsius"),
        ("a cup", "ounces", 1, "cup", "fluid_ounce"),
        ("two ounces", "cups", 2, "fluid_ounce", "cup"),
        ("an ounce", "grams", 1, "ounce", "gram"),
    ],
)
def test_an_amount_and_a_unit(amount: str, unit: str, value: Fraction, of: str, to: str) -> None:
    found = UNITS.conversion(amount, unit)
    assert found is not None
    assert (found[0].value, found[0].unit, found[1]) == (value, of, to)


def test_the_amount_keeps_its_words_and_degrees_get_their_scale() -> None:
    assert UNITS.conversion("A Mile", "feet") == (Amount(Fraction(1), "mile", "A Mile"), "foot")
    assert UNITS.conversion("20 degrees", "fahrenheit") == (
        Amount(Fraction(20), "celsius", "20 degrees celsius"),
        "fahrenheit",
    )


@pytest.mark.parametrize(
    ("amount", "unit"),
    [("france", "people"), ("a mile", "people"), ("", "feet"), ("a mile and two hours", "feet"), ("five", "feet"),
     ("two miles three", "feet"), ("seventy degrees", "kelvin")],
)  # fmt: skip
def test_what_is_no_amount(amount: str, unit: str) -> None:
    assert UNITS.conversion(amount, unit) is None


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join), st.sampled_from(["feet", "celsius", "ounces"])
)
def test_any_words_are_taken(amount: str, unit: str) -> None:
    found = UNITS.conversion(amount, unit)
    assert found is None or found[0].text.startswith(amount)


NAMES = {
    "foot": "feet",
    "mile": "miles",
    "ounce": "ounces",
    "kilogram": "kilograms",
    "gallon": "gallons",
    "hour": "hours",
}


@given(st.integers(0, 99_999), st.integers(0, 99), st.sampled_from(sorted(NAMES)))
def test_an_amount_that_is_said_is_read_again(whole: int, hundredths: int, unit: str) -> None:
    value = whole + Fraction(hundredths, 100)
    text = f"{numbers.spoken(value)[0]} {UNITS.spoken(unit, value, NAMES[unit])}"
    found = UNITS.conversion(text, NAMES[unit])
    assert found is not None
    assert (found[0].value, found[0].unit, found[1]) == (value, unit, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("celsisus", "celsius"),
        ("kilomters", "kilometer"),
        ("teespoons", "teaspoon"),
        ("quarters", None),
        ("people", None),
    ],
)
def test_a_long_name_may_be_misspelled(text: str, unit: str | None) -> None:
    assert UNITS.find([text]) == unit


@given(st.fractions(-1000, 1000), st.sampled_from(["foot", "mile", "meter", "inch", "yard"]))
def test_there_and_back_is_the_same_length(value: Fraction, unit: str) -> None:
    assert UNITS.convert(UNITS.convert(value, unit, "kilometer"), "kilometer", unit) == value


def test_units_of_different_kinds_are_not_converted() -> None:
    with pytest.raises(MismatchError):
        UNITS.convert(Fraction(1), "mile", "liter")
    assert (UNITS.kind("mile"), UNITS.kind("liter")) == ("a length", "a volume")
    assert UNITS.kind("mile / gallon") is None


def test_nothing_is_colder_than_absolute_zero() -> None:
    assert UNITS.is_possible(Fraction(-273), "celsius")
    assert not UNITS.is_possible(Fraction(-274), "celsius")
    assert UNITS.is_possible(Fraction(-274), "foot")


@pytest.mark.parametrize(
    ("unit", "value", "text", "said"),
    [
        ("foot", 2, "feet", "feet"),
        ("foot", 1, "feet", "foot"),
        ("meter", 1, "metres", "metre"),
        ("foot ** 2", 1, "square feet", "square feet"),
        ("kilometer", 1, "km", "km"),
        ("celsius", 1, "c", "degrees celsius"),
        ("celsius", 20, "degrees c", "degrees c"),
        ("kelvin", 20, "kelvin", "kelvin"),
    ],
)
def test_a_unit_is_said(unit: str, value: int, text: str, said: str) -> None:
    assert UNITS.spoken(unit, Fraction(value), text) == said


def test_it_may_be_loaded_beforehand() -> None:
    units = EnglishUnits("en-gb")
    units.load()
    assert units.find(["stone"]) == "stone"
