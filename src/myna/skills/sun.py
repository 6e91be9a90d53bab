"""When the sun rises and sets where Myna stands, if the configuration says where that is."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import cast

from myna.core.reply import Reply, amended
from myna.knowledge.sun import Event, moment_of
from myna.nlu.durations import spoken_span
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.nlu.times import spoken_day, spoken_time
from myna.skills.skill_set import Answer, Classified, Handler, Skill

_SURE = 0.8
"""The classifier's least confidence, since a song may be called Sunrise."""


class SunSkill(Skill):
    """Answers for ``place``, a latitude and a longitude in degrees, None where it is not known.

    ``now`` gives the local time of the zone ``here``, the system's if None.
    """

    name = "clock"

    def __init__(
        self,
        responses: Responses,
        parsers: Parsers,
        place: tuple[float, float] | None,
        now: Callable[[], datetime],
        here: tzinfo | None = None,
    ) -> None:
        self._responses = responses
        self._questions = parsers.questions.clock
        self._place = place
        self._now = now
        self._here = here

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaSun": self._templated}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"clock.sun": self._asked}

    def _templated(self, intent: Intent) -> Reply | None:
        event, when = cast(Event, intent.slots["event"]), intent.slots.get("when")
        if "until" in intent.slots:
            return self._until(event)
        if when is None:
            return self._told(event, None)
        days = self._questions.days(str(when), self._now().date())
        return None if days is None else self._told(event, days[0])

    def _asked(self, classified: Classified) -> Reply | None:
        if classified.confidence < _SURE or self._questions.asks_for_more_than_a_day(classified.text):
            return None
        if any(place.zone for place in self._questions.find_places(classified.text)):
            return amended(self._responses.reply("sun_elsewhere"), refuses=True)
        event = self._questions.sun_event(classified.text)
        days = self._questions.days(classified.text, self._now().date())
        return None if event is None else self._told(event, None if days is None else days[0])

    def _told(self, event: Event, day: date | None) -> Reply | None:
        """When the sun rises or sets on ``day``, today if None."""
        now = self._now()
        on = now.date() if day is None else day
        if self._place is None:
            return self._no_place()
        if (moment := self._moment(event, on)) is None:
            return self._never(event, on)
        when = "past" if moment < now else "today" if on == now.date() else "future"
        return self._reply(f"{event}_{when}", moment)

    def _until(self, event: Event) -> Reply | None:
        """How long it is until the sun rises or sets the next time."""
        now = self._now()
        if self._place is None:
            return self._no_place()
        moments = [self._moment(event, now.date() + timedelta(days=ahead)) for ahead in (0, 1)]
        coming = [moment for moment in moments if moment is not None and moment >= now]
        if not coming:
            return self._never(event, now.date())
        return self._reply(f"{event}_until", coming[0])

    def _moment(self, event: Event, on: date) -> datetime | None:
        """When the sun rises or sets on that day, in local time; None where it does not."""
        zone = self._here or datetime.combine(on, time(12)).astimezone().tzinfo or UTC
        found = None if self._place is None else moment_of(event, *self._place, on, zone)
        return found and found.replace(tzinfo=None)

    def _reply(self, key: str, moment: datetime) -> Reply | None:
        now = self._now()
        minutes = max(1, round((moment - now).total_seconds() / 60))
        values = {
            "clock": spoken_time(moment, self._responses),
            "day": spoken_day(moment.date(), now.date(), self._responses),
            "span": spoken_span(minutes * 60, self._responses),
        }
        slots = {"date": moment.date().isoformat(), "time": moment.strftime("%H:%M")}
        return amended(self._responses.reply(key, **values), slots=slots)

    def _never(self, event: Event, on: date) -> Reply | None:
        day = spoken_day(on, self._now().date(), self._responses)
        return amended(self._responses.reply(f"{event}_never", day=day), slots={"date": on.isoformat()})

    def _no_place(self) -> Reply | None:
        return amended(self._responses.reply("sun_no_place"), refuses=True)
