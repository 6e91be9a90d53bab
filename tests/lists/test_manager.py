"""Lists and notes: what is put on them, found and taken off."""

from itertools import count
from pathlib import Path

import pytest

from myna.lists.manager import ListManager, end_alike
from myna.lists.store import ListStore


def manager(folder: Path | None = None) -> ListManager:
    ticks = count()
    lists = ListManager(ListStore(folder), lambda: float(next(ticks)))
    lists.load()
    return lists


async def test_items_keep_their_words_and_are_there_once() -> None:
    lists = manager()
    await lists.add("Shopping", ["Oat Milk", "eggs"])
    await lists.add("shopping", ["egg", "the oat milk", "bread"])
    assert lists.items("shopping") == ("Oat Milk", "eggs", "bread")
    assert lists.items("camping") is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("egg", ["eggs"]),
        ("the eggs", ["eggs"]),
        ("tomato", ["tomatoes"]),
        ("berries", ["berry"]),
        ("milk", ["oat milk"]),
        ("box", ["boxes"]),
        ("soap", []),
        ("", []),
    ],
)
async def test_an_item_is_found_in_singular_and_plural(wanted: str, found: list[str]) -> None:
    lists = manager()
    await lists.add("shopping", ["oat milk", "eggs", "tomatoes", "berry", "boxes"])
    assert lists.find("shopping", wanted) == found


async def test_an_item_that_is_meant_whole_comes_before_longer_ones() -> None:
    lists = manager()
    await lists.add("shopping", ["oat milk", "milk"])
    assert lists.find("shopping", "milk") == ["milk"]


async def test_the_list_that_was_used_last_comes_first_and_all_outlives_a_restart(tmp_path: Path) -> None:
    lists = manager(tmp_path)
    await lists.add("shopping", ["milk", "eggs"])
    await lists.create("camping")
    await lists.remove("shopping", ["milk"])
    await lists.add("to-do", ["dentist"])
    await lists.clear("to-do")
    await lists.delete("camping")
    await lists.note("call the plumber")
    lists.close()
    after = manager(tmp_path)
    assert after.names == ["to-do", "shopping"]
    assert after.as_json() == {
        "lists": [{"name": "to-do", "items": []}, {"name": "shopping", "items": ["eggs"]}],
        "notes": [{"text": "call the plumber", "time": "1970-01-01T00:00:05+00:00"}],
    }
    await after.clear_notes()
    after.close()
    assert list(manager(tmp_path).notes) == []


async def test_what_was_spoken_of_last_is_known_for_a_while() -> None:
    now = [0.0]
    lists = ListManager(steady=lambda: now[0])
    assert lists.spoken_of(120) is None
    await lists.add("shopping", ["milk"])
    await lists.speak_of("camping")
    assert lists.spoken_of(120) == "camping"
    note = await lists.note("call the plumber")
    now[0] = 120.0
    assert lists.spoken_of(120) is note
    now[0] = 121.0
    assert lists.spoken_of(120) is None
    await lists.remove_note(note)
    assert lists.notes == []
    await lists.clear("shopping")
    assert lists.spoken_of(120) == "shopping"
    await lists.delete("shopping")
    assert lists.spoken_of(120) is None


@pytest.mark.parametrize(("one", "other", "alike"), [("oat milk", "milk", True), ("tea biscuits", "tea", False)])
def test_items_end_alike(one: str, other: str, alike: bool) -> None:
    assert end_alike(one, other) is alike
