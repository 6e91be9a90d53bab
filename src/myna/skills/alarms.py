"""Alarms: at a time of day, once or again and again."""

from collections.abc import Mapping
from datetime import datetime

from myna.skills.entry import Entry, Kind, following
from myna.skills.keeper import Keeper
from myna.skills.moments import coming, daily, fits
from myna.skills.reply import Reply
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler
from myna.skills.spans import span_seconds

WAKING_HOUR = 4
"""On another day an alarm "at four" is meant before noon, one "at three" after it."""


class Alarms(Keeper):
    """The alarms of an agenda."""

    kind = Kind.ALARM

    def handlers(self) -> Mapping[str, Handler]:
        """By intent; none in a language without the words for it."""
        if "alarm_set" not in self.responses:
            return {}
        return {
            "MynaSetAlarm": self._set,
            "MynaSetAlarmIn": self._set_in,
            "MynaAlarmAtNoTime": lambda _: Reply(self.say("alarm_of_what_time")),
            "MynaCancelAlarm": self._cancel,
            "MynaCancelAllAlarms": lambda _: self.cancel(self.entries),
            "MynaListAlarms": self._list,
        }

    def name(self, entry: Entry) -> str:
        """Its time and day."""
        return self.responses["an_alarm"].format(**self.when(entry))

    def _set(self, match: Match) -> Reply | None:
        if not match.slots.keys() & {"hour", "clock"}:
            return Reply(self.say("alarm_of_what_time"))
        entry = entry_at(self.kind, match, self.now, waking_hour=WAKING_HOUR)
        if entry is None:
            return Reply(self.say("is_over"))
        said = self.say("alarm_set", **self.when(entry))
        if any((one.due, one.days) == (entry.due, entry.days) for one in self.entries):
            return Reply(said)
        return self.set(lambda _: entry, said)

    def _set_in(self, match: Match) -> Reply | None:
        seconds = span_seconds(match.slots)
        if not seconds:
            return Reply(self.say("alarm_of_what_time"))
        later = Entry(self.kind, self.agenda.now + seconds, seconds=seconds)
        said = self.say("alarm_set", **self.when(later))
        return self.set(lambda now: Entry(self.kind, now + seconds, seconds=seconds), said)

    def _cancel(self, match: Match) -> Reply | None:
        entries = [entry for entry in self.entries if is_meant(entry, match, self.now)]
        entry = self.one(entries)
        return entry if isinstance(entry, Reply) else self.cancel([entry])

    def _list(self, _: Match) -> Reply | None:
        entries = self.entries
        if not entries:
            return Reply(self.say("no_alarm"))
        if len(entries) == 1:
            return Reply(self.say("one_alarm_told", alarm=self.name(entries[0])))
        return Reply(self.say("alarms_told", **self.told(entries)))


def entry_at(kind: Kind, match: Match, now: datetime, *, waking_hour: int, text: str = "") -> Entry | None:
    """What a sentence sets at a time of day, once or again and again; None where that time is over."""
    if "days" in match.slots:
        days = tuple(int(day) for day in match.slots["days"])
        clock = daily(match.slots, waking_hour=waking_hour)
        return Entry(kind, following(clock, days, now).timestamp(), text, clock=clock, days=days)
    moment = coming(match.slots, now, waking_hour=waking_hour)
    return None if moment is None else Entry(kind, moment.timestamp(), text)


def is_meant(entry: Entry, match: Match, now: datetime) -> bool:
    """Whether a sentence that names a time or days may mean ``entry``."""
    if "days" in match.slots and tuple(int(day) for day in match.slots["days"]) != entry.days:
        return False
    return fits(match.slots, datetime.fromtimestamp(entry.due), now)
