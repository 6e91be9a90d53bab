"""What English sentences about lists name."""

import pytest

from myna.nlu.en.list_words import agrees, asks_for_lists, changes, empties, items, list_name


@pytest.mark.parametrize(
    ("text", "on", "off"),
    [
        ("add milk and two eggs to my shopping list", ["milk", "two eggs"], []),
        ("take bread off the shopping list", [], ["bread"]),
        ("add something to my list", [], []),
    ],
)
def test_what_goes_onto_a_list_and_off_it(text: str, on: list[str], off: list[str]) -> None:
    assert changes(text) == (on, off)


def test_which_list_is_named() -> None:
    assert list_name("add milk to my shopping list") == "shopping"
    assert list_name("what time is it") is None


def test_the_items_of_an_answer() -> None:
    assert items("milk, bread and butter") == ["milk", "bread", "butter"]


def test_all_that_is_on_a_list_and_which_lists_there_are() -> None:
    assert empties("clear my shopping list")
    assert not empties("add milk to my shopping list")
    assert asks_for_lists("which lists do I have")
    assert not asks_for_lists("what is on my shopping list")


def test_yes_and_no() -> None:
    assert (agrees("yes please"), agrees("no"), agrees("bananas")) == (True, False, None)
