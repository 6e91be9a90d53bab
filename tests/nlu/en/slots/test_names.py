"""Names of timers, alarms and lists, and items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en.slots import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("set a pizza timer", "pizza"),
        ("timer called pasta", "pasta"),
        ("set a timer named roast chicken for two hours", "roast chicken"),
        ("set an alarm for work", "work"),
        ("timer for the eggs", "eggs"),
        ("set a timer for ten minutes for the eggs", "eggs"),
        ("set a timer for the oven for 60 minutes", "oven"),
        ("set a ten minute pizza timer", "pizza"),
        ("how long is left on the chicken pot pie timer", "chicken pot pie"),
        ("set an alarm for 7 am called gym", "gym"),
        ("set an alarm to work out at 7", "work out"),
        ("wake me up for school at 7", "school"),
        ("turn off the alarm for my dentist appointment", "dentist appointment"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    found = names.timer_name(text)
    assert found is not None
    assert (found.value, text[found.start : found.end]) == (name, name)


@pytest.mark.parametrize(
    "text",
    [
        "set a timer",
        "set a timer for ten minutes",
        "can you set a timer for me",
        "i need a timer set for 15 minutes",
        "set an alarm to go off at 9",
        "set a second timer",
        "my morning alarm",
        "wake me up at seven tomorrow",
        "cancel all my alarms",
    ],
)
def test_what_has_no_name_has_none(text: str) -> None:
    assert names.timer_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("add milk to my shopping list", "shopping"),
        ("put eggs on the grocery list", "shopping"),
        ("add milk to my groceries", "shopping"),
        ("what is on my list for shopping", "shopping"),
        ("read my to-do list", "to-do"),
        ("the list of things to do", "to-do"),
        ("put vacuuming on my list of chores", "to-do"),
        ("what is on the packing list", "packing"),
        ("make a list called camping trip", "camping trip"),
        ("add socks to my list", None),
        ("what does the list contain", None),
        ("set a timer", None),
    ],
)
def test_a_list_is_found(text: str, name: str | None) -> None:
    found = names.list_name(text)
    assert (found and found.value) == name


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("milk, eggs and bread", ["milk", "eggs", "bread"]),
        ("milk, eggs, and bread please", ["milk", "eggs", "bread"]),
        ("a dozen eggs and some butter", ["a dozen eggs", "butter"]),
        ("mac and cheese, and a toothbrush", ["mac and cheese", "toothbrush"]),
        ("two bottles of wine plus salt and pepper", ["two bottles of wine", "salt and pepper"]),
        ("", []),
    ],
)
def test_items_are_told_apart(text: str, items: list[str]) -> None:
    assert names.items(text) == items


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("add milk, eggs and bread to my shopping list", [["milk", "eggs", "bread"]]),
        ("remove wine and add beer to my shopping list", [["wine"], ["beer"]]),
        ("on my to do list, add cleaning", [["cleaning"]]),
        ("i need to add dusting the bookshelf to my to do list", [["dusting the bookshelf"]]),
        ("take carrots off my list for shopping", [["carrots"]]),
        ("cross out bananas from my shopping list and put papayas on it, please", [["bananas"], ["papayas"]]),
        ("are bananas on the list", [["bananas"]]),
        ("do i have soda on my shopping list", [["soda"]]),
        ("cleaning needs to be on my to do list", [["cleaning"]]),
        ("i'm out of clorox wipes so will you put that on my shopping list", [["clorox wipes"]]),
        ("delete everything on my todo list", []),
        ("read my shopping list", []),
    ],
)
def test_items_of_a_list_are_found(text: str, groups: list[list[str]]) -> None:
    assert [found.value for found in names.find_items(text)] == groups


GOODS = st.sampled_from(
    ["milk", "brown eggs", "olive oil", "paper towels", "2 lemons", "a dozen eggs", "half and half", "soda"]
)


@given(st.lists(GOODS, min_size=1, max_size=6, unique=True), st.sampled_from([" and ", ", and ", ", ", " plus "]))
def test_what_is_enumerated_is_told_apart_again(goods: list[str], last: str) -> None:
    *first, end = goods
    text = last.join([", ".join(first), end] if first else [end])
    assert names.items(text) == goods
    assert [found.value for found in names.find_items(f"please add {text} to my shopping list")] == [goods]


CALLED = st.sampled_from(["pizza", "soft eggs", "yoga class", "laundry", "bedtime", "mother's medicine"])


@given(
    CALLED,
    st.sampled_from(
        [
            "set a ten minute {} timer",
            "a timer called {} for ten minutes",
            "cancel the {} alarm",
            "start a timer for {} for two hours",
            "name the timer {}",
        ]
    ),
)
def test_a_timer_has_its_name(name: str, sentence: str) -> None:
    found = names.timer_name(sentence.format(name))
    assert found is not None
    assert found.value == name


@given(
    st.sampled_from(["camping", "wedding guests", "packing", "garden", "christmas gifts"]),
    st.sampled_from(["put milk on my {} list", "make a list called {}", "what's on the {} list", "clear our {} list"]),
)
def test_a_list_has_its_name(name: str, sentence: str) -> None:
    found = names.list_name(sentence.format(name))
    assert found is not None
    assert found.value == name


@given(st.text(alphabet="set a timer for eggs called list of to my add and , milk", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for found in (names.timer_name(text), names.list_name(text), *names.find_items(text)):
        assert found is None or 0 <= found.start < found.end <= len(text)
