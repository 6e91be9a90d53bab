"""Times of day and days: what the slots of a sentence say, and how a moment is spoken. Pure: local time is an argument.

Its rules:

1. An hour from 1 to 12 may be before noon or after it: without a word for that it is the time that comes next, and on
   a day that is named the time at which people are awake.
2. What is set is always said with its half of the day and its day, so that a wrong guess is heard.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

_PARTS = {"morning": 9, "afternoon": 15, "evening": 19, "night": 21}
"""Parts of the day, with the hour that is meant where none is named."""

_HALF = timedelta(hours=12)


def coming(slots: Mapping[str, Any], now: datetime, *, waking_hour: int) -> datetime | None:
    """The moment that ``slots`` name, behind ``now``; None where that is over.

    ``clock``, or ``hour``, ``minute``, ``past`` and ``to`` (minutes), and ``part`` of the day; ``day``, counted from
    today, or ``weekday``. On another day than today hours below ``waking_hour`` are meant after noon.
    """
    clock, ambiguous = _clock(slots)
    if "day" not in slots and "weekday" not in slots:
        moments = [datetime.combine(now.date() + timedelta(days=ahead), clock) for ahead in (0, 1)]
        if ambiguous:
            moments += [moment + _HALF for moment in moments]
        return min(moment for moment in moments if moment > now)
    if slots.get("day") == 0:
        today = datetime.combine(now.date(), clock)
        return next((moment for moment in [today, today + _HALF][: 1 + ambiguous] if moment > now), None)
    clock = _awake(clock, waking_hour) if ambiguous else clock
    if "day" in slots:
        return datetime.combine(now.date() + timedelta(days=int(slots["day"])), clock)
    ahead = (int(slots["weekday"]) - now.weekday()) % 7
    moment = datetime.combine(now.date() + timedelta(days=ahead), clock)
    return moment if moment > now else moment + timedelta(days=7)


def daily(slots: Mapping[str, Any], *, waking_hour: int) -> time:
    """The time of day of what comes again."""
    clock, ambiguous = _clock(slots)
    return _awake(clock, waking_hour) if ambiguous else clock


def fits(slots: Mapping[str, Any], moment: datetime, now: datetime) -> bool:
    """Whether ``moment`` may be meant by ``slots``; what they do not name may be anything."""
    if "hour" in slots or "clock" in slots:
        clock, ambiguous = _clock(slots)
        said = datetime.combine(moment.date(), clock)
        if moment not in [said, said + _HALF][: 1 + ambiguous]:
            return False
    if "day" in slots and (moment.date() - now.date()).days != int(slots["day"]):
        return False
    return "weekday" not in slots or moment.weekday() == int(slots["weekday"])


def spoken_time(moment: datetime | time) -> str:
    """A time of day in English: "7 AM", "7:30 PM", "noon"."""
    if moment.hour % 12 == moment.minute == 0:
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'AM' if moment.hour < 12 else 'PM'}"


def spoken_day(day: date, today: date, words: Mapping[str, str]) -> str:
    """A day as it is said: today, tomorrow, a day of the week within a week, else a date."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return words[("moment_today", "moment_tomorrow")[ahead]]
    weekday = words["moment_weekdays"].split()[day.weekday()]
    if 0 < ahead < 7:
        return words["moment_on_weekday"].format(weekday=weekday)
    return words["moment_on_date"].format(
        weekday=weekday, month=words["moment_months"].split()[day.month - 1], day=day.day
    )


def spoken_days(days: Sequence[int], words: Mapping[str, str]) -> str:
    """The days of the week on which something comes again, as they are said."""
    wholes = {tuple(range(7)): "every_day", tuple(range(5)): "every_weekday", (5, 6): "every_weekend"}
    if (whole := wholes.get(tuple(days))) is not None:
        return words[f"moment_{whole}"]
    return words["moment_every"].format(
        weekday=words["span_and"].join(words["moment_weekdays"].split()[day] for day in days)
    )


def _clock(slots: Mapping[str, Any]) -> tuple[time, bool]:
    """The time of day that is named, and whether it may be twelve hours later as well."""
    part = slots.get("part")
    if "clock" in slots:
        return time.fromisoformat(slots["clock"]), False
    if "hour" not in slots:
        return time(_PARTS[part or "morning"]), False
    hour = int(slots["hour"]) % 24
    minutes = hour * 60 + int(slots.get("minute", 0)) + int(slots.get("past", 0)) - int(slots.get("to", 0))
    clock = time(minutes // 60 % 24, minutes % 60)
    if not 1 <= int(slots["hour"]) <= 12:
        return clock, False
    if part is None:
        return clock.replace(hour=clock.hour % 12), True
    return clock.replace(hour=clock.hour % 12 + 12 * _is_late(clock.hour % 12, part)), False


def _is_late(hour: int, part: str) -> bool:
    """Whether ``hour``, 0 to 11, is after noon in this part of the day; at night the small hours are not."""
    return part in ("afternoon", "evening") or (part == "night" and hour >= 6)


def _awake(clock: time, waking_hour: int) -> time:
    return clock if clock.hour >= waking_hour else clock.replace(hour=clock.hour + 12)
