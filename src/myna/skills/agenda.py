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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from myna.skills.entry import Entry
from myna.skills.schedule import Schedule

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

Publish = Callable[[Mapping[str, object]], None]


def boot_time() -> float:
    """Seconds since the board was started, those included in which it slept."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Due:
    """What is due at the same time; all of it was missed, or nothing."""

    entries: Sequence[Entry]
    missed: bool = False


class Agenda:
    """Everything that is set; ``publish`` tells programs of it. ``wall`` and ``steady`` give seconds.

    Every entry has a number; those that are given to it are found by it.
    """

    def __init__(
        self,
        schedule: Schedule | None = None,
        publish: Publish = lambda _: None,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = boot_time,
    ) -> None:
        self._schedule = schedule
        self._publish = publish
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()
        self._entries: dict[int, Entry] = {}
        self._last = 0  # the number that was given last
        self._set_here: set[int] = set()  # since Myna began
        self._ringing: set[int] = set()
        self._rung: tuple[float, list[Entry]] = (0.0, [])  # what rang last, and when, by the steady clock
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()

    def load(self) -> None:
        """Read what was set before Myna began; takes as long as the disk does."""
        if self._schedule is not None:
            self._entries = {entry.number: entry for entry in self._schedule.load()}
            self._last = max(self._entries, default=0)

    def close(self) -> None:
        """Let go of the schedule's file."""
        if self._schedule is not None:
            self._schedule.close()

    @property
    def now(self) -> float:
        """The time by the wall clock, in seconds since the epoch."""
        return self._wall()

    @property
    def entries(self) -> list[Entry]:
        """What is set and has not rung, the next first."""
        self._follow_jumps()
        now = self.now
        waiting = [entry for entry in self._entries.values() if entry.number not in self._ringing]
        return sorted(waiting, key=lambda entry: (entry.left(now), entry.due))

    def as_json(self) -> list[dict[str, object]]:
        """What programs are told of what is set."""
        return [entry.as_json(self.now) for entry in self.entries]

    @property
    def is_full(self) -> bool:
        """Whether nothing more can be set."""
        return len(self._entries) >= MOST

    def find(self, number: int) -> Entry | None:
        """The entry of this number, as it is now, if it is still set."""
        return next((entry for entry in self.entries if entry.number == number), None)

    def fresh(self) -> list[Entry]:
        """What has just rung, or was put off."""
        at, entries = self._rung
        return entries if self._steady() - at < FRESH_SECONDS else []

    async def put(self, entry: Entry) -> Entry:
        """Set ``entry``, in the place of the one with its number, if there is one. Returns it with its number."""
        event = "changed" if entry.number else "set"
        entry = entry if entry.number else self._numbered(entry)
        self._take(entry)
        await self._write([entry])
        self._tell(event, entry)
        return entry

    async def cancel(self, entries: Sequence[Entry]) -> None:
        """Set them no longer."""
        await self._drop(entries)
        for entry in entries:
            self._tell("cancelled", entry)

    async def due(self) -> Due:
        """Wait for what is due, and give it, until it is ended."""
        while True:
            if self._follow_jumps():
                await self._write([self._entries[number] for number in self._set_here])
            now = self.now
            found = [entry for entry in self.entries if not entry.paused and entry.due <= now]
            if self._ringing:
                return Due([self._entries[number] for number in sorted(self._ringing)])
            if missed := [entry for entry in found if now - entry.due > LATE_SECONDS]:
                return Due(missed, missed=True)
            if found:
                self._ringing = {entry.number for entry in found}
                for entry in found:
                    self._tell("ringing", entry)
                return Due(found)
            await self._wait(now)

    async def end(self, due: Due, *, missed: bool = False) -> None:
        """It has been heard, or was ``missed``: what comes again waits for its next time."""
        again = [entry.again(self.now) for entry in due.entries]
        await self._drop(due.entries, [entry for entry in again if entry is not None])
        if not due.missed:
            self._rung = (self._steady(), list(due.entries))
        for entry in due.entries:
            self._tell("missed" if missed or due.missed else "stopped", entry)

    async def snooze(self, entries: Sequence[Entry], seconds: float) -> None:
        """Let what rings, or has just rung, ring again in ``seconds``."""
        due = self.now + seconds
        later = [self._numbered(Entry(entry.kind, due, entry.text, seconds)) for entry in entries]
        again = [entry.again(self.now) for entry in entries if entry.number in self._ringing]
        self._rung = (self._steady(), later)
        await self._drop(entries, [*(entry for entry in again if entry is not None), *later])
        for entry in later:
            self._tell("snoozed", entry)

    def _numbered(self, entry: Entry) -> Entry:
        self._last += 1
        return replace(entry, number=self._last)

    async def _drop(self, entries: Sequence[Entry], put: Sequence[Entry] = ()) -> None:
        for entry in entries:
            self._entries.pop(entry.number, None)
            self._set_here.discard(entry.number)
            self._ringing.discard(entry.number)
        for entry in put:
            self._take(entry)
        await self._write(put, [entry.number for entry in entries])

    def _take(self, entry: Entry) -> None:
        self._follow_jumps()
        self._entries[entry.number] = entry
        if entry.seconds:
            self._set_here.add(entry.number)
        self._changed.set()

    async def _write(self, put: Sequence[Entry] = (), remove: Sequence[int] = ()) -> None:
        async with self._writing:
            if self._schedule is not None:
                await asyncio.to_thread(self._schedule.change, put, remove)

    async def _wait(self, now: float) -> None:
        """Wait until something is due or was changed, or for so long that the clocks are to be looked at."""
        self._changed.clear()
        left = [entry.left(now) for entry in self._entries.values() if not entry.paused]
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
            self._entries[number] = replace(self._entries[number], due=self._entries[number].due + jump)
        return True

    def _tell(self, change: str, entry: Entry) -> None:
        self._publish({"event": "timer", "change": change, **entry.as_json(self.now)})
