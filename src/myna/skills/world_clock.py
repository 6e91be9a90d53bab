"""The clock's answers to what people ask freely: the time here and elsewhere, days, spans and zones.

Its rules:

1. A place that is not known is asked back, unless its name is spelled almost like that of one, which the answer names.
2. An answer names the day that was understood. Days are counted by the calendar.
"""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from myna.core.reply import Question, Reply, amended, together
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.times import date_values, spoken_date, spoken_day, spoken_time, with_zone
from myna.skills.holiday import HolidayFinder
from myna.skills.skill_set import Answer, Classified, Skill

_ASKS_FROM = 0.7
"""The classifier's least confidence where a place that is not known is asked back: "the time signature of a waltz"."""


class WorldClockSkill(Skill):
    """Answers the classes of the clock; ``now`` gives the local time of the zone ``here``, the system's if None."""

    name = "clock"

    def __init__(
        self,
        responses: Responses,
        parsers: Parsers,
        holidays: HolidayFinder,
        now: Callable[[], datetime],
        here: tzinfo | None = None,
    ) -> None:
        self._responses = responses
        self._questions = parsers.questions.clock
        self._holidays = holidays
        self._now = now
        self._here = here

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {
            "clock.time": self._time,
            "clock.date": self._date,
            "clock.until": self._until,
            "clock.zone": self._zone,
            "clock.convert": self._convert,
        }

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """How long a month is, how old somebody is who was born then, how far two places are apart by the clock."""
        now = self._now()
        told = {"clock.date": self._month_asked(text), "clock.age": self._age(text, now.date())}
        if (asked := self._questions.apart(text)) is not None:
            told["clock.convert"] = self._difference(asked.source, asked.target, now)
        if self._questions.asks_days_between(text):
            told["clock.until"] = self._between(text)
        return next(((intent, reply) for intent, reply in told.items() if reply is not None), None)

    def _reply(
        self, key: str, slots: Mapping[str, Any], question: Question | None = None, /, **values: Any
    ) -> Reply | None:
        return amended(self._responses.reply(key, **values), slots=slots, question=question)

    def _local(self, moment: datetime) -> datetime:
        """``moment`` of the local time with its zone."""
        return with_zone(moment, self._here)

    def _at(self, zone: str, moment: datetime) -> datetime:
        local = self._local(moment)
        return local.astimezone(ZoneInfo(zone)) if zone else local

    def _spoken(self, moment: datetime, today: date) -> str:
        """The time, and the day where it is not ``today``."""
        clock = spoken_time(moment, self._responses)
        if moment.date() == today:
            return clock
        if (moment.date() - today).days == -1:
            return f"{clock} {self._responses['clock_yesterday']}"
        return f"{clock} {spoken_day(moment.date(), today, self._responses)}"

    def _time(self, classified: Classified) -> Reply | None:
        text, now = classified.text, self._now()
        places = [place for place in self._questions.find_places(text) if place.zone]
        if self._questions.sun_event(text) or (not places and self._questions.is_of_something_else(text)):
            return None
        moment = self._questions.later(text, now) or now
        if places:
            return self._time_in(places[-1], moment, now)
        if moment == now and (unknown := self._questions.unknown_place(text)):
            if (near := self._questions.place_like(unknown)) is not None:
                return self._time_in(near, moment, now)
            return self._which_city(unknown, moment) if classified.confidence >= _ASKS_FROM else None
        if moment == now and not self._questions.is_of_now(text):
            return None
        if moment != now and not self._questions.asks_for_moment(text):
            return None
        slots = {"time": moment.strftime("%H:%M")}
        if moment != now:
            return self._reply("clock_will_be", slots, clock=self._spoken(moment, now.date()))
        if self._questions.wants_date_too(text):
            return self._reply(
                "clock_both",
                slots | {"date": now.date().isoformat()},
                clock=spoken_time(now, self._responses),
                date=self._day(now.date()),
            )
        return self._reply("clock_now", slots, clock=spoken_time(now, self._responses))

    def _time_in(self, place: Any, moment: datetime, now: datetime) -> Reply | None:
        there = self._at(place.zone, moment)
        key = "clock_in_zone" if place.is_zone else "clock_in"
        slots = {"time": there.strftime("%H:%M"), "zone": place.zone, "place": place.name}
        return self._reply(key, slots, place=place.name, clock=self._spoken(there, now.date()))

    def _which_city(self, unknown: str, moment: datetime) -> Reply | None:
        def answered(text: str) -> Reply | None:
            places = [place for place in self._questions.find_places(text) if place.zone]
            return self._time_in(places[-1], moment, self._now()) if places else None

        return self._reply("clock_which_city", {"place": unknown}, answered, place=unknown)

    def _day(self, day: date) -> str:
        return spoken_date(day, self._now().date(), self._responses)

    def _date(self, classified: Classified) -> Reply | None:
        if (told := self._month(classified.text) or self._between(classified.text)) is not None:
            return told
        if self._questions.is_of_something_else(classified.text) or self._questions.asks_for_more_than_a_day(
            classified.text
        ):
            return None
        today = self._now().date()
        asked = self._questions.date_question(classified.text, today)
        day = asked.day
        if day == today and (holiday := self._holidays.find(classified.text, today)) is not None:
            day = holiday.day
        slots: dict[str, Any] = {"date": day.isoformat()}
        values = date_values(day, self._responses)
        if asked.about in ("left_in_year", "passed_in_year"):
            year_day = day.timetuple().tm_yday
            left = date(day.year, 12, 31).timetuple().tm_yday - year_day
            count = left if asked.about == "left_in_year" else year_day
            days = self._count("calendar_days", count)
            return self._reply(f"clock_{asked.about}", slots | {"days": count}, days=days, count=count, **values)
        if asked.about == "is_it":
            right = day.weekday() == asked.weekday
            return self._reply("clock_yes" if right else "clock_no", slots, date=self._day(day))
        if asked.about == "today":
            return self._reply("day_today", slots, date=self._day(day))
        if day == today:
            if not self._questions.is_of_now(classified.text):
                return None
            key = asked.about
            extra = {"week": {"week": values["week"]}, "year": {"year": day.year}, "month": {"month": day.month}}
            if key == "date":
                return self._reply("day_today", slots, date=self._responses["far_date"].format(**values))
            return self._reply(key, slots | extra.get(key, {}), **values)
        if asked.about == "week":
            return self._reply("clock_week_of", slots | {"week": values["week"]}, date=self._day(day), **values)
        return self._reply("day_past" if day < today else "day_future", slots, date=self._day(day))

    def _month(self, text: str) -> Reply | None:
        """How many days a month has."""
        today = self._now().date()
        month = self._questions.month_asked(text, today) or self._questions.month_measured(text, today)
        return None if month is None else self._length(month)

    def _month_asked(self, text: str) -> Reply | None:
        month = self._questions.month_asked(text, self._now().date())
        return None if month is None else self._length(month)

    def _length(self, month: date) -> Reply | None:
        count = calendar.monthrange(month.year, month.month)[1]
        slots = {"month": month.strftime("%Y-%m"), "days": count}
        return self._reply("clock_month", slots, count=count, **date_values(month, self._responses))

    def _age(self, text: str, today: date) -> Reply | None:
        """How old somebody is who was born on a day, or in a year: then the birthday of this year decides."""
        if (born := self._questions.born(text, today)) is None:
            return None
        age = today.year - born.year
        if born.day is None:
            key = "clock_age_year" if age else "clock_age_first"
            return self._reply(key, {"year": born.year, "age": age}, year=born.year, least=age - 1, greatest=age)
        age -= (today.month, today.day) < (born.day.month, born.day.day)
        slots = {"date": born.day.isoformat(), "age": age}
        return self._reply("clock_age", slots, age=age, date=self._day(born.day))

    def _between(self, text: str) -> Reply | None:
        """How many days lie between two days."""
        if (days := self._questions.days_between(text, self._now().date())) is None:
            return None
        count = abs((days[1] - days[0]).days)
        slots = {"from": days[0].isoformat(), "to": days[1].isoformat(), "days": count}
        ends = {"one": self._day(days[0]), "other": self._day(days[1])}
        return self._reply("clock_days_between", slots, span=self._count("calendar_days", count), **ends)

    def _until(self, classified: Classified) -> Reply | None:
        now = self._now()
        slots: dict[str, Any]
        if (month := self._month(classified.text)) is not None:
            return month
        if (between := self._between(classified.text)) is not None:
            return between
        if self._questions.date_question(classified.text, now.date()).about == "left_in_year":
            return self._date(classified)
        asked = self._questions.until(classified.text, now)
        if asked is None and (holiday := self._holidays.find(classified.text, now.date())) is not None:
            asked = self._questions.Until(datetime.combine(holiday.day, time()), False, "")
        if asked is None:
            return None
        day = asked.at.date()
        key = "since" if asked.since or (asked.at < now and day < now.date()) else "until"
        if not asked.has_time and asked.unit not in ("hours", "minutes", "seconds"):
            count = abs((day - now.date()).days)
            slots = {"date": day.isoformat(), "days": count}
            if not count:
                return self._reply("day_today", slots, date=self._day(day))
            weeks, rest = divmod(count, 7) if asked.unit == "weeks" else (0, count)
            span = [self._count("calendar_weeks", weeks), self._count("calendar_days", rest)]
            return self._reply(key, slots, span=self._joined(span), date=self._day(day))
        seconds = abs((asked.at - now).total_seconds())
        minutes = max(1, round(seconds / 60))
        slots = {"at": asked.at.isoformat(timespec="minutes"), "seconds": int(seconds)}
        span = [self._count("calendar_hours", minutes // 60), self._count("calendar_minutes", minutes % 60)]
        if not asked.has_time:
            return self._reply(key, slots, span=self._joined(span), date=self._day(day))
        return self._reply("until_time", slots, span=self._joined(span), clock=self._spoken(asked.at, now.date()))

    def _count(self, unit: str, count: int) -> str:
        return "" if not count else f"{count:,} {self._responses.names(unit)[count != 1]}"

    def _joined(self, spans: list[str]) -> str:
        return f" {self._responses.names('calendar_and')[0]} ".join(filter(None, spans))

    def _zone(self, classified: Classified) -> Reply | None:
        text, now = classified.text, self._now()
        places = [place for place in self._questions.find_places(text) if place.zone]
        cities = [place for place in places if not place.is_zone]
        if cities or places:
            return self._zone_of((cities or places)[0], now)
        if unknown := self._questions.unknown_place(text):
            if (near := self._questions.place_like(unknown)) is not None:
                return self._zone_of(near, now)

            def answered(reply: str) -> Reply | None:
                found = [place for place in self._questions.find_places(reply) if place.zone]
                return self._zone_of(found[-1], now) if found else None

            return self._reply("clock_which_city", {"place": unknown}, answered, place=unknown)
        local = self._local(now)
        return self._reply("clock_zone_here", {"offset": local.strftime("%z")}, zone=self._zone_name(local))

    def _zone_of(self, place: Any, now: datetime) -> Reply | None:
        there = self._at(place.zone, now)
        slots = {"zone": place.zone, "place": place.name, "offset": there.strftime("%z")}
        clock = self._spoken(there, now.date())
        return self._reply("clock_zone", slots, place=place.name, zone=self._zone_name(there), clock=clock)

    def _zone_name(self, moment: datetime) -> str:
        """The zone's name if it has one that is known, and how far it is from UTC."""
        names = dict(zip(*[iter(self._responses.names("clock_zones"))] * 2, strict=True))
        short, offset = moment.tzname() or "", moment.utcoffset() or timedelta(0)
        minutes = round(offset.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        sign = self._responses["clock_plus" if minutes >= 0 else "clock_minus"]
        utc = f"UTC {sign} {hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
        name = names.get(f"{short}{moment:%z}", "")
        return f"{name}, {utc}" if name else utc

    def _convert(self, classified: Classified) -> Reply | None:
        now = self._now()
        asked = self._questions.conversion(classified.text)
        if self._questions.sun_event(classified.text):
            return None
        if asked is None and not self._questions.is_about_zones(classified.text):
            return None
        if asked is None:
            return self._reply("clock_between_which", {}, self._converted_answer)
        if asked.switches:
            return self._not_switched(asked.target, now)
        if asked.difference:
            return self._difference(asked.source, asked.target, now)
        if asked.clock is None:
            return self._time_in(asked.target, now, now)
        today = self._at(asked.source.zone, now)
        clock = asked.clock
        if asked.ambiguous and 0 < clock.hour < 7:
            clock = clock.replace(hour=clock.hour + 12)  # people are awake then
        at = today.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        there = at.astimezone(self._at(asked.target.zone, now).tzinfo)
        slots = {
            "time": there.strftime("%H:%M"),
            "from": asked.source.zone or "local",
            "to": asked.target.zone or "local",
            "at": clock.strftime("%H:%M"),
        }
        return self._reply(
            "clock_converted",
            slots,
            clock=spoken_time(at, self._responses),
            source=self._said(asked.source),
            there=self._spoken(there, at.date()),
            target=self._said(asked.target),
        )

    def _not_switched(self, place: Any, now: datetime) -> Reply | None:
        """That the zone is the system's, and the time in that of ``place``, if it has one."""
        there = self._time_in(place, now, now) if place.zone else None
        own = amended(self._responses.reply("clock_no_switch"), refuses=True)
        return own if there is None or own is None else together([there, own], there.slots)

    def _converted_answer(self, text: str) -> Reply | None:
        found = [place for place in self._questions.find_places(text) if place.zone]
        if not found:
            return None
        return (
            self._convert(Classified(text, "clock.convert", 1.0))
            if len(found) > 1
            else self._time_in(found[0], self._now(), self._now())
        )

    def _said(self, place: Any) -> str:
        key = "clock_here" if not place.zone else "clock_zone_said" if place.is_zone else "clock_place_said"
        return self._responses[key].format(place=place.name)

    def _difference(self, one: Any, other: Any, now: datetime) -> Reply | None:
        first, second = self._at(one.zone, now), self._at(other.zone, now)
        seconds = ((second.utcoffset() or timedelta(0)) - (first.utcoffset() or timedelta(0))).total_seconds()
        minutes = round(abs(seconds) / 60)
        slots = {"from": one.zone or "local", "to": other.zone or "local", "hours": seconds / 3600}
        ends = {"one": self._said(one), "other": self._said(other)}
        if not minutes:
            return self._reply("clock_same", slots, **ends)
        spans = [self._count("calendar_hours", minutes // 60), self._count("calendar_minutes", minutes % 60)]
        return self._reply("clock_ahead" if seconds > 0 else "clock_behind", slots, span=self._joined(spans), **ends)
