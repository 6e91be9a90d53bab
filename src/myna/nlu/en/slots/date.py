"""Dates anywhere in a sentence: "in three days", "the fifth of december", "two weeks from friday". Pure.

Its rules:

1. What is found are ``Days``: one day, or several in a row ("this weekend", "next month").
2. A day that comes again ("friday", "december fifth", "the 21st") is the next one: a day of the week is never today,
   a date may be. ``earliest`` moves that.
3. "may" and "march" alone are months only behind a word that says so; an ordinal alone is a day only behind "the",
   with nothing behind it that it would count.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from myna.nlu.en import dates
from myna.nlu.en.slots.sentence import ENDS, NUMBER, ORDINAL, Found, find_all, one_of, ordinal_of, pattern, value_of
from myna.nlu.en.slots.sentence import read as normal_form


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both included; ``again``: they come again every year, month or week."""

    first: date
    last: date
    again: bool = False


_LEAP_YEAR = 2024
_MONTHS = {name: number for number, name in enumerate(dates.MONTHS, start=1)}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name: number for number, name in enumerate(dates.WEEKDAYS)}
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_NEAR = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}
_NEAR |= {"todays": 0, "tomorrows": 1, "yesterdays": -1, "last night": -1}
_HOLIDAYS = {name.replace("'s", " 's"): name for name in dates.HOLIDAYS}
_EDGES = {"end": -1, "beginning": 0, "start": 0, "1th day": 0, "last day": -1}

_MONTH = rf"(?:{one_of(_MONTHS)})"
_ANY_MONTH = rf"(?:{one_of([*_MONTHS, *_SHORT])})"
_SURE_MONTH = rf"(?:{one_of(name for name in _MONTHS if name not in ('may', 'march'))})"
_YEAR = r"(?: ,)?(?: of| in)? (?P<year>(?:19|20|21)\d\d|(?:19|20) (?:[1-9]\d|oh [1-9]))(?! (?:hours|[ap]m)(?!\S))"
_IN_YEAR = rf"(?:{_YEAR}| (?:of )?(?P<which_year>this|next|last) year)?"
_WEEKDAY = rf"(?:{one_of(_WEEKDAYS)})"
_WHICH = r"(?:this coming|this past|the coming|the following|coming|following|upcoming|this|next|last|past)"
_DAY_NUMBER = rf"(?P<day>{ORDINAL}|\d{{1,2}}(?! [ap]m| :))"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_COUNT = rf"(?P<count>{NUMBER}|an?|the)"
_TO_DAY = rf"(?:(?:on )?{_WEEKDAY}(?: the)?(?: ,)? )?"


