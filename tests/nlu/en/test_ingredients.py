"""Ingredients: found in an amount, and how heavy they are."""

from fractions import Fraction

import pytest

from myna.nlu.en import ingredients


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two cups of flour", ("two cups", "flour")),
        ("Half a cup of the brown sugar", ("Half a cup", "brown sugar")),
        ("a teaspoon of bicarbonate of soda", ("a teaspoon", "bicarbonate of soda")),
        ("a quarter of a cup of all-purpose flour", ("a quarter of a cup", "all purpose flour")),
        ("a cup of gravel", None),
        ("a quarter of a cup", None),
        ("flour", None),
    ],
)
def test_an_ingredient_is_found_behind_its_amount(text: str, found: tuple[str, str] | None) -> None:
    assert ingredients.named(text) == found


def test_a_litre_of_water_weighs_a_kilogram() -> None:
    assert abs(ingredients.known("water").grams_a_litre - 1000) < Fraction(1, 100)
    assert ingredients.known("water").is_liquid
    assert not ingredients.known("flour").is_liquid


def test_what_is_not_in_the_table_is_not_known() -> None:
    with pytest.raises(KeyError):
        ingredients.known("gravel")
