"""A timer, an alarm or a reminder that is set. Pure: time is an argument."""

import calendar
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What was asked for. All three ring when they are due; a reminder says its text as well."""

    TIMER = "timer"
    ALARM = "alarm"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer, an alarm or a reminder, by its ``kind``.

    ``due`` is in seconds since the epoch. ``text`` is a timer's name or what a reminder says. ``seconds`` is the
    duration that it was set for, 0 where it was set for a time of day; ``left_seconds`` is what is left while it is
    paused. What comes again does so at the time of day ``clock`` on the ``days`` of the week (Monday is 0), in local
    time, whatever daylight saving does to that; or there every so many ``every_days``, or ``every_months``, then on
    ``month_day``, or on the last one of a month that is shorter (-1 is always that); or each ``every_seconds``. They
    are 0 where it does not come again so. ``number`` is given by the manager; 0 is none.
    """

    kind: Kind
    due: float
    text: str = ""
    seconds: float = 0.0
    left_seconds: float | None = None
    clock: time | None = None
    days: tuple[int, ...] = ()
    number: int = 0
    every_seconds: float = 0.0
    every_days: int = 0
    every_months: int = 0
    month_day: int = 0

    @property
    def at_intervals(self) -> bool:
        """Whether it comes again every so many days or months."""
        return self.every_days > 0 or self.every_months > 0

    @property
    def paused(self) -> bool:
        """Whether it is paused until somebody resumes it."""
        return self.left_seconds is not None

    @property
    def shown(self) -> datetime:
        """What the clock on the wall shows when it is due, in local time."""
        return datetime.fromtimestamp(self.due)

    def due_at(self, shown: datetime) -> float:
        """When the clock on the wall shows that, in seconds since the epoch: ``due``, unless the time zone changed."""
        return self.due if self.shown == shown else shown.timestamp()

    def left(self, now: float) -> float:
        """Seconds until it is due, at ``now``, seconds since the epoch."""
        return max(0.0, self.due - now) if self.left_seconds is None else self.left_seconds

    def again(self, now: float) -> "Timer | None":
        """The timer for its next time after it has rung at ``now``; None where it does not come again."""
        if self.every_seconds:
            times = int(max(0.0, now - self.due) // self.every_seconds) + 1
            return replace(self, due=self.due + times * self.every_seconds)
        if self.clock is None or not (self.days or self.at_intervals):
            return None
        after = datetime.fromtimestamp(max(now, self.due))
        if self.at_intervals:
            moment = self.shown
            while moment <= after:
                moment = datetime.combine(self._following(moment.date()), self.clock)
            return replace(self, due=moment.timestamp())
        return replace(self, due=following(self.clock, self.days, after).timestamp())

    def moved(self, at: datetime) -> "Timer":
        """What comes again at intervals, next due at the local time ``at``, and from then on at that hour and day."""
        same_day = not self.every_months or at.date() == self.shown.date()
        month_day = self.month_day if same_day else at.day
        return replace(self, due=at.timestamp(), clock=at.time(), month_day=month_day)

    def falls_on(self, day: date) -> bool:
        """Whether it is due on ``day``, for the first time or again; of what comes each so many seconds on any day."""
        first = self.shown.date()
        if day <= first or not self.at_intervals:
            return day == first or (day > first and (day.weekday() in self.days or self.every_seconds > 0))
        while first < day:
            first = self._following(first)
        return first == day

    def _following(self, day: date) -> date:
        """The day on which it comes again after ``day``."""
        if self.every_days:
            return day + timedelta(days=self.every_days)
        return day_of_month(day.year, day.month + self.every_months, self.month_day)

    def as_json(self, now: float) -> dict[str, Any]:
        """The members that programs get: ``due`` is in ISO 8601 and UTC, and null while it is paused."""
        due = None if self.paused else datetime.fromtimestamp(self.due, UTC).isoformat(timespec="seconds")
        values = asdict(self) | {"due": due, "left_seconds": round(self.left(now), 1), "paused": self.paused}
        return values | {"clock": self.clock and self.clock.isoformat("minutes"), "days": list(self.days)}


def following(clock: time, days: tuple[int, ...], after: datetime) -> datetime:
    """The first moment after ``after`` at the time ``clock`` on one of ``days`` of the week; all is local time."""
    dates = (after.date() + timedelta(days=ahead) for ahead in range(8))
    moments = (datetime.combine(date, clock) for date in dates if date.weekday() in days)
    return next(moment for moment in moments if moment > after)


def day_of_month(year: int, month: int, day: int) -> date:
    """That day, or the last one where the month is shorter or ``day`` is negative; month 13 is the next January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, last if day < 0 else min(day, last))
