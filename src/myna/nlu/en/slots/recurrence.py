"""How often something comes again: "every weekday", "monday to friday", "every 30 minutes", "daily". Pure.

A recurrence is that of RFC 5545 (iCalendar), as far as people ask a voice assistant for one; ``rule`` is its text.
The time of day is a slot of its own: "every friday at two" has a recurrence and a time.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from myna.nlu.en import dates
from myna.nlu.en.slots.sentence import NUMBER, ORDINAL, Found, find_all, one_of, ordinal_of, pattern, value_of

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY_DAY, _WORKDAYS, _WEEKEND = tuple(range(7)), (0, 1, 2, 3, 4), (5, 6)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every ``interval`` of ``unit``: "second", "minute", "hour", "day", "week", "month" or "year".

    ``days`` are the days of the week, Monday 0, where they are said; ``nth`` which of a month they are (1 to 5, -1 the
    last); ``month_day`` a day of the month (1 to 31, -1 the last).
    """

    unit: str
    interval: int = 1
    days: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None

    @property
    def weekdays(self) -> tuple[int, ...] | None:
        """The days of every week on which it comes again; None where it is no such thing or they are not said."""
        if self.interval != 1:
            return None
        return _EVERY_DAY if self.unit == "day" else (self.days or None) if self.unit == "week" else None

    @property
    def seconds(self) -> int | None:
        """How many seconds lie between two; None for days and longer."""
        size = {"second": 1, "minute": 60, "hour": 3600}.get(self.unit)
        return size and size * self.interval

    @property
    def every_days(self) -> int:
        """How many days lie between two, two at least; 0 where it comes again otherwise."""
        size = {"day": 1, "week": 7}.get(self.unit, 0)
        return size * self.interval if self.interval > 1 and len(self.days) < 2 else 0

    @property
    def every_months(self) -> int:
        """How many months lie between two; 0 where it comes again otherwise."""
        size = {"month": 1, "year": 12}.get(self.unit, 0)
        return 0 if self.days or self.nth else size * self.interval

    @property
    def rule(self) -> str:
        """It as a rule of RFC 5545: "FREQ=WEEKLY;BYDAY=MO,WE"."""
        parts = [f"FREQ={'DAILY' if self.unit == 'day' else f'{self.unit.upper()}LY'}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        parts += [f"BYDAY={','.join(f'{self.nth or str()}{_NAMES[day]}' for day in self.days)}"] if self.days else []
        parts += [f"BYMONTHDAY={self.month_day}"] if self.month_day else []
        return ";".join(parts)


_WEEKDAYS = {name: number for number, name in enumerate(dates.WEEKDAYS)}
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_ANY_DAY = _WEEKDAYS | _SHORT_DAYS
_ADVERBS = {
    "hourly": Recurrence("hour"),
    "daily": Recurrence("day"),
    "everyday": Recurrence("day"),
    "nightly": Recurrence("day"),
    "weekly": Recurrence("week"),
    "fortnightly": Recurrence("week", 2),
    "biweekly": Recurrence("week", 2),
    "monthly": Recurrence("month"),
    "quarterly": Recurrence("month", 3),
    "yearly": Recurrence("year"),
    "annually": Recurrence("year"),
}
_SMALLER = {
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "day": ("hour", 24),
    "week": ("day", 7),
    "year": ("month", 12),
}

_DAY = rf"(?:{one_of(_WEEKDAYS)})"
_LISTED = rf"(?:{one_of(_ANY_DAY)})"
_MORE = rf"(?:(?: ,)?(?: and|(?<= ,)) (?:on )?(?:every )?{_LISTED}s?|(?: ,)? {_LISTED}s?)"
_WORK = r"(?:week ?days?|work ?days?|working days?|business days?|week ?nights?|school days?|school nights?)"
_DAYS_OFF = rf"(?:on |the )*(?:{_LISTED}s?{_MORE}*|weekends?|{_WORK})"
_EXCEPT = r"(?:except|except for|excluding|but not|bar|barring|apart from|other than|save for)"
_EVERY = r"(?:every|each)(?: single)?"
_BEGINS_EXCEPT = re.compile(_EXCEPT, re.IGNORECASE)
_UNIT = r"(?P<unit>second|sec|minute|min|hour|day|week|fortnight|month|year|morning|afternoon|evening|night)s?"
_OFTEN = (
    rf"(?:{_EVERY}|once an?|once every|one time per|per) (?:(?P<count>other|{ORDINAL}|{NUMBER}) )?(?:an? )?{_UNIT}"
    r"(?! (?:1|of us)(?!\S))(?P<half> and (?:an? )?\d+_\d+)?(?: of the (?:week|month|year))?"
)


def find(text: str) -> list[Found[Recurrence]]:
    """What ``text`` says of how often; "every day at six except on sundays" is once what it is in two places."""
    found = find_all(text, _FORMS)
    if len(found) == 2 and found[0].value.weekdays and _BEGINS_EXCEPT.match(text, found[1].start):
        often, excepted = found
        days = tuple(day for day in often.value.weekdays or () if day in excepted.value.days)
        if days:
            value = excepted.value if often.value.unit == "day" else Recurrence("week", 1, days)
            return [Found(value, excepted.start, excepted.end, ((often.start, often.end),))]
    return found


def said(recurrence: Recurrence) -> str:
    """``recurrence`` as it is said and found again: "every Monday and Friday", "every 30 minutes"."""
    days, unit, interval = recurrence.days, recurrence.unit, recurrence.interval
    if recurrence.nth:
        nth = "last" if recurrence.nth < 0 else _ordinal(recurrence.nth)
        return f"the {nth} {dates.WEEKDAYS[days[0]].title()} of every month"
    if recurrence.month_day:
        return f"the {'last day' if recurrence.month_day < 0 else _ordinal(recurrence.month_day)} of every month"
    if days and interval == 1:
        if (whole := {_WORKDAYS: "every weekday", _WEEKEND: "every weekend"}.get(days)) is not None:
            return whole
        *first, last = [dates.WEEKDAYS[day].title() for day in days]
        return f"every {' and '.join([', '.join(first), last] if first else [last])}"
    if days:
        return f"every other {dates.WEEKDAYS[days[0]].title()}"
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _ordinal(number: int) -> str:
    return f"{number}{'th' if 10 < number < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _all_days(words: str) -> tuple[int, ...]:
    named = {_ANY_DAY[name] for name in re.findall(rf"\b({one_of(_ANY_DAY)})s?\b", words)}
    named |= set(_WEEKEND if re.search(r"\bweekends?\b", words) else ())
    return tuple(sorted(named | set(_WORKDAYS if re.search(rf"\b{_WORK}\b", words) else ())))


def _every_unit(match: re.Match[str]) -> Recurrence | None:
    unit, count = match["unit"], match["count"]
    unit = {"sec": "second", "min": "minute"}.get(unit, unit)
    if unit in ("morning", "afternoon", "evening", "night"):
        unit = "day"
    number = Fraction(2) if count in ("other", "second", "2th") else Fraction(1)
    if count and count not in ("other", "second"):
        number = Fraction(ordinal_of(count)) if count.endswith("th") else value_of(count)
    if match["half"]:
        number += value_of(match["half"].split()[-1])
    if unit == "fortnight":
        unit, number = "week", number * 2
    while number.denominator != 1 and unit in _SMALLER:
        unit, number = _SMALLER[unit][0], number * _SMALLER[unit][1]
    days = _all_days(match["on"]) if unit == "week" else ()
    return Recurrence(unit, int(number), days) if number.denominator == 1 and number >= 1 else None


def _excepted(match: re.Match[str]) -> Recurrence | None:
    """On all days but those named."""
    days = tuple(day for day in _EVERY_DAY if day not in _all_days(match.group()))
    return Recurrence("week", 1, days) if days else None


def _every_day_named(match: re.Match[str]) -> Recurrence:
    return Recurrence("week", 2 if match["other"] else 1, _all_days(match["days"]))


def _listed(match: re.Match[str]) -> Recurrence | None:
    days = _all_days(match.group())
    return Recurrence("week", 1, days) if days else None


def _from_to(match: re.Match[str]) -> Recurrence:
    first, last = _ANY_DAY[match["first"]], _ANY_DAY[match["last"]]
    return Recurrence("week", 1, tuple(sorted((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))))


def _times(match: re.Match[str]) -> Recurrence | None:
    """So many times a day, week or month."""
    count = {"once": "1", "twice": "2"}.get(match["count"], match["count"])
    unit, number = match["unit"], 1 / value_of(count) if value_of(count) else Fraction(0)
    if number.denominator != 1 and unit in ("day", "hour", "minute", "year"):
        unit, number = _SMALLER[unit][0], number * _SMALLER[unit][1]
    return Recurrence(unit, int(number)) if number.denominator == 1 and number >= 1 else None


def _nth_weekday(match: re.Match[str]) -> Recurrence | None:
    nth = -1 if match["nth"] == "last" else ordinal_of(match["nth"])
    return Recurrence("month", 1, (_WEEKDAYS[match["day"]],), nth) if nth <= 5 else None


def _month_day(match: re.Match[str]) -> Recurrence | None:
    written = match["day"]
    day = -1 if written in ("last day", "end") else 1 if written in ("start", "beginning") else ordinal_of(written)
    return Recurrence("month", month_day=day) if day <= 31 else None


_NTH = rf"(?:on |at )?(?:the )?(?P<nth>{ORDINAL}|last) (?P<day>{_DAY})s?"
_DAY_OF = rf"(?:the )?(?P<day>{ORDINAL}|last day|end|start|beginning)(?: day)?"
_FORMS = [
    (pattern(rf"{_EVERY} (?:day|morning|evening|night) (?:but|{_EXCEPT}) {_DAYS_OFF}"), _excepted),
    (pattern(rf"{_EXCEPT} {_DAYS_OFF}"), _excepted),
    (pattern(rf"{_NTH} (?:of |in )?(?:every|each) month"), _nth_weekday),
    (pattern(rf"(?:every|each) (?P<nth>{ORDINAL}|last) (?P<day>{_DAY}) of (?:the|every|each) month"), _nth_weekday),
    (pattern(rf"(?:on |at )?{_DAY_OF} (?:of |in )?(?:every|each) month"), _month_day),
    (pattern(rf"(?:every|each) {_DAY_OF} of (?:the|every|each) month"), _month_day),
    (pattern(rf"(?:every|each) month on {_DAY_OF}"), _month_day),
    (
        pattern(rf"(?:on |from )?(?P<first>{_LISTED})s? (?:to|through|thru|till|until|-) (?P<last>{_LISTED})s?"),
        _from_to,
    ),
    (pattern(rf"(?:on )?{_EVERY} (?:(?P<other>other|second) )?(?P<days>{_LISTED}s?{_MORE}*)"), _every_day_named),
    (pattern(rf"(?:on )?(?:{_LISTED}s?{_MORE}+|{_DAY}s{_MORE}*)"), _listed),
    (
        pattern(rf"(?:on )?(?:the )?(?:{_EVERY} |(?:all |on |during )?(?=\w+(?: \w+)?s(?!\S))){_WORK}"),
        lambda _: Recurrence("week", 1, _WORKDAYS),
    ),
    (pattern(rf"(?:on |at )?(?:the )?(?:{_EVERY} weekends?|weekends)"), lambda _: Recurrence("week", 1, _WEEKEND)),
    (pattern(rf"{_OFTEN}(?:(?<=weeks)|(?<=week)|(?<=fortnight))(?P<on> on (?:a )?{_LISTED}s?)"), _every_unit),
    (pattern(rf"{_OFTEN}(?P<on>)"), _every_unit),
    (
        pattern(
            rf"(?P<count>once|twice|{NUMBER}(?= times)) ?(?:times )?(?:an?|per|every|each) (?P<unit>minute|hour"
            rf"|day|week|month|year)"
        ),
        _times,
    ),
    (pattern(rf"(?:on )?(?P<word>{one_of(_ADVERBS)})"), lambda match: _ADVERBS[match["word"]]),
    (pattern(r"(?<!this )(?:in the |on the )?(?:mornings|evenings|afternoons|nights)"), lambda _: Recurrence("day")),
]
