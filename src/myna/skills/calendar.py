"""How long until a day or a time of day, and what day a date is.

Its rules:

1. The answer names the day that was understood, so that another one shows.
2. Days are counted by the calendar: tomorrow is one day away at any time of today.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from myna.core.reply import Reply
from myna.nlu.en import dates
from myna.nlu.responses import Responses
from myna.nlu.templates import Match
from myna.nlu.times import coming, spoken_time
from myna.skills.alarm import WAKING_HOUR
from myna.skills.clock import date_values
from myna.skills.skill_set import Handler


class Calendar:
    """``now`` gives the local time."""

    def __init__(self, responses: Responses, now: Callable[[], datetime]) -> None:
        self._responses = responses
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "MynaUntil": self._until,
            "MynaUntilTime": self._until_time,
            "MynaSince": self._since,
            "MynaWhichDay": self._which_day,
        }

    def _until(self, match: Match) -> Reply | None:
        today = self._now().date()
        day = dates.day(match.slots["when"], today)
        return None if day is None or day < today else self._days("until", day, str(match.slots.get("in", "days")))

    def _until_time(self, match: Match) -> Reply | None:
        now = self._now()
        if (at := coming(match.slots, now, waking_hour=WAKING_HOUR)) is None:
            return None
        return self._responses.reply("until_time", span=self._span(at - now), clock=spoken_time(at))

    def _since(self, match: Match) -> Reply | None:
        today = self._now().date()
        day = dates.day(match.slots["when"], today, last=True)
        return None if day is None or day > today else self._days("since", day, str(match.slots.get("in", "days")))

    def _which_day(self, match: Match) -> Reply | None:
        today = self._now().date()
        day = dates.day(match.slots["when"], today, last=match.slots.get("tense") == "past")
        if day is None:
            return None
        key = "day_past" if day < today else "day_today" if day == today else "day_future"
        return self._responses.reply(key, date=self._date(day), **date_values(self._responses, day))

    def _days(self, key: str, day: date, unit: str) -> Reply | None:
        """How many days, or weeks and days, it is until ``day`` or since."""
        count = abs((day - self._now().date()).days)
        if not count:
            return self._responses.reply("day_today", date=self._date(day), **date_values(self._responses, day))
        weeks, rest = divmod(count, 7) if unit == "weeks" else (0, count)
        spans = [self._count("calendar_weeks", weeks), self._count("calendar_days", rest)]
        return self._responses.reply(key, span=self._joined(spans), date=self._date(day))

    def _date(self, day: date) -> str | None:
        near = abs((day - self._now().date()).days) < 300
        return self._responses.text("near_date" if near else "far_date", **date_values(self._responses, day))

    def _span(self, span: timedelta) -> str:
        minutes = max(1, round(span.total_seconds() / 60))
        return self._joined(
            [self._count("calendar_hours", minutes // 60), self._count("calendar_minutes", minutes % 60)]
        )

    def _count(self, unit: str, count: int) -> str:
        """So many of a unit; nothing for none."""
        return "" if not count else f"{count:,} {self._responses.names(unit)[count != 1]}"

    def _joined(self, spans: list[str]) -> str:
        return f" {self._responses.names('calendar_and')[0]} ".join(filter(None, spans))