class _Reader:
    """Reads the days of one sentence; ``earliest`` is the first on which a day that comes again may fall."""

    def __init__(self, today: date, earliest: date | None, day_first: bool) -> None:
        self._today = today
        self._earliest = earliest or today
        self._earliest_weekday = earliest or today + timedelta(days=1)
        self._day_first = day_first

    def near(self, match: re.Match[str]) -> Days:
        return _one(self._today + timedelta(days=_NEAR[match["near"]]))

    def weekday(self, match: re.Match[str]) -> Days:
        number = _WEEKDAYS.get(match["weekday"], _SHORT_DAYS.get(match["weekday"], 0))
        which, week = match["which"] or "", match.groupdict().get("week")
        if week:
            monday = self._today - timedelta(days=self._today.weekday())
            shift = {"this": 0, "next": 7, "last": -7, "following": 7, "coming": 7}[week.split()[-1]]
            return _one(monday + timedelta(days=number + shift))
        if which.endswith(("last", "past")):
            return _one(self._today - timedelta(days=(self._today.weekday() - number - 1) % 7 + 1))
        day = self._earliest_weekday
        day += timedelta(days=(number - day.weekday()) % 7)
        if match.groupdict().get("later"):
            return _one(day + timedelta(days=14 if match["later"] == "fortnight" else 7))
        return _one(day, again=True)

    def counted(self, match: re.Match[str]) -> Days | None:
        """So many days, weeks, months or years before or after a day."""
        words = match.groupdict()
        back = bool(words.get("ago")) or words.get("way") == "before"
        base: date | None = self._today
        if words.get("base") and words["base"] not in ("now", "today", "this day"):
            found = find(words["base"], self._today, earliest=None)
            base = found[0].value.first if found else None
        if base is None:
            return None
        moved = self._moved(base, words["count"], words["unit"], back)
        return None if moved is None else _one(moved)

    def _moved(self, base: date, count: str, unit: str, back: bool) -> date | None:
        value = value_of(count) if count[0].isdigit() else 1
        value = -value if back else value
        try:
            if unit in ("month", "year", "decade"):
                whole = value * {"month": 1, "year": 12, "decade": 120}[unit]
                return _months_later(base, int(whole)) if whole == int(whole) else None
            return base + timedelta(days=float(value * {"day": 1, "week": 7, "fortnight": 14}[unit]))
        except (OverflowError, ValueError):
            return None

    def same_day(self, match: re.Match[str]) -> Days | None:
        """The day of next or last week, month or year that is as today."""
        day = self._moved(self._today, "a", match["unit"], match["which"] == "last")
        return None if day is None else _one(day)

    def coming(self, match: re.Match[str]) -> Days | None:
        """The next or last so many days, weeks or months."""
        back = match["which"] in ("last", "past", "previous")
        end = self._moved(self._today, match["count"], match["unit"], back)
        return None if end is None else Days(min(self._today, end), max(self._today, end))

    def in_month(self, match: re.Match[str]) -> Days | None:
        """A day of a month; the next one where no year is named."""
        month = _MONTHS.get(match["month"]) or _SHORT[match["month"]]
        return self._dated(month, _day_of(match["day"]), self._year(match))

    def slashed(self, match: re.Match[str]) -> Days | None:
        first, second, *year = (int(number) for number in match["slashed"].split("/"))
        day, month = (first, second) if self._day_first or first > 12 else (second, first)
        return self._dated(month, day, (year[0] + 2000 if year[0] < 100 else year[0]) if year else None)

    def iso(self, match: re.Match[str]) -> Days | None:
        year, month, day = (int(number) for number in match["iso"].split("-"))
        return self._dated(month, day, year)

    def _dated(self, month: int, day: int, year: int | None) -> Days | None:
        for in_year in [year] if year else range(self._earliest.year, self._earliest.year + 9):
            try:
                found = date(in_year, month, day)
            except ValueError:  # the 29th of February of another year, or never
                continue
            if year or found >= self._earliest:
                return _one(found, again=not year)
        return None

    def _year(self, match: re.Match[str]) -> int | None:
        words = match.groupdict()
        if words.get("which_year"):
            return self._today.year + {"this": 0, "next": 1, "last": -1}[words["which_year"]]
        return _year_of(words["year"]) if words.get("year") else None

    def of_month(self, match: re.Match[str]) -> Days | None:
        """A day of this or another month: "the 21st", "the fifteenth of next month"."""
        day, which = _day_of(match["day"]), match["which"]
        if not 1 <= day <= 31:
            return None
        first = self._today.replace(day=1)
        if which:
            first = _months_later(first, {"next": 1, "last": -1}.get(which, 0))
        for ahead in range(1 if which else 4):
            month = _months_later(first, ahead)
            if day <= _length(month) and (which or month.replace(day=day) >= self._earliest):
                return _one(month.replace(day=day), again=not which)
        return None

    def month(self, match: re.Match[str]) -> Days:
        number, which = _MONTHS[match["month"]], match["which"] or ""
        year = self._year(match)
        if year is None:
            year = self._today.year + (number < self._today.month)
            if which.endswith(("last", "past")):
                year = self._today.year - (number >= self._today.month)
            elif which.endswith("next"):
                year = self._today.year + (number <= self._today.month)
        first = date(year, number, 1)
        return Days(first, first.replace(day=_length(first)))

    def nth_weekday(self, match: re.Match[str]) -> Days | None:
        """Such as the third monday of this month, the last friday of november."""
        words = match.groupdict()
        nth = -1 if match["nth"] == "last" else ordinal_of(match["nth"])
        name = words["month"]
        for ahead in range(0 if name or match["which"] else 1, 2):
            if name:
                year = self._year(match) or self._today.year + ahead
                month = date(year, _MONTHS[name], 1)
            else:
                month = _months_later(
                    self._today.replace(day=1), {"next": 1, "last": -1}.get(match["which"], 0) + ahead
                )
            found = _nth(month, _WEEKDAYS[match["weekday"]], nth)
            if found and (found >= self._earliest or match["which"] or self._year(match)):
                return _one(found)
        return None

    def this_nth_weekday(self, match: re.Match[str]) -> Days | None:
        """Of the month that comes: this one, or the next if it is over there."""
        for ahead in (0, 1):
            month = _months_later(self._today.replace(day=1), ahead)
            nth = -1 if match["nth"] == "last" else ordinal_of(match["nth"])
            found = _nth(month, _WEEKDAYS[match["weekday"]], nth)
            if found and found >= self._earliest:
                return _one(found)
        return None

    def period(self, match: re.Match[str]) -> Days | None:
        """This or another week, weekend, month or year, or its end or beginning."""
        unit, which, edge = match["unit"], match["which"] or "", match["edge"]
        if not which and not edge and unit != "weekend":
            return None
        shift = (
            -1
            if which.endswith(("last", "past", "previous"))
            else 1
            if which.endswith(("next", "following", "upcoming", "coming"))
            else 0
        )
        today = self._today
        monday = today - timedelta(days=today.weekday())
        if unit == "weekend":
            shift = 0 if which != "next" and shift > 0 else shift
            days = Days(monday + timedelta(days=5 + 7 * shift), monday + timedelta(days=6 + 7 * shift))
        elif unit == "week":
            days = Days(monday + timedelta(days=7 * shift), monday + timedelta(days=6 + 7 * shift))
        elif unit == "month":
            first = _months_later(today.replace(day=1), shift)
            days = Days(first, first.replace(day=_length(first)))
        else:
            days = Days(date(today.year + shift, 1, 1), date(today.year + shift, 12, 31))
        if edge:
            return _one(days.last if _EDGES[edge] else days.first)
        return Days(max(days.first, today), days.last) if shift == 0 else days

    def edge_of_month(self, match: re.Match[str]) -> Days:
        days = self.month(match)
        return _one(days.last if _EDGES[match["edge"]] else days.first)

    def holiday(self, match: re.Match[str]) -> Days | None:
        name, year = _HOLIDAYS[match["holiday"]], self._year(match)
        found = dates.day(f"{name} {year}" if year else name, self._earliest, last=match["which"] == "last")
        return None if found is None else _one(found, again=not year)

    def year(self, match: re.Match[str]) -> Days:
        year = _year_of(match["year"])
        return Days(date(year, 1, 1), date(year, 12, 31))


