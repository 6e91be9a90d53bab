"""Times of day and days in any language: reads them from the slots of a sentence, and says them.

Its rules:

1. It is pure: the current local time is an argument.
2. An hour from 1 to 12 may be before noon or after it. Where no word of the sentence tells which, it is the one that
   comes next; on a day that the sentence names it is the one at which people are awake.
3. The words of an answer are the language's responses, ``moment_...`` and the names of hours, weekdays and months.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from myna.nlu.responses import Responses

WAKING_HOUR = 4
"""The hour from which on people are awake: on a day that is named "at four" is before noon, "at three" after it."""

_PARTS = {"morning": 9, "afternoon": 15, "evening": 19, "night": 21}
"""The values of the slot ``part``, each with the hour that is meant where the sentence names none."""

_HALF = timedelta(hours=12)

_NEAR_DAYS = 300
"""The date of a day that is less far away is said without its year."""


def coming(slots: Mapping[str, Any], now: datetime, *, waking_hour: int = WAKING_HOUR) -> datetime | None:
    """The moment after ``now`` that ``slots`` name; None where it is over.

    The slots are ``clock`` ("12:00"), or ``hour`` with ``minute``, or with minutes ``past`` it or ``to`` it; ``part``
    of the day; and ``day``, counted from today, or ``weekday``, where Monday is 0. On another day than today hours
    below ``waking_hour`` are meant after noon.
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


def daily(slots: Mapping[str, Any], *, waking_hour: int = WAKING_HOUR) -> time:
    """The time of day that ``slots`` name for something that comes again."""
    clock, ambiguous = _clock(slots)
    return _awake(clock, waking_hour) if ambiguous else clock


def fits(slots: Mapping[str, Any], moment: datetime, now: datetime) -> bool:
    """Whether ``slots`` may mean ``moment``: it has the time, the day and the weekday that they name."""
    if "hour" in slots or "clock" in slots:
        clock, ambiguous = _clock(slots)
        said = datetime.combine(moment.date(), clock)
        if moment not in [said, said + _HALF][: 1 + ambiguous]:
            return False
    if "day" in slots and (moment.date() - now.date()).days != int(slots["day"]):
        return False
    return "weekday" not in slots or moment.weekday() == int(slots["weekday"])


def with_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """``moment`` of local time with its zone: ``zone``, or the system's if None."""
    return moment.astimezone() if zone is None else moment.replace(tzinfo=zone)


def time_values(moment: datetime | time, words: Responses) -> dict[str, object]:
    """The values that a response may name of a time of day.

    ``hours`` of ``words`` are the names of the 24 hours and ``halves`` those of the halves of a day, in a language that
    has such names.
    """
    hours, halves = words.names("hours"), words.names("halves")
    return {
        "hour": hours[moment.hour] if hours else moment.hour,
        "hour12": (moment.hour - 1) % 12 + 1,
        "half": halves[moment.hour // 12] if halves else "",
        "minute": moment.minute,
    }


def date_values(day: date, words: Responses) -> dict[str, object]:
    """The values that a response may name of a day.

    ``days`` of ``words`` are the names of a month's days, in a language that needs names for them.
    """
    days, months, weekdays = (words.names(key) for key in ("days", "months", "weekdays"))
    return {
        "weekday": weekdays[day.weekday()] if weekdays else "",
        "month": months[day.month - 1] if months else day.month,
        "day": days[day.day - 1] if days else day.day,
        "year": day.year,
        "week": day.isocalendar().week,
    }


def spoken_time(moment: datetime | time, words: Responses) -> str:
    """A time of day as it is said: "7 AM", "7:30 PM", "noon"."""
    return words["moment_time" if moment.minute else "moment_hour"].format(**time_values(moment, words))


def spoken_day(day: date, today: date, words: Responses) -> str:
    """A day as it is said: today, tomorrow, within a week the day of the week, else the date."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return words[("moment_today", "moment_tomorrow")[ahead]]
    key = "moment_on_weekday" if 0 < ahead < 7 else "moment_on_date"
    return words[key].format(**date_values(day, words))


def spoken_date(day: date, today: date, words: Responses) -> str:
    """A date as it is said, with its day of the week; with its year where it is far from ``today``."""
    near = abs((day - today).days) < _NEAR_DAYS
    return words["near_date" if near else "far_date"].format(**date_values(day, words))


def spoken_days(days: Sequence[int], words: Responses) -> str:
    """The days of the week (Monday is 0) on which something comes again, as they are said."""
    wholes = {tuple(range(7)): "every_day", tuple(range(5)): "every_weekday", (5, 6): "every_weekend"}
    if (whole := wholes.get(tuple(days))) is not None:
        return words[f"moment_{whole}"]
    weekdays = words.names("weekdays")
    if len(days) == len(weekdays) - 1 and "moment_every_but" in words:
        return words["moment_every_but"].format(weekday=next(weekdays[day] for day in range(7) if day not in days))
    return words["moment_every"].format(weekday=words["span_and"].join(weekdays[day] for day in days))


def _clock(slots: Mapping[str, Any]) -> tuple[time, bool]:
    """The time of day that ``slots`` name, and whether it may be twelve hours later as well."""
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
    """Whether ``hour``, 0 to 11, is after noon in this ``part`` of the day: at night from six on, and twelve never."""
    return part == "afternoon" or (part == "evening" and hour > 0) or (part == "night" and hour >= 6)


def _awake(clock: time, waking_hour: int) -> time:
    """``clock``, or twelve hours later where people are not awake at it."""
    return clock if clock.hour >= waking_hour else clock.replace(hour=clock.hour + 12)
