"""Alarms: at a time of day, once or again and again."""

from collections.abc import Mapping
from datetime import datetime

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.templates import Match
from myna.nlu.times import coming, daily, fits
from myna.skills.scheduled import ScheduledSkill
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer, following

WAKING_HOUR = 4
"""On another day an alarm "at four" is meant before noon, one "at three" after it."""


class AlarmSkill(ScheduledSkill):
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
            "MynaCancelAllAlarms": lambda _: self.cancel(self.timers),
            "MynaListAlarms": self._list,
        }

    def name(self, timer: Timer) -> str:
        """Its time and day."""
        return self.responses["an_alarm"].format(**self.when(timer))

    def _set(self, match: Match) -> Reply | None:
        if not match.slots.keys() & {"hour", "clock"}:
            return Reply(self.say("alarm_of_what_time"))
        timer = timer_at(self.kind, match, self.now, waking_hour=WAKING_HOUR)
        if timer is None:
            return Reply(self.say("is_over"))
        said = self.say("alarm_set", **self.when(timer))
        if any((one.due, one.days) == (timer.due, timer.days) for one in self.timers):
            return Reply(said)
        return self.set(lambda _: timer, said)

    def _set_in(self, match: Match) -> Reply | None:
        seconds = span_seconds(match.slots)
        if not seconds:
            return Reply(self.say("alarm_of_what_time"))
        later = Timer(self.kind, self.manager.now + seconds, seconds=seconds)
        said = self.say("alarm_set", **self.when(later))
        return self.set(lambda now: Timer(self.kind, now + seconds, seconds=seconds), said)

    def _cancel(self, match: Match) -> Reply | None:
        timers = [timer for timer in self.timers if is_meant(timer, match, self.now)]
        timer = self.one(timers)
        return timer if isinstance(timer, Reply) else self.cancel([timer])

    def _list(self, _: Match) -> Reply | None:
        timers = self.timers
        if not timers:
            return Reply(self.say("no_alarm"))
        if len(timers) == 1:
            return Reply(self.say("one_alarm_told", alarm=self.name(timers[0])))
        return Reply(self.say("alarms_told", **self.told(timers)))


def timer_at(kind: Kind, match: Match, now: datetime, *, waking_hour: int, text: str = "") -> Timer | None:
    """What a sentence sets at a time of day, once or again and again; None where that time is over."""
    if "days" in match.slots:
        days = tuple(int(day) for day in match.slots["days"])
        clock = daily(match.slots, waking_hour=waking_hour)
        return Timer(kind, following(clock, days, now).timestamp(), text, clock=clock, days=days)
    moment = coming(match.slots, now, waking_hour=waking_hour)
    return None if moment is None else Timer(kind, moment.timestamp(), text)


def is_meant(timer: Timer, match: Match, now: datetime) -> bool:
    """Whether a sentence that names a time or days may mean ``entry``."""
    if "days" in match.slots and tuple(int(day) for day in match.slots["days"]) != timer.days:
        return False
    return fits(match.slots, datetime.fromtimestamp(timer.due), now)
