"""Alarms: they ring at a time of day, once or on certain days of the week.

Its rules:

1. "An alarm for six" is for the next six o'clock. Who wants to be woken at six, and names neither a day nor a half of
   it, means the next morning, unless it is for a nap; below ``MORNING_HOUR`` it is the next such hour here as well.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.schedules import Point, Schedule, Schedules
from myna.nlu.templates import Intent
from myna.nlu.times import fits
from myna.skills.scheduled import MovableSkill, all_of, day_values
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer

SNOOZE_SECONDS = 600.0
"""How long a ring is put off where the sentence names no duration."""


MORNING_HOUR = 5
"""From this hour on people get up in the morning."""


class AlarmSkill(MovableSkill):
    """Sets, changes, cancels and lists alarms."""

    kind = Kind.ALARM

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
        if "alarm_set" not in self.responses:
            return {}
        return {
            "MynaSetAlarm": self._set,
            "MynaSetAlarmIn": self._set_in,
            "MynaAlarmAtNoTime": lambda intent: self._at_what_time(intent.text),
            "MynaCancelAlarm": self._cancel,
            "MynaCancelAllAlarms": lambda _: self.cancel(self.timers),
            "MynaListAlarms": self._list,
        }

    def sentences(self, schedules: Schedules) -> Mapping[str, Callable[[str], Reply | None]]:
        """What answers a sentence of each class, which ``schedules`` reads."""
        return {
            "alarm.set": partial(self._set_by_sentence, schedules),
            "alarm.query": partial(self._query, schedules),
            "alarm.remove": partial(self._remove, schedules),
            "alarm.change": partial(self._change, schedules),
            "alarm.snooze": partial(self._snooze, schedules),
        }

    def label(self, timer: Timer) -> str:
        """The time and the day, and the name of an alarm that has one."""
        if timer.every_seconds:
            return self.responses["alarm_again"].format(**self.when(timer))
        key = "a_named_alarm" if timer.text and "a_named_alarm" in self.responses else "an_alarm"
        return self.responses[key].format(name=timer.text, **self.when(timer))

    def values(self, timer: Timer) -> dict[str, object]:
        """The time ``at`` which it rings next, the ``days`` on which it comes again, and its ``name``."""
        at = datetime.fromtimestamp(timer.due).isoformat(timespec="minutes")
        seconds = {"seconds": timer.seconds} if timer.seconds and not timer.every_seconds else {}
        every = {"every_seconds": timer.every_seconds} if timer.every_seconds else {}
        days = {"days": list(timer.days)} if timer.days else {}
        return {"at": at, **seconds, **days, **every, **({"name": timer.text} if timer.text else {})}

    def told_set(self, timer: Timer) -> str:
        """That it is set, and for when."""
        return self.say("alarm_set_again" if timer.every_seconds else "alarm_set", **self.when(timer))

    def _set(self, intent: Intent) -> Reply | None:
        if not intent.slots.keys() & {"hour", "clock"}:
            return self._at_what_time(intent.text)
        if self.schedules is not None and self.schedules.wakes(intent.text):
            return self._set_by_sentence(self.schedules, intent.text)
        timer = self.at_time(intent.slots)
        return Reply(self.say("is_over"), refuses=True) if timer is None else self.put_new(timer)

    def _set_in(self, intent: Intent) -> Reply | None:
        seconds = span_seconds(intent.slots)
        if not seconds:
            return self._at_what_time(intent.text)
        return self.put_new(Timer(self.kind, self.manager.now + seconds, seconds=seconds))

    def put_new(self, timer: Timer) -> Reply:
        """Set ``timer``, unless there is the same; what is so long from now is so long from when it is certain."""
        said = self.told_set(timer)
        if same := [one for one in self.timers if (one.due, one.days) == (timer.due, timer.days)]:
            return Reply(said, partial(self.note_set, same[0]), slots=self.values(timer))
        return self.set(lambda now: replace(timer, due=now + timer.seconds) if timer.seconds else timer, said)

    def _at_what_time(self, text: str) -> Reply:
        """Ask for the time that ``text`` lacks; in a language without a reader of answers, say so."""
        schedules = self.schedules
        if schedules is None:
            return Reply(self.say("alarm_of_what_time"))

        def answered(answer: str) -> Reply | None:
            joined = schedules.answered(text, answer)
            return None if joined is None else self._set_by_sentence(schedules, joined)

        return self.ask("alarm_for_what_time", answered)

    def _set_by_sentence(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        if schedules.wakes(text) and schedule.days is None:
            schedule = replace(schedule, points=tuple(_in_the_morning(one, schedule) for one in schedule.points))
        points = [point for point in schedule.points if point.timed]
        if len(points) > 1 and schedule.every_one and not schedule.repeats:
            return all_of([self.put_new(Timer(self.kind, point.at.timestamp())) for point in points])
        if schedule.repeats and (each := self.put_each(schedule, schedule.name)) is not None:
            return each
        timer = self.planned(schedule, schedule.name)
        if timer is None or not (points or schedule.repeats):
            return self._at_what_time(text)
        return timer if isinstance(timer, Reply) else self.put_new(timer)

    def set_another(self, schedules: Schedules, first: Timer, words: str, *, another: bool) -> Reply | None:
        """Set another alarm for the time in ``words``, on the day of the ``first`` one where they name none."""
        said = schedules.answered("set an alarm", words) if schedules.is_moment(words) else None
        if said is None:
            return self.set_like(schedules, first, words)
        to = self.read(schedules, said)
        if to.days is not None and not to.clocks and to.hours is None:
            return self.set_like(schedules, first, words)
        at = self.beside(to, first)
        return self._set_by_sentence(schedules, said) if at is None else self.put_new(Timer(self.kind, at.timestamp()))

    def _list(self, intent: Intent) -> Reply | None:
        return self._told(self.timers) if self.schedules is None else self._query(self.schedules, intent.text)

    def _cancel(self, intent: Intent) -> Reply | None:
        if self.schedules is not None:
            return self._remove(self.schedules, intent.text)
        return self.some([timer for timer in self.timers if self._is_meant(timer, intent)], self.cancel)

    def _is_meant(self, timer: Timer, intent: Intent) -> bool:
        """Whether the time and the days in the slots, if there are any, may be those of ``timer``."""
        if "days" in intent.slots and tuple(int(day) for day in intent.slots["days"]) != timer.days:
            return False
        return fits(intent.slots, datetime.fromtimestamp(timer.due), self.now)

    def _which(self, schedules: Schedules, text: str) -> tuple[Schedule, list[Timer]]:
        """What ``text`` says, and the alarms that it may mean; a name counts where an alarm has it."""
        schedule = self.read(schedules, text)
        found = self.meant(schedules, schedule, text)
        named = [timer for timer in found if timer.text and schedules.mentions(text, timer.text)]
        if schedule.name and not named and any(timer.text for timer in found):
            named = [timer for timer in found if not timer.text]
        return schedule, named or found

    def _query(self, schedules: Schedules, text: str) -> Reply | None:
        schedule, found = self._which(schedules, text)
        if not found and (day := self.day_words(schedule)):
            return Reply(self.say("no_alarm_then", day=day), slots=day_values(schedule), empty=True)
        if not found and self.timers:
            return Reply(self.say("no_such_alarm"), slots=day_values(schedule), empty=True)
        told = self._told(found, first=schedule.next_one and len(self.timers) > 1)
        return replace(told, slots={**day_values(schedule), **told.slots})

    def told_all(self) -> Reply:
        """What alarms there are."""
        return self._told(self.timers)

    def _told(self, timers: Sequence[Timer], *, first: bool = False) -> Reply:
        """What ``timers`` there are; ``first``: it is the first of several."""
        if not timers:
            return Reply(self.say("no_alarm"), empty=True)
        if len(timers) == 1:
            key = "next_alarm_told" if first else "one_alarm_told"
            return Reply(self.say(key, alarm=self.label(timers[0])), slots=self.values(timers[0]))
        return Reply(self.say("alarms_told", **self.listed(timers)), slots={"count": len(timers)})

    def _remove(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule, found = self._which(schedules, text)
        return self.remove(schedules, schedule, found)

    def _change(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        whole = self.read(schedules, text)
        if whole.shift:
            _, found = self._which(schedules, text) if whole.clocks or whole.days else (whole, self.timers)
            return self.one(found, lambda timer: self.moved(timer, whole.shift * whole.lengths[0]))
        which, new = schedules.halves(text)
        if which == text and whole.weekdays and not whole.every_seconds:
            once = replace(whole, repeats=False, weekdays=())
            found = self.meant(schedules, once, text)
            return self.one(found, lambda timer: self.repeating(timer, whole.weekdays))
        _, found = self._which(schedules, which) if which != text else (whole, self._which(schedules, text)[1])
        to = self.read(schedules, new) if which != text else Schedule()
        if to.points or to.clocks or to.lengths or to.repeats:
            return self.one(found, lambda timer: self.changed(timer, to))
        return self.one(found, lambda timer: self._to_what_time(schedules, timer))

    def _to_what_time(self, schedules: Schedules, timer: Timer) -> Reply:
        def answered(answer: str) -> Reply | None:
            joined = schedules.answered("", answer)
            return None if joined is None else self.changed(timer, self.read(schedules, joined))

        return self.ask("alarm_to_what_time", answered)

    def _snooze(self, schedules: Schedules, text: str) -> Reply | None:
        timers = self.manager.just_rung()
        if not timers:
            return Reply(self.say("nothing_rang"))
        lengths = self.read(schedules, text).lengths
        seconds = lengths[0] if lengths else SNOOZE_SECONDS
        said = self.say("snoozed", duration=self.span(seconds))
        return Reply(said, partial(self.manager.snooze, timers, seconds), slots={"seconds": seconds})


def _in_the_morning(point: Point, schedule: Schedule) -> Point:
    """``point``, or the morning after it, where ``schedule`` does not tell its half of the day."""
    at = [clock for clock in schedule.clocks if clock.is_at(point.at)] or schedule.clocks  # "an hour before eight"
    is_open = point.seconds == 0 and bool(at) and all(clock.ambiguous for clock in at)
    is_late = point.at.hour >= 12 + MORNING_HOUR
    return replace(point, at=point.at + timedelta(hours=12)) if is_open and is_late else point
