"""Groceries that are said one behind the other, and those of several words."""

import pytest

from myna.nlu.en.groceries import apart, as_corrected


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("eggs bread", ["eggs", "bread"]),
        ("bananas milk", ["bananas", "milk"]),
        ("onions garlic", ["onions", "garlic"]),
        ("milk bread eggs", ["milk", "bread", "eggs"]),
        ("ten eggs brown bread", ["ten eggs", "brown bread"]),
        ("eggs semi skimmed milk bread", ["eggs", "semi skimmed milk", "bread"]),
        ("olive oil coffee beans", ["olive oil", "coffee beans"]),
        ("Sausages buns", ["Sausages", "buns"]),
    ],
)
def test_groceries_are_taken_apart(said: str, items: list[str]) -> None:
    assert apart(said) == items


@pytest.mark.parametrize(
    "said",
    [
        "olive oil",
        "peanut butter",
        "orange juice",
        "coffee beans",
        "chicken soup",
        "bread flour",
        "egg noodles",
        "milk chocolate",
        "milk chocolate biscuits",
        "cream cheese",
        "garlic bread",
        "cheese onion crisps",
        "ginger beer",
        "rice pudding",
        "tinned tomatoes",
        "baked beans",
        "washing up liquid",
        "cat food",
        "eggs benedict",
        "sugar free cola",
        "half a kilo of minced meat",
        "milk",
        "",
    ],
)
def test_one_thing_stays_whole(said: str) -> None:
    assert apart(said) == [said]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("apples no bananas", "bananas"),
        ("Milk no Bread", "Bread"),
        ("milk no sugar", "milk no sugar"),
        ("apples", "apples"),
        ("no bananas", "no bananas"),
        ("a card that says no bananas", "a card that says no bananas"),
    ],
)
def test_what_takes_the_place_of_the_grocery_before_it(said: str, meant: str) -> None:
    assert as_corrected(said) == meant
