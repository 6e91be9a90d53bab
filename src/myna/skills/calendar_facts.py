"""Facts of the calendar and the clock whose question is the whole sentence: leap years, when the clocks change."""

import calendar
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from myna.core.reply import Reply, amended
from myna.nlu.durations import spoken_span
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.times import spoken_date, spoken_time, with_zone
from myna.skills.skill_set import Skill

_DAYS_AHEAD = 366
"""How far a change of the clocks is looked for."""

_SATURDAY = 5


class CalendarFactsSkill(Skill):
    """Tells what needs no more than a calendar.

    ``now`` gives the local time of the zone ``here``, the system's if None.
    """

    name = "clock"

    def __init__(
        self, responses: Responses, parsers: Parsers, now: Callable[[], datetime], here: tzinfo | None = None
    ) -> None:
        self._responses = responses
        self._questions = parsers.questions.calendar_facts
        self._now = now
        self._here = here

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """A fact of the calendar."""
        told = self._leap_year(text) or self._clock_change(text) or self._weekend(text) or self._shifted(text)
        told = told or self._apart(text)
        return None if told is None else ("clock.fact", told)

    def _leap_year(self, text: str) -> Reply | None:
        if (asked := self._questions.leap_year(text, self._now().date())) is None:
            return None
        year = asked.year
        while asked.next and not calendar.isleap(year):
            year += 1
        key = "clock_leap_next" if asked.next else "clock_leap" if calendar.isleap(year) else "clock_no_leap"
        return amended(self._responses.reply(key, year=year), slots={"year": year})

    def _clock_change(self, text: str) -> Reply | None:
        """The next day on which the clocks go forward or back, as far as the system's time zone tells."""
        asked = self._questions.clock_change(text)
        if not asked:
            return None
        now = self._now()
        noon, before = now.replace(hour=12, minute=0, second=0, microsecond=0), self._offset(now)
        for ahead in range(_DAYS_AHEAD):
            moment = noon + timedelta(days=ahead)
            offset = self._offset(moment)
            shift, before = offset - before, offset
            way = "forward" if shift > timedelta(0) else "back"
            if shift and asked in ("any", way):
                span = spoken_span(abs(shift.total_seconds()), self._responses)
                day = spoken_date(moment.date(), now.date(), self._responses)
                slots = {"date": moment.date().isoformat(), "way": way}
                return amended(self._responses.reply(f"clock_goes_{way}", date=day, span=span), slots=slots)
        return self._responses.reply("clock_never_changes")

    def _offset(self, moment: datetime) -> timedelta:
        """The distance from UTC at ``moment``."""
        return with_zone(moment, self._here).utcoffset() or timedelta(0)

    def _weekend(self, text: str) -> Reply | None:
        today = self._now().date()
        if (day := self._questions.weekend(text, today)) is None:
            return None
        key = "clock_yes" if day.weekday() >= _SATURDAY else "clock_no"
        date = spoken_date(day, today, self._responses)
        return amended(self._responses.reply(key, date=date), slots={"date": day.isoformat()})

    def _shifted(self, text: str) -> Reply | None:
        """The time so long before or after another one."""
        if (moment := self._questions.shifted(text, self._now())) is None:
            return None
        clock = spoken_time(moment, self._responses)
        return amended(self._responses.reply("clock_will_be", clock=clock), slots={"time": moment.strftime("%H:%M")})

    def _apart(self, text: str) -> Reply | None:
        """How long it is from one time of day to another."""
        if (asked := self._questions.hours_apart(text)) is None:
            return None
        span = spoken_span(asked.minutes * 60, self._responses)
        return amended(self._responses.reply("clock_apart", span=span), slots={"minutes": asked.minutes})