_Read = Callable[[_Reader, re.Match[str]], Days | None]
_BASE = (
    rf"(?P<base>\d{{4}}-\d\d-\d\d|now|today|this day|tomorrow"
    rf"|(?:{_WHICH} )?{_WEEKDAY}|{_MONTH} (?:the )?(?:{ORDINAL}|\d{{1,2}})"
    rf"|(?:the )?{ORDINAL}(?: of)? {_MONTH}"
    rf"|{one_of(_HOLIDAYS)})"
)
_BEFORE_MONTH = (
    r"(?:in|of|this|next|last|during|by|until|till|since|early|late|mid|from|through|for|every|on|between|before|after)"
)
_AGENDA = r"(?:month|calendar|events?|meetings?|appointments?|schedule|holidays?|bills?)"
_FORMS: list[tuple[re.Pattern[str], _Read]] = [
    (pattern(rf"{_COUNT} {_UNIT} (?:from|after|past|(?P<way>before)) {_BASE}(?: week)?"), _Reader.counted),
    (pattern(r"(?:on )?(?P<iso>\d{4}-\d{1,2}-\d{1,2})"), _Reader.iso),
    (
        pattern(rf"(?P<count>an?|{NUMBER}) (?P<unit>week|fortnight)s? (?:on )?(?P<base>{_WEEKDAY}|tomorrow|today)"),
        _Reader.counted,
    ),
    (pattern(rf"(?:on )?(?:(?P<which>{_WHICH}) )?(?P<holiday>{one_of(_HOLIDAYS)}){_IN_YEAR}"), _Reader.holiday),
    (pattern(rf"(?:the )?(?P<near>{one_of(_NEAR)})(?: 's)?"), _Reader.near),
    (
        pattern(r"(?:on )?(?:this|the|that|the same|this same) day (?P<which>next|last) (?P<unit>week|month|year)"),
        _Reader.same_day,
    ),
    (
        pattern(
            rf"(?<!are )(?<!is )(?:in|after|within) (?:another )?(?P<count>an?|{NUMBER}) (?:more )?{_UNIT}(?: time"
            rf"| 's time| ' time| from (?:now|today))?"
        ),
        _Reader.counted,
    ),
    (
        pattern(rf"{_COUNT} {_UNIT} (?:(?P<ago>ago)|away|later|hence|from (?:now|today)|after this day)"),
        _Reader.counted,
    ),
    (
        pattern(
            rf"{_TO_DAY}(?:on )?(?:the )?{_DAY_NUMBER}(?: day)? (?:of )?(?P<month>{_ANY_MONTH})(?: month)?{_IN_YEAR}"
        ),
        _Reader.in_month,
    ),
    (
        pattern(
            rf"{_TO_DAY}(?:on )?(?P<month>{_ANY_MONTH})(?: the)? {_DAY_NUMBER}(?! (?:minutes?|hours?|seconds?"
            rf"|people|of us)(?!\S)){_IN_YEAR}"
        ),
        _Reader.in_month,
    ),
    (
        pattern(
            rf"(?:on )?(?:the )?(?P<nth>{ORDINAL}|last) (?P<weekday>{_WEEKDAY}) (?:of|in) (?P<which>this|next"
            rf"|last)(?P<month>) month"
        ),
        _Reader.nth_weekday,
    ),
    (
        pattern(
            rf"(?:on )?(?:the )?(?P<nth>{ORDINAL}|last) (?P<weekday>{_WEEKDAY}) (?:of"
            rf"|in) (?P<which>)(?P<month>{_MONTH}){_IN_YEAR}"
        ),
        _Reader.nth_weekday,
    ),
    (
        pattern(rf"(?:on )?(?:the )?(?P<nth>{ORDINAL}|last) (?P<weekday>{_WEEKDAY}) (?:of|in) the month"),
        _Reader.this_nth_weekday,
    ),
    (pattern(r"(?:on |by |for )(?P<slashed>\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?)"), _Reader.slashed),
    (pattern(r"(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))"), _Reader.slashed),
    (
        pattern(
            r"(?<!times )(?<!plus )(?<!minus )(?<!by )(?<!and )(?P<slashed>\d{1,2}/(?:[5-9]|[1-3]\d))(?! (?:cups?"
            r"|of|an?|hours?|inch|inches)(?!\S))"
        ),
        _Reader.slashed,
    ),
    (
        pattern(
            rf"(?:at |by )?(?:the )?(?P<edge>{one_of(_EDGES)}) of (?:the )?(?:(?P<which>{_WHICH}) )?(?P<unit>week"
            rf"|month|year)"
        ),
        _Reader.period,
    ),
    (
        pattern(rf"(?:on )?(?:the )?(?P<day>{ORDINAL})(?: day)? of (?:the|(?P<which>this|next|last)) month"),
        _Reader.of_month,
    ),
    (
        pattern(
            rf"(?:on )?(?:the )?(?P<day>{ORDINAL})(?: (?:in|on|falls?|lands?|is|be))* (?P<which>this|next|last) month"
        ),
        _Reader.of_month,
    ),
    (pattern(rf"(?P<which>)the (?P<day>{ORDINAL})(?= (?:falls?|lands?|be)(?!\S))"), _Reader.of_month),
    (pattern(rf"(?P<which>this|next|last) month on the (?P<day>{ORDINAL})"), _Reader.of_month),
    (pattern(rf"(?P<which>)(?:on )?(?:{_WEEKDAY} (?:the )?|the )(?P<day>{ORDINAL}){ENDS}"), _Reader.of_month),
    (pattern(rf"(?P<which>)(?:on |for |is |^)(?P<day>\d\d?th|[23]0 second){ENDS}"), _Reader.of_month),
    (pattern(r"(?P<which>)on (?:the )?(?P<day>[5-9]th|[1-3]\dth)"), _Reader.of_month),
    (
        pattern(
            rf"(?:on )?(?:the )?(?P<weekday>{_WEEKDAY})(?: of)? (?P<week>this|next|last|the following) week(?P<which>)"
        ),
        _Reader.weekday,
    ),
    (pattern(rf"(?P<week>this|next|last) week (?:on )?(?P<weekday>{_WEEKDAY})(?P<which>)"), _Reader.weekday),
    (pattern(rf"(?:on )?(?P<which>)(?P<weekday>{_WEEKDAY}) (?P<later>after next|week|fortnight)"), _Reader.weekday),
    (
        pattern(rf"(?<!every )(?<!each )(?:on |for |by )?(?:(?P<which>{_WHICH}) )?(?P<weekday>{_WEEKDAY})(?: 's)?"),
        _Reader.weekday,
    ),
    (pattern(rf"(?:on|(?P<which>this|next|last)) (?P<weekday>{one_of(_SHORT_DAYS)})"), _Reader.weekday),
    (
        pattern(rf"(?:at |by )?(?:the )?(?P<edge>{one_of(_EDGES)}) of (?P<which>)(?P<month>{_MONTH}){_IN_YEAR}"),
        _Reader.edge_of_month,
    ),
    (
        pattern(
            rf"(?:the )?(?P<which>{_WHICH}|previous) (?P<count>{NUMBER}) (?P<unit>day|week|month"
            rf"|year)s"
        ),
        _Reader.coming,
    ),
    (
        pattern(
            rf"(?:(?:the )?(?P<which>{_WHICH}|previous) |(?:the |on the "
            rf"|at the )?(?=weekend))(?P<edge>)(?!weekends)(?P<unit>week|weekend|month|year)(?: 's|s)?"
        ),
        _Reader.period,
    ),
    (pattern(rf"(?:in )?(?P<which>)(?P<month>{_MONTH}){_YEAR}"), _Reader.month),
    (pattern(rf"(?:in |of |during )?(?:(?P<which>{_WHICH}) )?(?P<month>{_SURE_MONTH})(?: 's)?(?! \d)"), _Reader.month),
    (pattern(rf"(?P<lead>{_BEFORE_MONTH}) (?P<which>)(?P<month>may|march){ENDS}"), _Reader.month),
    (pattern(rf"(?P<which>)(?P<month>may|march)(?: month|(?= {_AGENDA}))"), _Reader.month),
    (
        pattern(r"(?P<lead>in|of|year|since|until|by) (?P<year>(?:19|20)\d\d|(?:19|20) (?:[1-9]\d|oh [1-9]))" + ENDS),
        _Reader.year,
    ),
]


