"""Manages the timers, alarms and reminders that are set, and says when the next one is due.

Its rules:

1. A change is in the file before programs are told of it.
2. The wall clock of a board without a battery jumps when the network sets it. What was set for a duration, since this
   start, runs on the steady clock, and so its due time moves with the jump. An alarm follows the wall clock, and in
   another time zone it is due when that clock shows the same.
3. The clocks are read every ``LOOK_SECONDS`` at the latest, so that a jump is noticed.
4. What is due stays due until it is ended. What became due long ago was missed: the board was off, or the clock jumped
   over it.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from myna.core.events import Event, TimerChanged
from myna.timers.store import TimerStore
from myna.timers.timer import Timer

LOOK_SECONDS = 30.0
"""The longest wait between two looks at the clocks while something is set."""

LATE_SECONDS = 60.0
"""A timer that is found due later than this was missed: more than a restart takes, so that it loses none."""

JUMP_SECONDS = 1.0
"""The wall clock was set where its distance from the steady clock changed by more than this."""

JUST_RUNG_SECONDS = 300.0
"""How long after a ring it can still be put off."""

MAX_TIMERS = 50
"""The most timers, alarms and reminders at the same time."""

Publish = Callable[[Event], None]


def boot_time() -> float:
    """Seconds since the board was started, including those in which it was suspended."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Due:
    """Timers that are due at the same time. ``missed``: all of them became due too long ago to ring."""

    timers: Sequence[Timer]
    missed: bool = False


