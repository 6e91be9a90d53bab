"""What a whole sentence asks of the calendar and of the clock beside the time and the date. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from myna.nlu.en import numbers
from myna.nlu.en.slots import duration, time_of_day
from myna.nlu.en.slots.time_of_day import TimeOfDay
from myna.nlu.en.words import lowered

Change = Literal["", "any", "forward", "back"]
"""Which change of the clocks is asked for, if any."""

_AROUND = re.compile(
    r"^(?:(?:so|and|but|okay|ok|hey|um|uh|er|well|now|please|tell me|do you know|can you tell me|remind me) )+"
    r"|(?: (?:please|again|anyway|do you know|then|now|exactly))+$"
)

_WHEN = r"(?:when|what day|what date)"
_SUMMER_TIME = r"(?:daylight saving(?:s)?(?: time)?|(?:british )?summer ?time|dst|bst)"
_DO_CLOCKS_GO = r"(?:do|will|does) (?:we |you )?(?:put |turn )?(?:the )?(?:clocks?|hours?|time) (?:go |change |put )?"
_CHANGES: tuple[tuple[Change, str], ...] = (
    (
        "forward",
        rf"{_WHEN} {_DO_CLOCKS_GO}(?:forwards?|ahead)|do(?:es)? the clocks? go (?:forwards?|ahead)"
        rf"|{_WHEN} do(?:es)? {_SUMMER_TIME} (?:start|begin)|when is {_SUMMER_TIME}|when do we spring forwards?",
    ),
    (
        "back",
        rf"{_WHEN} {_DO_CLOCKS_GO}(?:back|backwards?)|do(?:es)? the clocks? go (?:back|backwards?)"
        rf"|{_WHEN} do(?:es)? {_SUMMER_TIME} (?:end|finish|stop)|when do we fall back",
    ),
    (
        "any",
        rf"{_WHEN} (?:do|does|will) (?:the )?clocks? change(?: next)?|when do we change (?:the |our )?clocks"
        r"|when is the (?:next )?(?:clock|time) change",
    ),
)
_THIS_TIME = r"(?: (?:this|next) (?:year|weekend|week|month|time)| in (?:spring|autumn|the \w+))?"
_CLOCK_CHANGES = [(change, re.compile(f"(?:{form}){_THIS_TIME}")) for change, form in _CHANGES]

_YEAR = (
    r"(?P<year>(?:19|20|21)\d\d|two thousand(?: and)?(?: [a-z]+){0,2}?|(?:nineteen|twenty)(?: [a-z]+){1,2}?"
    r"|it|this|next|last)(?: year)?"
)
_LEAP = re.compile(
    rf"(?:is|was|will) {_YEAR}(?: be)? a leap ?year|(?:what|which|when)(?:'s| is) the (?P<next>next) leap ?year"
)
_SHIFTS = {"it": 0, "this": 0, "next": 1, "last": -1}

_WEEKEND = re.compile(
    r"is (?:it|today|(?P<tomorrow>tomorrow)) (?:(?:the|at the|on the|a|already|finally|nearly) )*weekend"
    r"(?: yet| already| today)?"
)

_SHIFTED = re.compile(
    r"(?:what(?:'s|s| is| time is| time would be| will be| time will it be)?|when is) (?P<length>[\w -]+?)"
    r" (?P<where>before|after|past|earlier than|later than|ahead of) (?P<clock>[\w :.']+)"
)

_APART = re.compile(
    r"(?:how (?:long|many hours|many minutes|much time)(?: is it| is| are there| is there| are| does it take)?"
    r"|what(?:'s| is) the time) (?:between|from) (?P<first>[\w :.']+?) (?:and|to|until|till) (?P<last>[\w :.']+)"
)
_SLEEP = re.compile(
    r"(?:if )?(?:i|we) (?:go|went|get|got|am|start|started|begin|leave|left|work|sleep|slept)\b.*? at"
    r" (?P<first>[\w :.']+?) (?:and|then|to|until|till)\b.*? (?:at )?(?P<last>(?:half |quarter )?[\w:.']+"
    r"(?: (?:past|to|thirty|fifteen|forty five|am|pm|o'clock)(?: \w+)?)?) how (?:long|many hours|much sleep)\b.*"
)


def clock_change(text: str) -> Change:
    """Which change of the clocks ``text`` asks for: "when do the clocks go back"."""
    plain = _plain(text)
    return next((change for change, form in _CLOCK_CHANGES if form.fullmatch(plain)), "")


@dataclass(frozen=True, slots=True)
class LeapYear:
    """Whether ``year`` is a leap year is asked, or which one the next is from it on."""

    year: int
    next: bool = False


def leap_year(text: str, today: date) -> LeapYear | None:
    """What ``text`` asks about leap years; None where it does not."""
    if (found := _LEAP.fullmatch(_plain(text))) is None:
        return None
    if found["next"]:
        return LeapYear(today.year + 1, next=True)
    if found["year"] in _SHIFTS:
        return LeapYear(today.year + _SHIFTS[found["year"]])
    year = _year(found["year"])
    return None if year is None else LeapYear(year)


def weekend(text: str, today: date) -> date | None:
    """The day of which ``text`` asks whether it is on a weekend; None where it does not."""
    found = _WEEKEND.fullmatch(_plain(text))
    return None if found is None else today + timedelta(days=found["tomorrow"] is not None)


def shifted(text: str, now: datetime) -> datetime | None:
    """The moment so long before or after a time of day: "what's three hours before midnight"; None for none."""
    if (found := _SHIFTED.fullmatch(_plain(text))) is None:
        return None
    length, clock = duration.find(found["length"]), _clock(found["clock"])
    if len(length) != 1 or length[0].value >= 86400 or clock is None or clock.clock is None:
        return None
    sign = -1 if found["where"] in ("before", "earlier than", "ahead of") else 1
    at = now.replace(hour=clock.clock.hour, minute=clock.clock.minute, second=0, microsecond=0)
    if clock.ambiguous and at < now:
        at += timedelta(hours=12)
    return at + timedelta(seconds=sign * length[0].value)


@dataclass(frozen=True, slots=True)
class Apart:
    """``minutes`` lie between two times of day."""

    first: time
    last: time
    minutes: int


def hours_apart(text: str) -> Apart | None:
    """Two times of day whose distance is all that ``text`` asks for: "how long is it from nine to half five"."""
    plain = _plain(text)
    found = _APART.fullmatch(plain) or _SLEEP.fullmatch(plain)
    if found is None:
        return None
    first, last = _clock(found["first"]), _clock(found["last"])
    if first is None or last is None or first.clock is None or last.clock is None:
        return None
    whole = 24 * 60 if not (first.ambiguous or last.ambiguous) else 12 * 60
    minutes = (_minutes(last.clock) - _minutes(first.clock)) % whole or whole
    return Apart(first.clock, last.clock, minutes)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(words: str) -> TimeOfDay | None:
    """The time of day that is all of ``words``."""
    said = f"at {words.strip()}"
    found = time_of_day.find(said)
    return found[0].value if len(found) == 1 and found[0].start <= 3 and found[0].end == len(said) else None


def _year(words: str) -> int | None:
    if words.isdecimal():
        return int(words)
    century, _, rest = words.partition(" ")
    if century in ("nineteen", "twenty"):
        found = numbers.parse(rest)
        return None if found is None or not 0 <= found < 100 else (1900 if century == "nineteen" else 2000) + int(found)
    found = numbers.parse(words)
    return None if found is None else int(found)


def _plain(text: str) -> str:
    return _AROUND.sub("", lowered(text).strip(" ?.!"))
