"""One act at a time in the foreground: it waits for the one before, and an interruption is a cancellation."""

import asyncio

import pytest

from myna.core.errors import unwrapped
from myna.session.foreground import Foreground


class Act:
    """Sounds until it is allowed to end, or is cancelled, which takes it a moment."""

    def __init__(self, log: list[str], name: str) -> None:
        self._log = log
        self._name = name
        self.may_end = asyncio.Event()
        self.begun = asyncio.Event()

    async def __call__(self) -> str:
        self._log.append(f"{self._name} begins")
        self.begun.set()
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            await self.may_end.wait()
            self._log.append(f"{self._name} falls silent")
            raise
        self._log.append(f"{self._name} ends")
        return self._name


async def test_an_act_begins_when_the_one_before_it_has_ended() -> None:
    log: list[str] = []
    one, two = Act(log, "one"), Act(log, "two")
    async with asyncio.TaskGroup() as group:
        foreground = Foreground(group)
        first, second = foreground.start(one), foreground.start(two)
        await one.begun.wait()
        assert (foreground.holds(first), foreground.holds(second), foreground.busy) == (False, True, True)
        two.may_end.set()
        one.may_end.set()
    assert log == ["one begins", "one ends", "two begins", "two ends"]
    assert (first.result(), second.result()) == ("one", "two")
    assert not foreground.busy


async def test_what_is_interrupted_is_silent_before_the_next_act_begins() -> None:
    log: list[str] = []
    one, two = Act(log, "one"), Act(log, "two")
    async with asyncio.TaskGroup() as group:
        foreground = Foreground(group)
        first = foreground.start(one)
        await one.begun.wait()
        foreground.interrupt()
        assert foreground.busy
        assert not foreground.holds(first)
        foreground.start(two)
        one.may_end.set()
        two.may_end.set()
    assert log == ["one begins", "one falls silent", "two begins", "two ends"]


async def test_an_act_that_waits_for_its_turn_can_be_interrupted_with_the_one_before_it() -> None:
    log: list[str] = []
    one, two = Act(log, "one"), Act(log, "two")
    async with asyncio.TaskGroup() as group:
        foreground = Foreground(group)
        foreground.start(one)
        waiting = foreground.start(two)
        await one.begun.wait()
        foreground.interrupt()
        one.may_end.set()
        await asyncio.wait([waiting])
        assert waiting.cancelled()
    assert log == ["one begins", "one falls silent"]


async def test_to_interrupt_nothing_is_nothing() -> None:
    async with asyncio.TaskGroup() as group:
        foreground = Foreground(group)
        foreground.interrupt()
        assert not foreground.busy
        assert not foreground.holds(None)


async def test_what_an_act_raises_ends_the_whole_group() -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), unwrapped():
        async with asyncio.TaskGroup() as group:
            Foreground(group).start(broken)
