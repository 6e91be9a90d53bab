"""The calendar: how long it is until a day or a time of day, or since a day, and what day a date is.

Its rules:

1. The answer names the day that was understood, so that a misunderstanding shows.
2. Days are counted by the calendar: tomorrow is one day away at any time of today.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from myna.core.decision import Decision
from myna.core.reply import Reply, amended
from myna.nlu.parsers import Dates
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.nlu.times import coming, date_values, spoken_date, spoken_time
from myna.skills.holiday import HolidayFinder
from myna.skills.skill_set import Handler, Skill

_TELLS_A_DAY = frozenset(["HassGetCurrentDate", "MynaWeekday"])
"""The intents behind which another day is asked for by its name alone."""


class CalendarSkill(Skill):
    """Counts days and tells dates, which ``dates`` reads and ``holidays`` knows; ``now`` gives the local time."""

    name = "clock"

    def __init__(
        self, responses: Responses, dates: Dates, holidays: HolidayFinder, now: Callable[[], datetime]
    ) -> None:
        self._responses = responses
        self._dates = dates
        self._holidays = holidays
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "MynaUntil": self._until,
            "MynaUntilTime": self._until_time,
            "MynaSince": self._since,
            "MynaWhichDay": self._which_day,
        }

    def goes_on(self, text: str, before: Decision) -> Reply | None:
        """What another day is, behind one that was told, and how far that is: "and this day next week"."""
        if "date" not in before.slots:
            return None
        today, told = self._now().date(), date.fromisoformat(str(before.slots["date"])[:10])
        if unit := self._dates.span_to_told(text):
            return self._days("since" if told < today else "until", told, unit)
        day = self._dates.day_beside(text, told)
        if day is None and before.intent in _TELLS_A_DAY:
            day = self._dates.day_further(text, today)
        return None if day is None else self._told_day(day, today)

    def _until(self, intent: Intent) -> Reply | None:
        today = self._now().date()
        day = self._day(intent.slots["when"], today)
        return None if day is None or day < today else self._days("until", day, str(intent.slots.get("in", "days")))

    def _until_time(self, intent: Intent) -> Reply | None:
        now = self._now()
        if (at := coming(intent.slots, now)) is None:
            return None
        reply = self._responses.reply("until_time", span=self._span(at - now), clock=spoken_time(at, self._responses))
        slots = {"at": at.isoformat(timespec="minutes"), "seconds": int((at - now).total_seconds())}
        return amended(reply, slots=slots)

    def _since(self, intent: Intent) -> Reply | None:
        today = self._now().date()
        day = self._day(intent.slots["when"], today, last=True)
        return None if day is None or day > today else self._days("since", day, str(intent.slots.get("in", "days")))

    def _which_day(self, intent: Intent) -> Reply | None:
        today = self._now().date()
        day = self._day(intent.slots["when"], today, last=intent.slots.get("tense") == "past")
        return None if day is None else self._told_day(day, today)

    def _told_day(self, day: date, today: date) -> Reply | None:
        key = "day_past" if day < today else "day_today" if day == today else "day_future"
        reply = self._responses.reply(key, date=self._date(day), **date_values(day, self._responses))
        return amended(reply, slots={"date": day.isoformat()})

    def _day(self, text: str, today: date, *, last: bool = False) -> date | None:
        """The day that the whole of ``text`` names, in words or as "2026-12-25"."""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        day = self._dates.day(text, today, last=last)
        if day is None and (holiday := self._holidays.find(text, today, last=last, whole=True)) is not None:
            day = holiday.day
        return day

    def _days(self, key: str, day: date, unit: str) -> Reply | None:
        """How many days it is until ``day`` or since; in weeks and days, in hours or in minutes if ``unit`` is those.

        Hours and minutes are counted to the beginning of the day.
        """
        now = self._now()
        count = abs((day - now.date()).days)
        slots = {"date": day.isoformat(), "days": count}
        if not count:
            reply = self._responses.reply("day_today", date=self._date(day), **date_values(day, self._responses))
            return amended(reply, slots=slots)
        if unit in ("hours", "minutes"):
            minutes = round(abs(datetime.combine(day, time()) - now).total_seconds() / 60)
            counts = (minutes // 60, minutes % 60) if unit == "hours" else (0, minutes)
            spans = [self._count("calendar_hours", counts[0]), self._count("calendar_minutes", counts[1])]
            said = self._responses.reply(key, span=self._joined(spans), date=self._date(day))
            return amended(said, slots={"date": day.isoformat(), "seconds": 60 * minutes})
        weeks, rest = divmod(count, 7) if unit == "weeks" else (0, count)
        spans = [self._count("calendar_weeks", weeks), self._count("calendar_days", rest)]
        return amended(self._responses.reply(key, span=self._joined(spans), date=self._date(day)), slots=slots)

    def _date(self, day: date) -> str:
        return spoken_date(day, self._now().date(), self._responses)

    def _span(self, span: timedelta) -> str:
        minutes = max(1, round(span.total_seconds() / 60))
        return self._joined(
            [self._count("calendar_hours", minutes // 60), self._count("calendar_minutes", minutes % 60)]
        )

    def _count(self, unit: str, count: int) -> str:
        """``count`` and the name of the unit, of whose singular and plural ``unit`` is the response; "" for none."""
        return "" if not count else f"{count:,} {self._responses.names(unit)[count != 1]}"

    def _joined(self, spans: list[str]) -> str:
        return f" {self._responses.names('calendar_and')[0]} ".join(filter(None, spans))
