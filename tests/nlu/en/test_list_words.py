"""What English sentences about lists name."""

import pytest

from myna.nlu.en.list_words import (
    agrees,
    are_groceries,
    asks_for_items,
    asks_for_lists,
    called,
    changes,
    deletes,
    empties,
    entries,
    goes_elsewhere,
    is_list,
    items,
    list_name,
    names_no_items,
    names_other,
    points_to_list,
    put_alone,
    recounted,
    refers,
    tells,
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
        ("put eggs bread and olive oil on the shopping list", ["eggs", "bread", "olive oil"], []),
        ("what have i got on my shopping list", [], []),
        ("have i got milk on my shopping list", ["milk"], []),
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


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("put flour on it", True),
        ("what is on there", True),
        ("take the bread off that one please", True),
        ("put it on the shopping list", False),
        ("put it on the table", False),
        ("my coat goes on that hook", False),
    ],
)
def test_a_word_that_stands_for_a_list(text: str, points: bool) -> None:
    assert points_to_list(text) is points


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        (
            "to do ring the plumber about the boiler",
            "ring the plumber about the boiler",
            ["ring the plumber about the boiler"],
        ),
        ("to do list paint the fence", "paint the fence", ["paint the fence"]),
        ("fix the gate too", "fix the gate", ["fix the gate"]),
        ("paint that fence too", "paint that fence", ["paint that fence"]),
        ("make it louder too", "make it louder", []),
        ("the kids came too", "the kids came", []),
        ("shopping list eggs bread and tea", "eggs bread and tea", ["eggs", "bread", "tea"]),
        ("to do list is too long", "is too long", []),
        ("to do list is too long", "list is too long", []),
        ("to do list read it out", "read it out", []),
        ("to do that properly", "that properly", []),
        ("to do the washing i need soap", "the washing i need soap", []),
        ("how many things go on it", "how many things", []),
        ("beans and put rice on the camping list", "beans and put rice on the camping list", []),
    ],
)
def test_entries_without_a_verb_of_adding(text: str, words: str, found: list[str]) -> None:
    assert entries(text, words) == found


@pytest.mark.parametrize(
    ("text", "words", "to_do", "found"),
    [
        ("bog roll for the shopping list", "bog roll", False, ["bog roll"]),
        ("cat food to the list", "cat food", False, ["cat food"]),
        ("light bulbs for the list", "light bulbs", False, ["light bulbs"]),
        ("bananas on the list?", "bananas", False, []),
        ("thanks for the list", "thanks", False, []),
        ("no milk for the list", "no milk", False, []),
        ("read it for the list", "read it", False, []),
        ("phone mum for the to do list", "phone mum", True, ["phone mum"]),
        ("mum on the to do list", "mum", True, []),
        ("read out the to do list", "read out", True, []),
    ],
)
def test_items_that_stand_alone_beside_the_name_of_a_list(text: str, words: str, to_do: bool, found: list[str]) -> None:
    assert put_alone(text, words, to_do=to_do) == found


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("i parked on level three", True),
        ("the spare key is under the pot", True),
        ("the key's under the pot", True),
        ("we're meeting at the pub", True),
        ("my locker number is forty two", True),
        ("i have a meeting at five", False),
        ("i have to call mum", False),
        ("to call mum", False),
        ("when we were young", False),
        ("the milk", False),
        ("the bins go out on tuesday", False),
    ],
)
def test_what_tells_how_something_is(text: str, is_so: bool) -> None:
    assert tells(text) is is_so


def test_what_is_served_is_not_bought() -> None:
    assert are_groceries(["a cup of tea"]) is False
    assert are_groceries(["a tin of tomatoes", "tea"]) is True


def test_another_number_of_an_item() -> None:
    assert recounted("ten eggs", "twelve") == "twelve eggs"
    assert recounted("eggs", "a dozen") in ("a dozen eggs", None)
    assert recounted("milk", "six") is None
    assert recounted("ten eggs", "brown") is None


def test_words_that_are_a_list_and_nothing_else() -> None:
    assert is_list("the shopping list")
    assert is_list("on my camping list")
    assert not is_list("milk on the shopping list")
    assert not is_list("milk")


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("i need to know what is on my shopping list", True),
        ("i need everything on my shopping list", True),
        ("i need to buy soap put it on the list", True),
        ("i need you to add creamer to my shopping list", True),
        ("do i have any reminders on my list", True),
        ("i need coffee", True),
        ("we need coffee", False),
        ("i need milk on my shopping list", False),
        ("bog roll for the shopping list please", False),
    ],
)
def test_what_puts_nothing_on_a_list(text: str, is_so: bool) -> None:
    assert names_no_items(text) is is_so
