"""Holidays: the next one, when one is by its name, and whether a day is one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import ModuleType

from myna.core.reply import Reply, amended
from myna.knowledge.holidays import Holiday, Holidays, UnknownCountryError
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.nlu.times import spoken_date
from myna.skills.skill_set import Answer, Classified, Handler, Skill

_DAY, _YEAR = timedelta(days=1), timedelta(days=366)
_TOLD = 3
"""The most holidays that are told of a month or a year."""


class HolidayFinder:
    """Finds the ``holidays`` of a country by what people call them; ``questions`` are the language's, of the clock."""

    def __init__(self, holidays: Holidays, questions: ModuleType) -> None:
        self.holidays = holidays
        self._questions = questions

    def find(self, text: str, today: date, *, last: bool = False, whole: bool = False) -> Holiday | None:
        """The next holiday that ``text`` names, or the ``last`` one, or that of the year that it names.

        None where it names none of this country. ``whole``: no word of ``text`` may belong to anything else. Today's
        counts as the next one.
        """
        text, year = self._questions.in_year(text, today)
        if year is not None:
            first, end = date(year, 1, 1), date(year, 12, 31)
        else:
            first, end = (today - _YEAR, today - _DAY) if last else (today, today + _YEAR)
        try:
            known = [one for one in self.holidays.between(first, end, unofficial=True) if not one.in_lieu]
        except UnknownCountryError:
            return None
        name = self._questions.find_holiday(text, {one.name for one in known}, whole=whole)
        found = [one for one in known if one.name == name]
        return found[-1 if last else 0] if found else None


class HolidaySkill(Skill):
    """Answers from the holidays of ``finder``; ``now`` gives the local time."""

    name = "clock"

    def __init__(
        self, responses: Responses, parsers: Parsers, finder: HolidayFinder, now: Callable[[], datetime]
    ) -> None:
        self._responses = responses
        self._questions = parsers.questions.clock
        self._finder = finder
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaNextHoliday": lambda _: self._told(self._next), "MynaIsHoliday": self._is_holiday}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"clock.holiday": self._asked}

    def _is_holiday(self, intent: Intent) -> Reply | None:
        days = self._questions.days(str(intent.slots["when"]), self._now().date())
        return None if days is None else self._told(lambda: self._between(days[0], days[1]))

    def _asked(self, classified: Classified) -> Reply | None:
        today, text = self._now().date(), classified.text
        if self._questions.asks_for_more_than_a_day(text):
            return None
        if (found := self._finder.find(text, today)) is not None:
            return self._when(found)
        if (asked := self._questions.holiday_asked(text)) and (days := self._questions.days(text, today)) is not None:
            return self._told(lambda: self._between(days[0], days[1], f"holiday_{asked}"))
        return self._told(self._next) if self._questions.is_about_holidays(text) else None

    def _told(self, tell: Callable[[], Reply | None]) -> Reply | None:
        """What ``tell`` answers, or that the country is not known."""
        try:
            return tell()
        except UnknownCountryError:
            reply = self._responses.reply("holiday_no_country", country=self._finder.holidays.country)
            return amended(reply, refuses=True)

    def _next(self) -> Reply | None:
        today = self._now().date()
        found = self._finder.holidays.next_after(today)
        if found is None:
            raise UnknownCountryError
        return self._reply("clock_holiday", [found])

    def _when(self, found: Holiday) -> Reply | None:
        return self._reply("holiday_today" if found.day == self._now().date() else "holiday_when", [found])

    def _between(self, first: date, last: date, key: str = "holiday_whether") -> Reply | None:
        """Which holidays there are from ``first`` to ``last``, in the response ``key``."""
        if found := self._finder.holidays.between(first, last):
            return self._reply(key, found[:_TOLD])
        today = self._now().date()
        key = "holiday_not_then" if first != last else "holiday_not_today" if first == today else "holiday_not"
        reply = self._responses.reply(key, date=spoken_date(first, today, self._responses))
        return amended(reply, slots={"date": first.isoformat()})

    def _reply(self, key: str, found: Iterable[Holiday]) -> Reply | None:
        """The response about holidays, of which the slots name the first."""
        today = self._now().date()
        first, *others = found
        ahead = (first.day - today).days
        days = self._responses.names("calendar_days")
        values = {
            "name": self._called(first),
            "date": spoken_date(first.day, today, self._responses),
            "span": f"{ahead:,} {days[ahead != 1]}",
            "others": "".join(
                self._responses["holiday_other"].format(
                    name=self._called(one), date=spoken_date(one.day, today, self._responses)
                )
                for one in others
            ),
        }
        slots = {"date": first.day.isoformat(), "name": first.name, "days": ahead}
        return amended(self._responses.reply(key, **values), slots=slots)

    def _called(self, holiday: Holiday) -> str:
        return self._responses["holiday_in_lieu"].format(name=holiday.name) if holiday.in_lieu else holiday.name
