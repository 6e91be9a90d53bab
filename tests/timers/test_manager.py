"""All timers that are set, on virtual time and on clocks that the test sets."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

import virtual_time
from myna.core.events import as_json
from myna.timers.manager import JUST_RUNG_SECONDS, LATE_SECONDS, MAX_TIMERS, Due, TimerManager, boot_time
from myna.timers.store import TimerStore
from myna.timers.timer import Kind, Timer
from timers_kit import living_in

BEGIN = datetime(2026, 11, 25, 6, 0).timestamp()


class Clocks:
    """A wall clock that may be set by ``jump`` seconds, and a steady one, both on the event loop's time."""

    def __init__(self) -> None:
        self.jump = 0.0
        self.told: list[dict[str, Any]] = []
        clock = asyncio.get_running_loop().time
        self.manager = TimerManager(
            None, lambda event: self.told.append(as_json(event)), lambda: BEGIN + clock() + self.jump, clock
        )

    @property
    def changes(self) -> list[str]:
        return [event["change"] for event in self.told]

    async def put(self, seconds: float, kind: Kind = Kind.TIMER, **values: Any) -> Timer:
        """Set what is due in ``seconds``."""
        length = seconds if kind is Kind.TIMER else 0.0
        return await self.manager.put(Timer(kind, self.manager.now + seconds, seconds=length, **values))