def find(text: str, today: date, *, earliest: date | None = None, day_first: bool = False) -> list[Found[Days]]:
    """The days of ``text``, said on ``today``; ``day_first``: whether "12/5" is in May.

    ``earliest``: the first day on which one that comes again may fall; today, and tomorrow for a day of the week.
    """
    reader = _Reader(today, earliest, day_first)
    return find_all(text, [(expression, _bound(reader, read)) for expression, read in _FORMS])


def said(day: date) -> str:
    """``day`` as it is read and found again: "Saturday, December 5, 2026"."""
    return f"{dates.WEEKDAYS[day.weekday()].title()}, {dates.MONTHS[day.month - 1].title()} {day.day}, {day.year}"


def _bound(reader: _Reader, read: _Read) -> Callable[[re.Match[str]], Days | None]:
    return lambda match: read(reader, match)


def _one(day: date, *, again: bool = False) -> Days:
    return Days(day, day, again)


def _day_of(written: str) -> int:
    return int(written) if written.isdecimal() else ordinal_of(written)


def _year_of(written: str) -> int:
    century, _, rest = written.partition(" ")
    return int(century) * 100 + int(rest.removeprefix("oh ")) if rest else int(century)


def _length(day: date) -> int:
    """How many days its month has."""
    return calendar.monthrange(day.year, day.month)[1]


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month; raises ValueError beyond the years of a date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _length(first)))


def _nth(month: date, weekday: int, nth: int) -> date | None:
    """The ``nth`` such day of the month, or the last for -1."""
    days = [
        month.replace(day=day) for day in range(1, _length(month) + 1) if month.replace(day=day).weekday() == weekday
    ]
    return days[-1] if nth < 0 else days[nth - 1] if 1 <= nth <= len(days) else None


_DAY_OF_MONTH = re.compile(
    rf"(?<!\S)(?:(?P<day>\d{{1,2}})th (?:day )?(?:of )?(?P<month>{_MONTH})"
    rf"|(?P<first>{_MONTH}) (?:the )?(?P<last>\d{{1,2}})th)(?!\S)"
)


def names_no_day(text: str) -> bool:
    """Whether ``text`` names a day that its month never has: "the thirty first of november"."""
    for match in _DAY_OF_MONTH.finditer(normal_form(text).normal):
        month, day = _MONTHS[match["month"] or match["first"]], int(match["day"] or match["last"])
        if not 1 <= day <= calendar.monthrange(_LEAP_YEAR, month)[1]:
            return True
    return False
