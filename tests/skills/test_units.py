"""Units turned into others."""

import pytest

from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many feet in a mile", "A mile is 5,280 feet."),
        ("How many feet are there in a mile?", "A mile is 5,280 feet."),
        ("convert ten miles to kilometres", "Ten miles is about 16.09 kilometres."),
        ("what's 5 km in mi", "5 km is about 3.11 mi."),
        ("what is seventy degrees fahrenheit in celsius", "Seventy degrees fahrenheit is about 21.11 degrees celsius."),
        ("70°F in C", "70°F is about 21.11 degrees celsius."),
        ("what is 20 degrees in fahrenheit", "20 degrees celsius is 68 degrees fahrenheit."),
        ("minus ten celsius in fahrenheit", "Minus ten celsius is 14 degrees fahrenheit."),
        ("how many cups in a gallon", "A gallon is 16 cups."),
        ("how many ounces in a pound", "A pound is 16 ounces."),
        ("how many ounces in a cup", "A cup is 8 ounces."),
        ("how many ml are in 2 fl oz", "2 fl oz is about 59.15 ml."),
        ("how tall is five foot eleven in centimetres", "Five foot eleven is 180.34 centimetres."),
        ("six feet two inches in meters", "Six feet two inches is 1.8796 meters."),
        ("a mile and a half in feet", "A mile and a half is 7,920 feet."),
        ("what's half a mile in feet", "Half a mile is 2,640 feet."),
        ("how many minutes in two and a half hours", "Two and a half hours is 150 minutes."),
        ("twelve inches in feet", "Twelve inches is 1 foot."),
        ("100 centimetres in metres", "100 centimetres is 1 metre."),
        ("sixty miles per hour in kilometers per hour", "Sixty miles per hour is about 96.56 kilometers per hour."),
        ("how many square feet in an acre", "An acre is 43,560 square feet."),
        ("how many seconds are in a year", "A year is 31,536,000 seconds."),
        ("how many days in a month", "A month is about 30.42 days."),
        ("how many litres in a mile", "I cannot turn a mile into litres: one is a length, the other a volume."),
        ("how many grams in a cup", "I cannot turn a cup into grams: one is a volume, the other a weight."),
        (
            "how many miles per gallon in an hour",
            "I cannot turn an hour into miles per gallon: they measure different things.",
        ),
        ("minus five hundred celsius in fahrenheit", "Nothing can be that cold."),
        (
            "five feet and two hours in metres",
            "I cannot turn two hours into metres: one is a time, the other a length.",
        ),
    ],
)
def test_a_conversion(skills: Skills, question: str, told: str) -> None:
    assert answer(skills, question) == told


@pytest.mark.parametrize(
    "question",
    [
        "a mile and in feet",
        "seventy degrees in kelvin",
        "minus in feet",
        "how many feet in minus",
        "how many __import__ in a mile",
        "how many meter**9**9 in a mile",
    ],
)
def test_what_is_no_amount_is_not_taken(skills: Skills, question: str) -> None:
    assert answer(skills, question) is None


def test_pints_are_those_of_the_region(build: SkillBuilder) -> None:
    question = "how many millilitres in a pint"
    assert answer(build(FakeContext(), "en-us"), question) == "A pint is about 473.18 millilitres."
    assert answer(build(FakeContext(), "en-gb"), question) == "A pint is about 568.26 millilitres."
