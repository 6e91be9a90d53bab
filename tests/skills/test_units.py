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
        (
            "how many grams in a cup",
            "I cannot turn a cup into grams: one is a volume, the other a weight. Ask it of flour, say, or of butter.",
        ),
        (
            "how many miles per gallon in an hour",
            "I cannot turn an hour into miles per gallon: they measure different things.",
        ),
        ("minus five hundred celsius in fahrenheit", "Nothing can be that cold."),
        ("hundred eighty celsius in fahrenheit", "Hundred eighty celsius is 356 degrees fahrenheit."),
        ("hundred and fifty grams in ounces", "Hundred and fifty grams is about 5.29 ounces."),
        ("how many feet in hundred metres", "Hundred metres is about 328.08 feet."),
        ("three fifty fahrenheit in real degrees celsius", "Three fifty fahrenheit is about 176.67 degrees celsius."),
        (
            "the recipe says a hundred and eighty celsius what's that on an american oven",
            "A hundred and eighty celsius is 356 degrees fahrenheit.",
        ),
        (
            "the packet says four hundred fahrenheit what's that on a european oven",
            "Four hundred fahrenheit is about 204.44 degrees celsius.",
        ),
        ("how many mills in a cup", "A cup is about 236.59 milliliters."),
        ("half a pint how many mills", "Half a pint is about 236.59 milliliters."),
        (
            "how many kilometres is a marathon of twenty six point two miles",
            "Twenty six point two miles is about 42.16 kilometres.",
        ),
        ("how many pounds is a baby of four kilos", "Four kilos is about 8.82 pounds."),
        (
            "two hundred fifty grams of butter how many ounces",
            "Two hundred fifty grams of butter is about 8.82 ounces.",
        ),
        ("five miles how many kilometres", "Five miles is about 8.05 kilometres."),
        (
            "five feet and two hours in metres",
            "I cannot turn two hours into metres: one is a time, the other a length.",
        ),
    ],
)
def test_a_conversion(skills: Skills, question: str, told: str) -> None:
    assert answer(skills, question) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many cups is two hundred grams of flour", "Two hundred grams of flour is about 1.6 cups."),
        ("how many cups of sugar is three hundred grams", "Three hundred grams of sugar is about 1.5 cups."),
        ("how many grams of cocoa in a quarter cup", "A quarter cup of cocoa is about 22 grams."),
        ("what does a cup of flour weigh in grams", "1 cup of flour is about 125 grams."),
        ("how much does a cup of rice weigh", "A cup of rice is about 185 grams."),
        ("a teaspoon of bicarbonate of soda in grams", "A teaspoon of bicarbonate of soda is about 4.6 grams."),
        ("eight ounces of milk in cups", "Eight ounces of milk is about 1 cup."),
        ("eight ounces of flour in cups", "Eight ounces of flour is about 1.8 cups."),
        ("how many tablespoons in a stick of butter", "A stick of butter is about 8 tablespoons."),
        (
            "two hundred and fifty grams of flour in cups roughly",
            "Two hundred and fifty grams of flour is about 2 cups.",
        ),
        ("the recipe says 180 celsius but my oven's in fahrenheit", "180 celsius is 356 degrees fahrenheit."),
        ("six ounces of butter what would that weigh in grams", "Six ounces of butter is about 170.1 grams."),
        ("how many tablespoons go in a quarter cup", "A quarter cup is 4 tablespoons."),
        ("two sticks in grams", "Two sticks is about 226.8 grams."),
        ("how many litres of flour in a mile", None),
        (
            "how many grams is a cup of gravel",
            "I cannot turn 1 cup into grams: one is a volume, the other a weight. Ask it of flour, say, or of butter.",
        ),
    ],
)
def test_what_is_cooked_is_turned_from_weight_to_volume(skills: Skills, question: str, told: str | None) -> None:
    assert answer(skills, question) == told


def test_a_cup_is_that_of_the_region(build: SkillBuilder) -> None:
    question = "a cup of water in grams"
    assert answer(build(FakeContext(), "en-us"), question) == "A cup of water is about 237 grams."
    assert answer(build(FakeContext(), "en-gb"), question) == "A cup of water is about 250 grams."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what's gas mark six in celsius", "Gas mark six is about 200 degrees celsius."),
        ("what's gas mark six in fan", "Gas mark six is 180 degrees fan."),
        ("what's a hundred and eighty fan in gas mark", "A hundred and eighty fan is about gas mark 6."),
        ("what's a hundred and sixty fan in celsius", "A hundred and sixty fan is 180 degrees celsius."),
        ("what's three fifty in celsius", "Three fifty is about 176.67 degrees celsius."),
        ("how long is a fortnight", "A fortnight is 14 days."),
        ("how long is a decade", "A decade is 10 years."),
        ("gas mark four in fahrenheit", "Gas mark four is 350 degrees fahrenheit."),
        ("how hot is gas mark a half", "Gas mark a half is about 130 degrees celsius."),
        ("what gas mark is one eighty", "One eighty is about gas mark 4."),
        ("what gas mark is four hundred degrees", "Four hundred degrees fahrenheit is about gas mark 6."),
        ("what's one hundred and ten celsius in gas mark", "One hundred and ten celsius is about gas mark 0.25."),
    ],
)
def test_gas_marks(skills: Skills, question: str, told: str) -> None:
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