class TimerManager:
    """All timers that are set.

    ``publish`` tells programs of changes. ``wall`` is the clock with the time of day, in seconds since the epoch, and
    ``steady`` one that nobody sets, in seconds. Every timer gets a number, by which a changed one is recognised.
    """

    def __init__(
        self,
        store: TimerStore | None = None,
        publish: Publish = lambda _: None,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = boot_time,
    ) -> None:
        self._store = store
        self._publish = publish
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()
        self._timers: dict[int, Timer] = {}
        self._last_number = 0
        self._steady_numbers: set[int] = set()  # those that run on the steady clock
        self._shown: dict[int, datetime] = {}  # what the wall clock shows when the others are due
        self._moved: set[int] = set()  # those whose due time has changed since it was written
        self._ringing: set[int] = set()
        self._rung: tuple[float, list[Timer]] = (0.0, [])  # when what rang last did so, by the steady clock
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()

    def load(self) -> None:
        """Read what was set before this start; blocks while the file is read."""
        if self._store is not None:
            self._timers = {timer.number: timer for timer in self._store.load()}
            self._shown = {timer.number: timer.shown for timer in self._timers.values() if not timer.seconds}
            self._last_number = max(self._timers, default=0)

    def close(self) -> None:
        """Close the file."""
        if self._store is not None:
            self._store.close()

    @property
    def now(self) -> float:
        """The time by the wall clock, in seconds since the epoch."""
        return self._wall()

    @property
    def timers(self) -> list[Timer]:
        """The timers that are set and do not ring, the next first."""
        self._follow_clocks()
        now = self.now
        waiting = [timer for timer in self._timers.values() if timer.number not in self._ringing]
        return sorted(waiting, key=lambda timer: (timer.left(now), timer.due))

    def as_json(self) -> list[dict[str, object]]:
        """The timers as programs get them."""
        return [timer.as_json(self.now) for timer in self.timers]

    @property
    def is_full(self) -> bool:
        """Whether nothing more can be set."""
        return len(self._timers) >= MAX_TIMERS

    def find(self, number: int) -> Timer | None:
        """The timer of that number as it is now, if it is still set and does not ring."""
        return next((timer for timer in self.timers if timer.number == number), None)

    def just_rung(self) -> list[Timer]:
        """The timers that rang last, or what they were put off to, for as long as they can be put off."""
        at, timers = self._rung
        return timers if self._steady() - at < JUST_RUNG_SECONDS else []

    async def put(self, timer: Timer) -> Timer:
        """Set ``timer``, replacing the one of its number, if it has one. Returns it with its number."""
        event = "changed" if timer.number else "set"
        timer = timer if timer.number else self._numbered(timer)
        self._take(timer)
        await self._write([timer])
        self._tell(event, timer)
        return timer

    async def cancel(self, timers: Sequence[Timer]) -> None:
        """Remove ``timers``."""
        await self._drop(timers)
        for timer in timers:
            self._tell("cancelled", timer)

    async def due(self) -> Due:
        """Wait until timers are due. They are returned again until ``end`` or ``snooze`` was called for them."""
        while True:
            self._follow_clocks()
            if self._moved:
                moved, self._moved = self._moved, set()
                await self._write([self._timers[number] for number in moved])
            now = self.now
            found = [timer for timer in self.timers if not timer.paused and timer.due <= now]
            if self._ringing:
                return Due([self._timers[number] for number in sorted(self._ringing)])
            if missed := [timer for timer in found if now - timer.due > LATE_SECONDS]:
                return Due(missed, missed=True)
            if found:
                self._ringing = {timer.number for timer in found}
                for timer in found:
                    self._tell("ringing", timer)
                return Due(found)
            await self._wait(now)

    async def end(self, due: Due, *, missed: bool = False) -> None:
        """End what is due, since it was heard or was ``missed``; what comes again is set for its next time."""
        again = [timer.again(self.now) for timer in due.timers]
        await self._drop(due.timers, [timer for timer in again if timer is not None])
        if not due.missed:
            self._rung = (self._steady(), list(due.timers))
        for timer in due.timers:
            self._tell("missed" if missed or due.missed else "stopped", timer)

    async def snooze(self, timers: Sequence[Timer], seconds: float) -> None:
        """Put ``timers``, which ring or have just rung, off by ``seconds``."""
        due = self.now + seconds
        later = [self._numbered(Timer(timer.kind, due, timer.text, seconds)) for timer in timers]
        again = [timer.again(self.now) for timer in timers if timer.number in self._ringing]
        self._rung = (self._steady(), later)
        await self._drop(timers, [*(timer for timer in again if timer is not None), *later])
        for timer in later:
            self._tell("snoozed", timer)

    def _numbered(self, timer: Timer) -> Timer:
        self._last_number += 1
        return replace(timer, number=self._last_number)

    async def _drop(self, timers: Sequence[Timer], put: Sequence[Timer] = ()) -> None:
        for timer in timers:
            self._timers.pop(timer.number, None)
            self._shown.pop(timer.number, None)
            self._steady_numbers.discard(timer.number)
            self._moved.discard(timer.number)
            self._ringing.discard(timer.number)
        for timer in put:
            self._take(timer)
        await self._write(put, [timer.number for timer in timers])

    def _take(self, timer: Timer) -> None:
        self._follow_clocks()
        self._timers[timer.number] = timer
        self._shown.pop(timer.number, None)
        self._steady_numbers.discard(timer.number)
        if timer.seconds:
            self._steady_numbers.add(timer.number)
        else:
            self._shown[timer.number] = timer.shown
        self._changed.set()

    async def _write(self, put: Sequence[Timer] = (), remove: Sequence[int] = ()) -> None:
        async with self._writing:
            if self._store is not None:
                await asyncio.to_thread(self._store.change, put, remove)

    async def _wait(self, now: float) -> None:
        """Wait until a timer is due or was changed, and at most ``LOOK_SECONDS``."""
        self._changed.clear()
        left = [timer.left(now) for timer in self._timers.values() if not timer.paused]
        try:
            async with asyncio.timeout(min([LOOK_SECONDS, *left]) if left else None):
                await self._changed.wait()
        except TimeoutError:
            return

    def _follow_clocks(self) -> None:
        """Move what runs on the steady clock where the wall clock was set, and what follows that to another zone."""
        jump = self._wall() - self._steady() - self._offset
        if abs(jump) >= JUMP_SECONDS:
            self._offset += jump
            for number in self._steady_numbers:
                self._move(number, self._timers[number].due + jump)
        for number, shown in self._shown.items():
            if (due := self._timers[number].due_at(shown)) != self._timers[number].due:
                self._move(number, due)

    def _move(self, number: int, due: float) -> None:
        self._timers[number] = replace(self._timers[number], due=due)
        self._moved.add(number)

    def _tell(self, change: str, timer: Timer) -> None:
        self._publish(TimerChanged(change, timer.as_json(self.now)))
