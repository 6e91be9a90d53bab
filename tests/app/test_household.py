"""Timers, lists and notes are changed by hand, and what cannot be is refused in a sentence."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from myna.app.household import MAX_ITEMS, Household
from myna.core.errors import ServiceError
from myna.core.events import Event, ListsChanged, TimerChanged
from myna.lists.manager import ListManager
from myna.timers.manager import MAX_TIMERS, TimerManager
from myna.timers.timer import Kind, Timer

NOW = datetime(2026, 11, 27, 20, 0)
"""A Friday."""


class Home:
    """A household at eight on a Friday evening, and what is told of it."""

    def __init__(self) -> None:
        self.told: list[Event] = []
        self.timers = TimerManager(publish=self.told.append, wall=NOW.timestamp, steady=lambda: 0.0)
        self.lists = ListManager(publish=self.told.append)
        self.household = Household(self.timers, self.lists, lambda: NOW)


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.mark.parametrize(
    ("arguments", "due", "days"),
    [
        ({"kind": "timer", "seconds": 90.0}, NOW + timedelta(seconds=90), ()),
        ({"kind": "alarm", "clock": "07:30"}, datetime(2026, 11, 28, 7, 30), ()),
        ({"kind": "alarm", "clock": "21:00"}, datetime(2026, 11, 27, 21, 0), ()),
        ({"kind": "alarm", "clock": "07:30", "day": "2026-12-24"}, datetime(2026, 12, 24, 7, 30), ()),
        ({"kind": "reminder", "clock": "07:30", "days": [3, 0], "text": "bins"}, datetime(2026, 11, 30, 7, 30), (0, 3)),
    ],
)
async def test_what_is_set_is_due_then(home: Home, arguments: dict[str, Any], due: datetime, days: tuple[int]) -> None:
    told = await home.household.set_timer(**arguments)
    (timer,) = home.timers.timers
    assert (datetime.fromtimestamp(timer.due), timer.days) == (due, days)
    assert told["number"] == timer.number
    assert [event.change for event in home.told if isinstance(event, TimerChanged)] == ["set"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"kind": "timer", "seconds": 0.5}, "timer-wrong"),
        ({"kind": "timer", "seconds": 90_000.0}, "timer-wrong"),
        ({"kind": "alarm"}, "timer-wrong"),
        ({"kind": "alarm", "clock": "25:00"}, "timer-wrong"),
        ({"kind": "alarm", "clock": "07:30", "day": "yesterday"}, "timer-wrong"),
        ({"kind": "alarm", "clock": "07:30", "day": "2026-11-01"}, "timer-wrong"),
        ({"kind": "alarm", "clock": "07:30", "days": [7]}, "timer-wrong"),
        ({"kind": "reminder", "clock": "07:30"}, "timer-wrong"),
        ({"kind": "reminder", "clock": "07:30", "text": "x" * 501}, "text-wrong"),
        ({"kind": "timer", "seconds": 5.0, "number": 7}, "timer-missing"),
    ],
)
async def test_what_cannot_be_set_is_refused(home: Home, arguments: dict[str, Any], code: str) -> None:
    with pytest.raises(ServiceError) as failure:
        await home.household.set_timer(**arguments)
    assert failure.value.code == code
    assert home.timers.timers == []


async def test_one_is_changed_and_removed(home: Home) -> None:
    number = (await home.household.set_timer("timer", seconds=60.0, text="tea"))["number"]
    assert isinstance(number, int)
    await home.household.set_timer("timer", seconds=120.0, text="tea", number=number)
    assert [timer.seconds for timer in home.timers.timers] == [120.0]
    await home.household.cancel(number)
    assert home.timers.timers == []
    with pytest.raises(ServiceError):
        await home.household.cancel(number)


async def test_what_comes_every_other_week_still_does_so_when_it_was_moved(home: Home) -> None:
    bins = Timer(Kind.REMINDER, home.timers.now + 86400, "bins", clock=time(7), every_days=14)
    kept = await home.timers.put(bins)
    await home.household.set_timer("reminder", clock="08:30", text="the bins", number=kept.number)
    (moved,) = home.timers.timers
    assert (moved.text, moved.clock, moved.every_days) == ("the bins", time(8, 30), 14)


async def test_there_is_an_end_to_timers(home: Home) -> None:
    for _ in range(MAX_TIMERS):
        await home.household.set_timer("timer", seconds=60.0)
    with pytest.raises(ServiceError) as failure:
        await home.household.set_timer("timer", seconds=60.0)
    assert failure.value.code == "timers-full"


async def test_a_list_is_made_changed_and_removed(home: Home) -> None:
    household = home.household
    await household.add("shopping", ["milk", "  two   eggs "])
    await household.reword("shopping", "milk", "oat milk")
    await household.remove("shopping", ["two eggs"])
    assert household.lists()["lists"] == [{"name": "shopping", "items": ["oat milk"]}]
    assert home.told == [ListsChanged()] * 3
    await household.delete("shopping")
    assert household.lists()["lists"] == []
    for failing in (
        household.remove("shopping", []),
        household.delete("shopping"),
        household.reword("shopping", "a", "b"),
    ):
        with pytest.raises(ServiceError) as failure:
            await failing
        assert failure.value.code == "list-missing"


async def test_what_is_no_text_or_too_much_is_refused(home: Home) -> None:
    for name, items, code in (("", ["x"], "text-wrong"), ("a", [" "], "text-wrong"), ("a", ["x"] * 501, "list-full")):
        with pytest.raises(ServiceError) as failure:
            await home.household.add(name, items)
        assert failure.value.code == code
    await home.household.add("a", [f"item {number}" for number in range(MAX_ITEMS)])
    with pytest.raises(ServiceError):
        await home.household.add("a", ["one more"])
    with pytest.raises(ServiceError) as failure:
        await home.household.reword("a", "never there", "x")
    assert failure.value.code == "item-missing"


async def test_a_note_is_taken_changed_and_removed(home: Home) -> None:
    household = home.household
    await household.note("call the plumber")
    await household.note("water the plants")
    await household.change_note("call the plumber", "call the roofer")
    assert [note.text for note in home.lists.notes] == ["call the roofer", "water the plants"]
    await household.change_note("call the roofer", "")
    assert [note.text for note in home.lists.notes] == ["water the plants"]
    with pytest.raises(ServiceError) as failure:
        await household.change_note("call the roofer", "")
    assert failure.value.code == "note-missing"
