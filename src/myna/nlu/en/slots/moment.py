"""Moments: the date, the time of day and the length of time of a sentence joined into when that is. Pure.

Its rules:

1. What is ambiguous is the next time that it can mean, and ``assumed`` says what was assumed, so that it is said back.
2. An hour from 1 to 12 without its half of the day is, on a day other than today, the time at which people are awake:
   from ``waking_hour`` on, before noon; below it, after noon.
3. A moment that is named wholly and is over ("yesterday at five", "today at five am") is found as it is: whoever acts
   on it compares it with now.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from myna.nlu.en.slots import date as dates
from myna.nlu.en.slots import duration, recurrence, time_of_day
from myna.nlu.en.slots.date import Days
from myna.nlu.en.slots.sentence import Found
from myna.nlu.en.slots.time_of_day import TimeOfDay

WAKING_HOUR = 4
"""On another day "at four" is meant before noon, "at three" after it."""

PARTS = {"morning": 9, "afternoon": 15, "evening": 19, "night": 21}
"""Parts of the day, with the hour that is meant where none is named."""

_HALF = timedelta(hours=12)
_DAY = timedelta(days=1)
_BEFORE = re.compile(r"\b(?:in|after|within)\s+(?:another\s+|about\s+|just\s+|exactly\s+)?$", re.IGNORECASE)
_BEHIND = re.compile(r"^\s+(?:from\s+now|from\s+today|later|hence|'?s?\s+time|time)\b", re.IGNORECASE)


_FROM_TODAY = re.compile(r"\s+from\s+today\b", re.IGNORECASE)
"""Behind these days are counted, and not hours: the time of day is open."""


class Assumed(StrEnum):
    """What a sentence left open."""

    HALF = "half"
    """Before or after noon."""
    DAY = "day"
    """Which day: it is the next on which it can be."""
    TIME = "time"
    """The time of day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A local date and time, and what was assumed to know it."""

    at: datetime
    assumed: frozenset[Assumed] = frozenset()


def find(text: str, now: datetime, *, waking_hour: int = WAKING_HOUR, answer: bool = False) -> list[Found[Moment]]:
    """The moments of ``text``, said at ``now`` (local, naive); a date goes with the time that is nearest to it.

    ``answer``: ``text`` answers "at what time?", so that "seven" is one.
    """
    lengths = _lengths(text, now)
    times = [one for one in time_of_day.find(text, answer=answer) if not _meet(one, lengths)]
    again = recurrence.find(text)
    days = dates.find(text, now.date(), earliest=now.date())
    days = [one for one in days if not _meet(one, lengths) and not _meet(one, again)]
    later = {one.start: one for one in dates.find(text, now.date(), earliest=now.date() + _DAY)}
    times = [one for one in times if not _meet(one, days)] if days else times
    if not times:
        return sorted([*lengths, *(_on_day(one, later, now) for one in days)], key=lambda one: one.start)
    found = list(lengths)
    for one in times:
        day = min(days, key=lambda other: max(one.start - other.end, other.start - one.end), default=None)
        if day is None:
            found.append(_found(one, _next(one.value, now)))
            continue
        moment = _joined(one.value, day.value, now, waking_hour)
        if moment.at <= now and day.value.again and day.start in later:
            moment = _joined(one.value, later[day.start].value, now, waking_hour)
        found.append(_found(one, moment, *day.spans))
    return sorted(found, key=lambda one: one.start)


def said(moment: datetime) -> str:
    """``moment`` as it is read and found again: "Saturday, December 5, 2026 at 7:30 PM"."""
    return (
        f"{dates.said(moment.date())} at {time_of_day.said(TimeOfDay(moment.time().replace(second=0, microsecond=0)))}"
    )


def _lengths(text: str, now: datetime) -> list[Found[Moment]]:
    """What is so long from now: "in ten minutes", "an hour from now"; whole days are dates if a time is named."""
    found = []
    for one in duration.find(text):
        before, behind = _BEFORE.search(text[: one.start]), _BEHIND.search(text[one.end :])
        if (before is None and behind is None) or one.value >= 10**9:
            continue
        by_days = one.value % 86400 == 0
        if by_days and (time_of_day.find(text) or _FROM_TODAY.match(text[one.end :]) or _past_day(text[one.end :])):
            continue
        start = before.start() if before else one.start
        end = one.end + (behind.end() if behind else 0)
        found.append(Found(Moment(now + timedelta(seconds=one.value)), start, end))
    return found


def _past_day(behind: str) -> bool:
    """Whether so many days are counted from another day: "two weeks from friday"."""
    return re.match(r"\s+(?:from|after|before|ago)\b(?!\s+(?:now|today))", behind, re.IGNORECASE) is not None


def _meet(one: Found[Any], others: Sequence[Found[Any]]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _found(one: Found[TimeOfDay], moment: Moment, *more: tuple[int, int]) -> Found[Moment]:
    return Found(moment, one.start, one.end, (*one.more, *more))


def _on_day(day: Found[Days], later: dict[int, Found[Days]], now: datetime) -> Found[Moment]:
    """In the morning of a day of which no time is said; of today, at the next whole hour."""
    first = day.value.first
    at = datetime.combine(first, time(PARTS["morning"]))
    if at <= now and first == now.date():
        if day.value.again and day.start in later:
            at = datetime.combine(later[day.start].value.first, time(PARTS["morning"]))
        else:
            at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return replace(day, value=Moment(at, _assumed(day.value, Assumed.TIME)))  # type: ignore[arg-type, return-value]


def _assumed(day: Days, *assumed: Assumed) -> frozenset[Assumed]:
    return frozenset([*assumed, Assumed.DAY] if day.first != day.last else assumed)


def _clock(said: TimeOfDay) -> tuple[time, frozenset[Assumed]]:
    if said.clock is None:
        return time(PARTS[said.part or "morning"]), frozenset([Assumed.TIME])
    return said.clock, frozenset()


def _next(said: TimeOfDay, now: datetime) -> Moment:
    """The next time, no day being named."""
    clock, assumed = _clock(said)
    today = datetime.combine(now.date(), clock)
    small = said.part == "night" and clock.hour < 5
    if said.today and not small:
        if said.clock is None and today <= now:
            today = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return Moment(today, assumed)
    moments = [today, today + _DAY]
    if said.ambiguous:
        moments, assumed = [*moments, *(one + _HALF for one in moments)], frozenset([Assumed.HALF])
    return Moment(min(one for one in moments if one > now), assumed if said.today else assumed | {Assumed.DAY})


def _joined(said: TimeOfDay, days: Days, now: datetime, waking_hour: int) -> Moment:
    clock, assumed = _clock(said)
    day: date = days.first
    assumed |= _assumed(days)
    if said.part == "night" and clock.hour < 5:
        day += _DAY  # "tomorrow night at one" is after midnight
    moment = datetime.combine(day, clock)
    if not said.ambiguous:
        return Moment(moment, assumed)
    assumed |= {Assumed.HALF}
    if day == now.date():
        return Moment(next((one for one in (moment, moment + _HALF) if one > now), moment + _HALF), assumed)
    return Moment(moment if clock.hour >= waking_hour else moment + _HALF, assumed)
