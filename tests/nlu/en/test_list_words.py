"""What English sentences about lists name."""

import pytest

from myna.nlu.en.list_words import (
    agrees,
    asks_for_items,
    asks_for_lists,
    called,
    changes,
    deletes,
    empties,
    goes_elsewhere,
    items,
    list_name,
    names_other,
    refers,
)


@pytest.mark.parametrize(
    ("text", "on", "off"),
    [
        ("add milk and two eggs to my shopping list", ["milk", "two eggs"], []),
        ("take bread off the shopping list", [], ["bread"]),
        ("add something to my list", [], []),
        ("i am out of foil and need it to be added to my list", ["foil"], []),
        ("i need you to put tomatoes on my list", ["tomatoes"], []),
        ("take off fries from the shopping list", [], ["fries"]),
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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("get rid of my camping list", True),
        ("please delete the list", True),
        ("delete everything on my to do list", False),
        ("get rid of bananas on the list", False),
        ("clear my list", False),
    ],
)
def test_a_list_itself_is_deleted(text: str, whole: bool) -> None:
    assert deletes(text) is whole


def test_what_stands_for_an_item() -> None:
    assert refers("cross that off")
    assert refers("put it back on my list")
    assert not refers("cross milk off")


def test_reminders_are_no_list() -> None:
    assert names_other("read me my list of reminders") or names_other("read me my reminders list")
    assert not names_other("read me my shopping list")
    assert list_name("what is on my reminder list") is None


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("i want to add something to my calendar", True),
        ("remove the dinner from my agenda", True),
        ("add calendar to my shopping list", False),
        ("add milk", False),
        ("put the car in the garage", True),
        ("add salt to the wound", True),
        ("put mopping on my list to do", False),
        ("add tea to it", False),
    ],
)
def test_what_goes_elsewhere(text: str, is_so: bool) -> None:
    assert goes_elsewhere(text) is is_so


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("what's on my grocery list", True),
        ("do i need to buy milk", True),
        ("which chores are left", True),
        ("tell me which catering packages are available", False),
        ("read to me", False),
        ("can you list me the results", False),
    ],
)
def test_what_may_ask_for_what_is_on_a_list(text: str, may: bool) -> None:
    assert asks_for_items(text) is may


@pytest.mark.parametrize(("name", "found"), [("must read", "must read"), ("grocery", "shopping"), ("a", None)])
def test_what_a_list_is_called(name: str, found: str | None) -> None:
    assert called(name) == found
