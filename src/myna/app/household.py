"""Timers, alarms, reminders, lists and notes, for who changes them by hand: a page or a program.

Its rule: what is refused is a ServiceError with a sentence, and then nothing has changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from myna.core.errors import ServiceError
from myna.lists.manager import ListManager
from myna.timers.manager import MAX_TIMERS, TimerManager
from myna.timers.timer import Kind, Timer, following

LONGEST_SECONDS = 24 * 3600.0
"""The longest timer; what is further away is an alarm or a reminder."""

FURTHEST_DAYS = 5 * 366
"""How far ahead an alarm or a reminder may be."""

MAX_TEXT = 500
"""The longest text of a timer, an item or a note, in characters."""

MAX_ITEMS = 500
"""The most items of a list; and the most lists."""


class Household:
    """Changes ``timers`` and ``lists``; ``now`` is local time."""

    def __init__(
        self, timers: TimerManager, lists: ListManager, now: Callable[[], datetime] = lambda: datetime.now()
    ) -> None:
        self._timers = timers
        self._lists = lists
        self._now = now

    def lists(self) -> dict[str, object]:
        """The lists and notes, as programs get them."""
        return self._lists.as_json()

    async def set_timer(
        self,
        kind: str,
        *,
        seconds: float | None = None,
        clock: str | None = None,
        day: str | None = None,
        days: Sequence[int] = (),
        text: str = "",
        number: int | None = None,
    ) -> dict[str, object]:
        """Set a timer, an alarm or a reminder, or change the one of ``number``; what programs get of it.

        It is due in ``seconds``; or at the time of day ``clock`` (``07:30``), on the next day that has it, on ``day``
        (``2026-12-24``), or again and again on the ``days`` of the week (Monday is 0). All is local time. Raises
        ServiceError.
        """
        text = self._text(text, empty=True)
        before = None if number is None else self._find(number)
        if before is None and self._timers.is_full:
            raise ServiceError("timers-full", f"There are {MAX_TIMERS} already.", "Remove one first.")
        if kind == Kind.REMINDER and not text:
            raise ServiceError("timer-wrong", "A reminder needs a text.", "Say what it is about.")
        due = _due(Kind(kind), seconds, clock, day, days, self._now())
        timer = Timer(
            Kind(kind),
            due.timestamp(),
            text,
            seconds or 0.0,
            clock=due.time() if days else None,
            days=tuple(sorted(set(days))),
        )
        if before is not None and before.at_intervals and seconds is None and not days:
            timer = replace(before.moved(due), kind=timer.kind, text=text)
        elif before is not None:
            timer = replace(timer, number=before.number)
        kept = await self._timers.put(timer)
        return kept.as_json(self._timers.now)

    async def ring(self, seconds: float, text: str = "") -> None:
        """Ring for a timer of so many ``seconds``, called ``text``, that others has kept. Raises ServiceError."""
        if self._timers.is_full:
            raise ServiceError("timers-full", f"There are {MAX_TIMERS} already.", "Remove one first.")
        await self._timers.put(Timer(Kind.TIMER, self._now().timestamp(), self._text(text, empty=True), seconds))

    async def cancel(self, number: int) -> None:
        """Remove the timer, alarm or reminder of that number. Raises ServiceError ``timer-missing``."""
        await self._timers.cancel([self._find(number)])

    async def add(self, name: str, items: Sequence[str]) -> None:
        """Put ``items`` on a list, which is made where it is missing. Raises ServiceError."""
        name = self._text(name)
        kept = self._lists.items(name)
        if len(kept or ()) + len(items) > MAX_ITEMS or (kept is None and len(self._lists.names) >= MAX_ITEMS):
            raise ServiceError("list-full", f"There are at most {MAX_ITEMS}.", "Remove some first.")
        await self._lists.add(name, [self._text(item) for item in items])

    async def remove(self, name: str, items: Sequence[str]) -> None:
        """Take ``items``, worded as they are on it, off a list. Raises ServiceError ``list-missing``."""
        self._has(name)
        await self._lists.remove(name, items)

    async def reword(self, name: str, item: str, new: str) -> None:
        """Put ``new`` in the place of an ``item``. Raises ServiceError: ``list-missing``, ``item-missing``."""
        if item not in self._has(name):
            raise ServiceError("item-missing", "This is not on the list any more.", "Look at the list again.")
        await self._lists.reword(name, item, self._text(new))

    async def delete(self, name: str) -> None:
        """Remove a list with all that is on it. Raises ServiceError ``list-missing``."""
        self._has(name)
        await self._lists.delete(name)

    async def note(self, text: str) -> None:
        """Take a note. Raises ServiceError ``text-wrong``."""
        await self._lists.note(self._text(text))

    async def change_note(self, text: str, new: str) -> None:
        """Have ``new`` in the place of the note ``text``; empty: none. Raises ServiceError ``note-missing``."""
        notes = list(self._lists.notes)
        place = next((place for place, note in enumerate(notes) if note.text == text), None)
        if place is None:
            raise ServiceError("note-missing", "This note is not there any more.", "Look at the notes again.")
        notes[place : place + 1] = [replace(notes[place], text=self._text(new))] if new.strip() else []
        await self._lists.keep_notes(notes)

    def _find(self, number: int) -> Timer:
        if (found := self._timers.find(number)) is None:
            raise ServiceError("timer-missing", "It is not set any more.", "Look at what is set: myna status")
        return found

    def _has(self, name: str) -> tuple[str, ...]:
        if (items := self._lists.items(name)) is None:
            raise ServiceError("list-missing", "There is no such list any more.", "Look at the lists: myna lists")
        return items

    def _text(self, text: str, *, empty: bool = False) -> str:
        text = " ".join(text.split())
        if not (text or empty) or len(text) > MAX_TEXT:
            raise ServiceError("text-wrong", f"A text has 1 to {MAX_TEXT} characters.", "Write another one.")
        return text


def _due(
    kind: Kind, seconds: float | None, clock: str | None, day: str | None, days: Sequence[int], now: datetime
) -> datetime:
    """When it is due, in local time. Raises ServiceError ``timer-wrong``."""
    if seconds is not None:
        longest = LONGEST_SECONDS if kind is Kind.TIMER else FURTHEST_DAYS * 86_400.0
        if not 1 <= seconds <= longest or clock or day or days:
            raise ServiceError("timer-wrong", "A timer has from 1 second to 24 hours.", "Give another duration.")
        return now + timedelta(seconds=seconds)
    try:
        at = time.fromisoformat(clock or "")
        on = None if not day else date.fromisoformat(day)
    except ValueError:
        raise ServiceError("timer-wrong", "This is no time of day, or no day.", "Give them as 07:30.") from None
    if at.tzinfo is not None or not set(days) <= set(range(7)) or (days and on):
        raise ServiceError("timer-wrong", "Days of the week are 0 (Monday) to 6.", "Give either days or one day.")
    moment = following(at, tuple(days) or tuple(range(7)), now) if on is None else datetime.combine(on, at)
    if not now < moment < now + timedelta(days=FURTHEST_DAYS):
        raise ServiceError("timer-wrong", "This is not in the time to come.", "Give a later day.")
    return moment
