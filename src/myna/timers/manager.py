"""What is set while Myna lives: timers, alarms and reminders, and when the next one is due.

Its rules:

1. A change is in the schedule's file before it is told to anybody.
2. The wall clock of a board without a battery jumps when the network sets it. What was set here by a length of time
   runs on the steady clock: it moves with the jump. An alarm follows the wall clock.
3. It looks at the clocks again and again, and never waits for hours.
4. What is due stays so until somebody has ended it. What became due long ago was missed: the board was off, or the
   clock jumped over it.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from myna.core.events import Event, TimerChanged
from myna.timers.store import TimerStore
from myna.timers.timer import Timer

LOOK_SECONDS = 30.0
"""How often it looks at the clocks while something is set."""

LATE_SECONDS = 60.0
"""What is found due later than this was missed. It is more than a restart takes, which loses nothing so."""

JUMP_SECONDS = 1.0
"""The wall clock and the steady one differ by so much more than before: it was set."""

FRESH_SECONDS = 300.0
"""So long what has rung can still be put off."""

MOST = 50
"""Entries at the same time."""

Publish = Callable[[Event], None]


def boot_time() -> float:
    """Seconds since the board was started, those included in which it slept."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Due:
    """What is due at the same time; all of it was missed, or nothing."""

    timers: Sequence[Timer]
    missed: bool = False


class TimerManager:
    """Everything that is set; ``publish`` tells programs of it. ``wall`` and ``steady`` give seconds.

    Every entry has a number; those that are given to it are found by it.
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
        self._last = 0  # the number that was given last
        self._set_here: set[int] = set()  # since Myna began
        self._ringing: set[int] = set()
        self._rung: tuple[float, list[Timer]] = (0.0, [])  # what rang last, and when, by the steady clock
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()

    def load(self) -> None:
        """Read what was set before Myna began; takes as long as the disk does."""
        if self._store is not None:
            self._timers = {timer.number: timer for timer in self._store.load()}
            self._last = max(self._timers, default=0)

    def close(self) -> None:
        """Let go of the schedule's file."""
        if self._store is not None:
            self._store.close()

    @property
    def now(self) -> float:
        """The time by the wall clock, in seconds since the epoch."""
        return self._wall()

    @property
    def timers(self) -> list[Timer]:
        """What is set and has not rung, the next first."""
        self._follow_jumps()
        now = self.now
        waiting = [timer for timer in self._timers.values() if timer.number not in self._ringing]
        return sorted(waiting, key=lambda timer: (timer.left(now), timer.due))

    def as_json(self) -> list[dict[str, object]]:
        """What programs are told of what is set."""
        return [timer.as_json(self.now) for timer in self.timers]

    @property
    def is_full(self) -> bool:
        """Whether nothing more can be set."""
        return len(self._timers) >= MOST

    def find(self, number: int) -> Timer | None:
        """The entry of this number, as it is now, if it is still set."""
        return next((timer for timer in self.timers if timer.number == number), None)

    def fresh(self) -> list[Timer]:
        """What has just rung, or was put off."""
        at, timers = self._rung
        return timers if self._steady() - at < FRESH_SECONDS else []

    async def put(self, timer: Timer) -> Timer:
        """Set ``entry``, in the place of the one with its number, if there is one. Returns it with its number."""
        event = "changed" if timer.number else "set"
        timer = timer if timer.number else self._numbered(timer)
        self._take(timer)
        await self._write([timer])
        self._tell(event, timer)
        return timer

    async def cancel(self, timers: Sequence[Timer]) -> None:
        """Set them no longer."""
        await self._drop(timers)
        for timer in timers:
            self._tell("cancelled", timer)

    async def due(self) -> Due:
        """Wait for what is due, and give it, until it is ended."""
        while True:
            if self._follow_jumps():
                await self._write([self._timers[number] for number in self._set_here])
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
        """It has been heard, or was ``missed``: what comes again waits for its next time."""
        again = [timer.again(self.now) for timer in due.timers]
        await self._drop(due.timers, [timer for timer in again if timer is not None])
        if not due.missed:
            self._rung = (self._steady(), list(due.timers))
        for timer in due.timers:
            self._tell("missed" if missed or due.missed else "stopped", timer)

    async def snooze(self, timers: Sequence[Timer], seconds: float) -> None:
        """Let what rings, or has just rung, ring again in ``seconds``."""
        due = self.now + seconds
        later = [self._numbered(Timer(timer.kind, due, timer.text, seconds)) for timer in timers]
        again = [timer.again(self.now) for timer in timers if timer.number in self._ringing]
        self._rung = (self._steady(), later)
        await self._drop(timers, [*(timer for timer in again if timer is not None), *later])
        for timer in later:
            self._tell("snoozed", timer)

    def _numbered(self, timer: Timer) -> Timer:
        self._last += 1
        return replace(timer, number=self._last)

    async def _drop(self, timers: Sequence[Timer], put: Sequence[Timer] = ()) -> None:
        for timer in timers:
            self._timers.pop(timer.number, None)
            self._set_here.discard(timer.number)
            self._ringing.discard(timer.number)
        for timer in put:
            self._take(timer)
        await self._write(put, [timer.number for timer in timers])

    def _take(self, timer: Timer) -> None:
        self._follow_jumps()
        self._timers[timer.number] = timer
        if timer.seconds:
            self._set_here.add(timer.number)
        self._changed.set()

    async def _write(self, put: Sequence[Timer] = (), remove: Sequence[int] = ()) -> None:
        async with self._writing:
            if self._store is not None:
                await asyncio.to_thread(self._store.change, put, remove)

    async def _wait(self, now: float) -> None:
        """Wait until something is due or was changed, or for so long that the clocks are to be looked at."""
        self._changed.clear()
        left = [timer.left(now) for timer in self._timers.values() if not timer.paused]
        try:
            async with asyncio.timeout(min([LOOK_SECONDS, *left]) if left else None):
                await self._changed.wait()
        except TimeoutError:
            return

    def _follow_jumps(self) -> bool:
        """Move what runs on the steady clock with the wall clock; whether that was set."""
        jump = self._wall() - self._steady() - self._offset
        if abs(jump) < JUMP_SECONDS:
            return False
        self._offset += jump
        for number in self._set_here:
            self._timers[number] = replace(self._timers[number], due=self._timers[number].due + jump)
        return True

    def _tell(self, change: str, timer: Timer) -> None:
        self._publish(TimerChanged(change, timer.as_json(self.now)))
