"""English days of the calendar: "friday", "the fourth of july", "christmas". Pure.

Its rules:

1. ``today`` is an argument. A day without a year is the next such day, or the ``last`` one.
2. A text is a day only if every word of it belongs to that: "the day that music died" is none.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from myna.nlu.en import numbers

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_LARGEST_YEAR = 9999
"""Source: ``datetime.MAXYEAR``."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm in Meeus, Astronomical Algorithms, 1991, chapter 8.
    """
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = moon + week - 7 * ((year % 19 + 11 * moon + 22 * week) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "xmas": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year": _fixed(1, 1),
    "new years": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "new year's day": _fixed(1, 1),
    "new years day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "new years eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "valentines day": _fixed(2, 14),
    "saint patrick's day": _fixed(3, 17),
    "st patrick's day": _fixed(3, 17),
    "halloween": _fixed(10, 31),
    "easter": easter,
    "easter sunday": easter,
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "easter monday": lambda year: easter(year) + timedelta(days=1),
    "thanksgiving": _thanksgiving,
}
"""The function that gives a holiday's date in a year, by the holiday's name."""

HOLIDAYS = tuple(_HOLIDAYS)
"""The names of the holidays."""

_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2, "the day before yesterday": -2}
"""Days from today, by the name of the day."""


_FURTHER = re.compile(r"^(?:(?:and|what about|how about|so|or)[ ,]+)+")


def day_further(text: str, today: date) -> date | None:
    """The day that ``text`` asks for behind another one: "and friday", "what about the fourth of july"."""
    return day(_FURTHER.sub("", text.lower()), today)


_THAT = r"(?: (?:that|then|it))?"
_BESIDE = re.compile(
    r"(?:(?:the|a) )?(?:(?P<near>day|week) (?P<way>after|before|later|earlier)|(?P<next>next|following) day"
    r"|(?P<count>[a-z0-9 ]+?) (?P<unit>days?|weeks?) (?P<ways>after|before|later|earlier|on))" + _THAT
)
_TO_TOLD = re.compile(
    r"(?:(?:and|so|okay|ok|oh)[ ,]+)*(?:how (?:long|far|soon)|how many (?P<unit>days|weeks|sleeps)) "
    r"(?:(?:is|till|until|to|away is|off is|away's|is it (?:till|until|to)|before) )?(?:that|then|it)"
    r"(?: (?:away|off|from (?:now|today)|from here|to go|left|now))?(?: (?:then|please))?"
)
_AGO = ("before", "earlier")
_UNIT_DAYS = {"day": 1, "week": 7}
_MOST_DAYS = 100_000


def day_beside(text: str, told: date) -> date | None:
    """The day that ``text`` counts from the one that was ``told``: "and the day after that", "two weeks later"."""
    found = _BESIDE.fullmatch(_FURTHER.sub("", text.lower().strip(" .?!")))
    if found is None:
        return None
    unit = found["near"] or ("day" if found["next"] else found["unit"].removesuffix("s"))
    count = numbers.parse(found["count"]) if found["count"] else 1
    if count is None or count.denominator != 1 or not 0 < count < _MOST_DAYS:
        return None
    ahead = timedelta(days=int(count) * _UNIT_DAYS[unit])
    return told - ahead if (found["way"] or found["ways"]) in _AGO else told + ahead


def span_to_told(text: str) -> str:
    """In what ``text`` asks how long it is until the day that was told, "days" or "weeks"; empty where it does not."""
    found = _TO_TOLD.fullmatch(text.lower().strip(" .?!"))
    return "" if found is None else "weeks" if found["unit"] == "weeks" else "days"


def day(text: str, today: date, *, last: bool = False) -> date | None:
    """The day that the whole of ``text`` names: "friday", "tomorrow", "the fourth of july", "december 25 2030"."""
    words = numbers.words_of(text)
    name = " ".join(words)
    if name in _NEAR:
        return today + timedelta(days=_NEAR[name])
    if name in ("this day next week", "the same day next week", "today next week", "today week", "a week today"):
        return today + timedelta(weeks=1)
    if words[:1] in (["next"], ["this"], ["on"], ["last"]):
        last = last or words[0] == "last"
        words = words[1:]
    if words[:1] == ["the"]:
        words = words[1:]
    name = " ".join(words)
    if name == "weekend":
        name = "saturday"
    if name in WEEKDAYS:
        ahead = (WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead - (14 if ahead == 7 else 7) if last else ahead)
    for length in range(len(words), 0, -1):
        if (holiday := _HOLIDAYS.get(" ".join(words[:length]))) is not None:
            return _in_year(holiday, words[length:], today, last)
    return _of_month(words, today, last)


def _in_year(holiday: Callable[[int], date], words: list[str], today: date, last: bool) -> date | None:
    """The ``holiday`` in the year that ``words`` name; where they are none, the next one or the last one."""
    if words[:1] in (["of"], ["in"], ["this"], ["next"], ["last"]) and words[1:] == ["year"]:
        return holiday(today.year + {"next": 1, "last": -1}.get(words[0], 0))
    if words:
        year = year_of(words[1:] if words[0] in ("in", "of") else words)
        return None if year is None else holiday(year)
    found = holiday(today.year)
    if last:
        return found if found < today else holiday(today.year - 1)
    return found if found >= today else holiday(today.year + 1)


def _of_month(words: list[str], today: date, last: bool) -> date | None:
    """The day that ``words`` name by number or month: "fourth of july", "july the fourth", "june", "twenty fifth"."""
    if (read := numbers.ordinal(words)) is None and words and words[0].isdecimal():
        read = numbers.leading(words[:1])
    if read is not None:  # the day first
        number, rest = int(read[0]), words[read[1] :]
        if rest[:1] == ["of"]:
            rest = rest[1:]
        if not rest and words[0].isdecimal() and read[1] == 1:
            return None
        month, rest = (MONTHS.index(rest[0]) + 1, rest[1:]) if rest and rest[0] in MONTHS else (0, rest)
    elif words and words[0] in MONTHS:
        month, rest = MONTHS.index(words[0]) + 1, words[1:]
        if rest[:1] == ["the"]:
            rest = rest[1:]
        read = numbers.ordinal(rest) or (numbers.leading(rest[:1]) if rest and len(rest[0]) < 3 else None)
        if read is None and rest and year_of(rest) is None:
            read = numbers.leading(rest[:2]) or numbers.leading(rest[:1])
        number, rest = (int(read[0]), rest[read[1] :]) if read else (1, rest)
    else:
        return None
    return _dated(number, month, rest, today, last)


def _dated(number: int, month: int, year: list[str], today: date, last: bool) -> date | None:
    """The day of this number and month (0 is the current one) in the year that the words ``year`` name."""

    def of(in_year: int) -> date:
        return date(in_year, month or today.month, number)

    try:
        return _in_year(of, year, today, last) if month else None if year else of(today.year)
    except ValueError:  # the thirtieth of February
        return None


def year_of(words: Sequence[str]) -> int | None:
    """The year that all of ``words`` name: "1945", "nineteen forty five", "two thousand and four"."""
    if words[:1] in (["of"], ["in"]):
        words = words[1:]
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) == 4:
        return int(words[0]) or None
    for length in (1, 2):
        century, rest = numbers.number(words[:length]), words[length:]
        years = numbers.number(rest[1:] if rest[:1] in (["oh"], ["o"]) else rest) if rest else None
        if century is not None and years is not None and 10 <= century <= 99 and 1 <= years < 100:
            return int(century * 100 + years)
    value = numbers.number(words) if words else None
    named = any(word in words for word in ("hundred", "thousand"))
    return int(value) if value is not None and named and 1000 <= value <= _LARGEST_YEAR else None
