"""What is set: a timer, an alarm or a reminder. Pure: time is an argument."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is done when it is due: all three ring, a reminder speaks its text."""

    TIMER = "timer"
    ALARM = "alarm"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Timer:
    """One of them.

    ``due`` is in seconds since the epoch, ``text`` a name or what to be reminded of. What was set by a length of time
    has its ``seconds``, and while it is paused those that are left. What comes again has the time of day and the days
    of the week, Monday 0, at which it does: local time, whatever summer time makes of it.
    """

    kind: Kind
    due: float
    text: str = ""
    seconds: float = 0.0
    left_seconds: float | None = None
    clock: time | None = None
    days: tuple[int, ...] = ()
    number: int = 0

    @property
    def paused(self) -> bool:
        """Whether it waits to be resumed."""
        return self.left_seconds is not None

    def left(self, now: float) -> float:
        """Seconds until it is due, at ``now``, seconds since the epoch."""
        return max(0.0, self.due - now) if self.left_seconds is None else self.left_seconds

    def again(self, now: float) -> "Timer | None":
        """What is left of it when it has rung: the next time, if it comes again."""
        if self.clock is None or not self.days:
            return None
        after = datetime.fromtimestamp(max(now, self.due))
        return replace(self, due=following(self.clock, self.days, after).timestamp())

    def as_json(self, now: float) -> dict[str, Any]:
        """What programs are told of it; ``due`` is in ISO 8601 and UTC."""
        due = None if self.paused else datetime.fromtimestamp(self.due, UTC).isoformat(timespec="seconds")
        values = asdict(self) | {"due": due, "left_seconds": round(self.left(now), 1), "paused": self.paused}
        return values | {"clock": self.clock and self.clock.isoformat("minutes"), "days": list(self.days)}


def following(clock: time, days: tuple[int, ...], after: datetime) -> datetime:
    """The first of ``days`` at ``clock`` behind ``after``; local time."""
    dates = (after.date() + timedelta(days=ahead) for ahead in range(8))
    moments = (datetime.combine(date, clock) for date in dates if date.weekday() in days)
    return next(moment for moment in moments if moment > after)