def on_virtual_time(test: Callable[[Clocks], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """A test of a manager, run on virtual time."""

    async def run() -> None:
        await test(Clocks())

    return lambda: virtual_time.run(run())


@on_virtual_time
async def test_the_next_is_due_at_its_time_and_stays_so_until_it_is_ended(clocks: Clocks) -> None:
    manager = clocks.manager
    await clocks.put(100.0)
    tea = await clocks.put(50.0, text="tea")
    due = await manager.due()
    assert manager.now == BEGIN + 50
    assert due == Due([tea])
    assert await manager.due() == due
    assert manager.find(tea.number) is None
    await manager.end(due)
    assert [timer.seconds for timer in (await manager.due()).timers] == [100.0]
    assert clocks.changes == ["set", "set", "ringing", "stopped", "ringing"]


@on_virtual_time
async def test_a_timer_that_is_set_while_another_is_waited_for_may_come_first(clocks: Clocks) -> None:
    await clocks.put(1000.0)
    waiting = asyncio.create_task(clocks.manager.due())
    await asyncio.sleep(10)
    await clocks.put(5.0, text="soon")
    assert [timer.text for timer in (await waiting).timers] == ["soon"]
    assert clocks.manager.now == BEGIN + 15


@on_virtual_time
async def test_a_paused_timer_is_not_due(clocks: Clocks) -> None:
    timer = await clocks.put(10.0)
    await clocks.manager.put(replace(timer, left_seconds=10.0))
    await clocks.put(500.0, text="later")
    assert [timer.text for timer in (await clocks.manager.due()).timers] == ["later"]


@on_virtual_time
async def test_those_of_one_moment_are_due_together(clocks: Clocks) -> None:
    due_at = clocks.manager.now + 30
    for text in ("one", "two"):
        await clocks.manager.put(Timer(Kind.REMINDER, due_at, text))
    assert [timer.text for timer in (await clocks.manager.due()).timers] == ["one", "two"]


@on_virtual_time
async def test_a_duration_runs_on_when_the_clock_is_set(clocks: Clocks) -> None:
    await clocks.put(100.0)
    clocks.jump = 86_400.0
    assert [timer.left(clocks.manager.now) for timer in clocks.manager.timers] == [100.0]
    due = await clocks.manager.due()
    assert not due.missed
    assert asyncio.get_running_loop().time() == 100.0


@on_virtual_time
async def test_an_alarm_follows_the_clock_and_is_missed_if_that_jumps_over_it(clocks: Clocks) -> None:
    await clocks.put(100.0, Kind.ALARM)
    clocks.jump = 80.0
    assert not (await clocks.manager.due()).missed
    assert asyncio.get_running_loop().time() == 20.0


async def test_an_alarm_keeps_to_the_clock_of_another_zone_and_a_duration_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def manager() -> TimerManager:
        found = TimerManager(TimerStore(tmp_path), wall=lambda: BEGIN, steady=lambda: 0.0)
        found.load()
        return found

    def at(clock: str) -> float:
        return datetime.fromisoformat(f"2026-11-25 {clock}").timestamp()

    with living_in("UTC0", monkeypatch):
        first = manager()
        await first.put(Timer(Kind.ALARM, at("21:30")))
        await first.put(Timer(Kind.TIMER, at("20:00"), seconds=50_000.0))
        length = at("20:00")
    with living_in("JST-9", monkeypatch):
        assert [timer.due for timer in first.timers] == [at("21:30"), length]
        first.close()
    with living_in("PST8", monkeypatch):
        second = manager()
        assert [timer.due for timer in second.timers] == [length, at("21:30")]
        second.close()


async def test_a_moved_due_time_is_written_whoever_saw_the_clock_move(tmp_path: Path) -> None:
    jump = 0.0
    manager = TimerManager(TimerStore(tmp_path), wall=lambda: BEGIN + jump, steady=lambda: 0.0)
    manager.load()
    await manager.put(Timer(Kind.TIMER, BEGIN + 500.0, seconds=500.0))
    jump = 3600.0
    assert manager.timers[0].due == BEGIN + 4100.0
    looking = asyncio.create_task(manager.due())
    store = TimerStore(tmp_path)
    while [timer.due for timer in store.load()] != [BEGIN + 4100.0]:
        store.close()
        await asyncio.sleep(0.01)
    store.close()
    looking.cancel()
    await asyncio.wait([looking])
    manager.close()


@on_virtual_time
async def test_what_became_due_long_ago_was_missed(clocks: Clocks) -> None:
    await clocks.put(100.0, Kind.ALARM)
    clocks.jump = 100.0 + LATE_SECONDS + 1
    due = await clocks.manager.due()
    assert due.missed
    await clocks.manager.end(due)
    assert clocks.changes == ["set", "missed"]
    assert clocks.manager.just_rung() == []


@on_virtual_time
async def test_what_comes_again_waits_for_its_next_time(clocks: Clocks) -> None:
    daily = await clocks.put(3600.0, Kind.ALARM, clock=time(7), days=tuple(range(7)))
    await clocks.manager.end(await clocks.manager.due())
    assert clocks.manager.timers == [replace(daily, due=daily.due + 86_400)]


@on_virtual_time
async def test_what_rings_is_put_off_and_its_repetition_stays(clocks: Clocks) -> None:
    daily = await clocks.put(3600.0, Kind.ALARM, clock=time(7), days=tuple(range(7)))
    due = await clocks.manager.due()
    await clocks.manager.snooze(due.timers, 300.0)
    assert [timer.due for timer in clocks.manager.timers] == [daily.due + 300, daily.due + 86_400]
    assert clocks.changes[-1] == "snoozed"
    assert (await clocks.manager.due()).timers[0].due == daily.due + 300


@on_virtual_time
async def test_what_has_rung_can_be_put_off_for_a_while(clocks: Clocks) -> None:
    timer = await clocks.put(1.0)
    await clocks.manager.end(await clocks.manager.due())
    assert clocks.manager.just_rung() == [timer]
    await asyncio.sleep(JUST_RUNG_SECONDS)
    assert clocks.manager.just_rung() == []


@on_virtual_time
async def test_what_is_cancelled_is_gone(clocks: Clocks) -> None:
    timers = [await clocks.put(10.0), await clocks.put(20.0)]
    await clocks.manager.cancel(timers)
    assert clocks.manager.timers == clocks.manager.as_json() == []
    assert clocks.changes == ["set", "set", "cancelled", "cancelled"]


@on_virtual_time
async def test_a_changed_timer_keeps_its_number(clocks: Clocks) -> None:
    timer = await clocks.put(10.0)
    changed = await clocks.manager.put(replace(timer, text="tea"))
    assert (changed.number, clocks.manager.timers) == (timer.number, [changed])
    assert clocks.changes == ["set", "changed"]
    assert (await clocks.put(5.0)).number != timer.number


@on_virtual_time
async def test_there_is_room_for_so_many(clocks: Clocks) -> None:
    for _ in range(MAX_TIMERS):
        assert not clocks.manager.is_full
        await clocks.put(10.0)
    assert clocks.manager.is_full


async def test_what_is_set_is_kept_in_the_file_before_anybody_is_told(tmp_path: Path) -> None:
    kept: list[int] = []

    def look(_: object) -> None:
        store = TimerStore(tmp_path)
        kept.append(len(store.load()))
        store.close()

    manager = TimerManager(TimerStore(tmp_path), look)
    manager.load()
    timer = await manager.put(Timer(Kind.TIMER, manager.now + 600, "pizza", 600.0))
    await manager.cancel([timer])
    manager.close()
    assert kept == [1, 0]


async def test_after_a_restart_it_goes_on_with_new_numbers(tmp_path: Path) -> None:
    before = TimerManager(TimerStore(tmp_path))
    before.load()
    pizza = await before.put(Timer(Kind.TIMER, before.now + 600, "pizza", 600.0))
    before.close()
    manager = TimerManager(TimerStore(tmp_path))
    manager.load()
    assert manager.timers == [pizza]
    assert (await manager.put(Timer(Kind.TIMER, manager.now + 5, seconds=5.0))).number == pizza.number + 1
    manager.close()


async def test_what_comes_again_after_an_interval_does_so_after_a_restart_as_well(tmp_path: Path) -> None:
    clock = 10_000.0
    before = TimerManager(TimerStore(tmp_path), wall=lambda: clock, steady=lambda: clock)
    before.load()
    await before.put(Timer(Kind.REMINDER, clock + 1800, "stretch", 1800.0, every_seconds=1800.0))
    clock += 1800
    await before.end(await before.due())
    before.close()
    assert [timer.due for timer in before.timers] == [13_600.0]
    clock = 20_000.0  # the board was off over three of its times
    manager = TimerManager(TimerStore(tmp_path), wall=lambda: clock, steady=lambda: clock)
    manager.load()
    due = await manager.due()
    assert due.missed
    await manager.end(due)
    assert [(timer.text, timer.due) for timer in manager.timers] == [("stretch", 20_800.0)]
    manager.close()


def test_the_steady_clock_goes_on() -> None:
    assert 0 < boot_time() <= boot_time()
