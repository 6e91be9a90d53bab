"""Alarms: they ring at a time of day, once or on certain days of the week."""

from collections.abc import Mapping
from datetime import datetime

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.templates import Intent
from myna.nlu.times import fits
from myna.skills.scheduled import ScheduledSkill
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer


class AlarmSkill(ScheduledSkill):
    """Sets, cancels and lists alarms."""

    kind = Kind.ALARM

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
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

    def label(self, timer: Timer) -> str:
        """The time and the day."""
        return self.responses["an_alarm"].format(**self.when(timer))

    def _set(self, intent: Intent) -> Reply | None:
        if not intent.slots.keys() & {"hour", "clock"}:
            return Reply(self.say("alarm_of_what_time"))
        timer = self.at_time(intent.slots)
        if timer is None:
            return Reply(self.say("is_over"))
        said = self.say("alarm_set", **self.when(timer))
        if any((one.due, one.days) == (timer.due, timer.days) for one in self.timers):
            return Reply(said)
        return self.set(lambda _: timer, said)

    def _set_in(self, intent: Intent) -> Reply | None:
        seconds = span_seconds(intent.slots)
        if not seconds:
            return Reply(self.say("alarm_of_what_time"))
        later = Timer(self.kind, self.manager.now + seconds, seconds=seconds)
        said = self.say("alarm_set", **self.when(later))
        return self.set(lambda now: Timer(self.kind, now + seconds, seconds=seconds), said)

    def _cancel(self, intent: Intent) -> Reply | None:
        timer = self.one([timer for timer in self.timers if self._is_meant(timer, intent)])
        return timer if isinstance(timer, Reply) else self.cancel([timer])

    def _is_meant(self, timer: Timer, intent: Intent) -> bool:
        """Whether the time and the days in the slots, if there are any, may be those of ``timer``."""
        if "days" in intent.slots and tuple(int(day) for day in intent.slots["days"]) != timer.days:
            return False
        return fits(intent.slots, datetime.fromtimestamp(timer.due), self.now)

    def _list(self, _: Intent) -> Reply | None:
        timers = self.timers
        if not timers:
            return Reply(self.say("no_alarm"))
        if len(timers) == 1:
            return Reply(self.say("one_alarm_told", alarm=self.label(timers[0])))
        return Reply(self.say("alarms_told", **self.listed(timers)))
