"""Reminders: a text that is said at a time, once or again and again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.schedules import Schedule, Schedules
from myna.nlu.templates import Intent
from myna.nlu.times import spoken_time
from myna.skills.scheduled import MovableSkill, day_values, fits_schedule
from myna.skills.skill_set import Handler, Wanted
from myna.timers.timer import Kind, Timer

_DAY_SECONDS = 86400.0


class ReminderSkill(MovableSkill):
    """Sets, moves, cancels and lists reminders. On a day that is named "at seven" is before noon, "at six" after it.

    What a person would put into a calendar becomes a reminder; asked for a day, it tells that day's alarms as well.
    """

    kind = Kind.REMINDER
    waking_hour = 7
    usual_hour = 9

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
        if "reminder_set" not in self.responses:
            return {}
        return {
            "MynaSetReminder": self._set,
            "MynaSetReminderIn": self._set_in,
            "MynaReminderAtNoTime": self._set_at_no_time,
            "MynaReminderOfNothing": self._set_of_nothing,
            "MynaCancelReminder": self._cancel,
            "MynaCancelAllReminders": lambda _: self.cancel(self.timers),
            "MynaListReminders": self._list,
            "MynaAllSet": lambda _: self._everything(),
        }

    def sentences(self, schedules: Schedules) -> Mapping[str, Callable[[str], Reply | None]]:
        """What answers a sentence of each class, which ``schedules`` reads."""
        return {
            "reminder.set": partial(self._change_or, self._set_by_sentence, schedules),
            "reminder.query": partial(self._query, schedules),
            "reminder.remove": partial(self._change_or, self._remove, schedules),
            "calendar.set": partial(self._change_or, self._enter, schedules),
            "calendar.query": partial(self._calendar, schedules),
            "calendar.remove": partial(self._change_or, self._remove_entry, schedules),
        }

    def wants(self, text: str) -> Wanted | None:
        """The reminders that ``text`` asks for by a word of them: "when's the kids one again"."""
        if self.schedules is None or not self.timers:
            return None
        words, is_one = self.schedules.asked_of(text)
        named = set(words.casefold().split()) if is_one or self.schedules.asks_when(text) else set()
        found = [timer for timer in self.timers if named and named <= set(timer.text.casefold().split())]
        return Wanted("reminder.query", self._told(found), certain=is_one) if found else None

    def label(self, timer: Timer) -> str:
        """What the reminder is about, and when it is said."""
        key = "reminder_again" if timer.every_seconds else "reminder"
        return self.responses[key].format(what=timer.text, **self.when(timer))

    def values(self, timer: Timer) -> dict[str, object]:
        """``what`` it is about, the time ``at`` which it is said next, and how it comes again."""
        at = datetime.fromtimestamp(timer.due).isoformat(timespec="minutes")
        every = {"every_seconds": timer.every_seconds} if timer.every_seconds else {}
        seconds = {"seconds": timer.seconds} if timer.seconds and not every else {}
        return {"what": timer.text, "at": at, **seconds, **every, **({"days": list(timer.days)} if timer.days else {})}

    def swapped(self, timer: Timer, old: str, new: str) -> Reply | None:
        """``timer`` with ``new`` in the place of ``old`` in what it is about, or at the time that ``new`` is."""
        parts = f" {timer.text} ".split(f" {old} ")
        if len(parts) != 2:
            return super().swapped(timer, old, new)
        return self.put(replace(timer, text=f" {new} ".join(parts).strip()))

    def named_instead(self, timer: Timer, words: str) -> Reply | None:
        """``timer`` about ``words``, such as "the dog", in the place of the last thing with the same article."""
        text = "" if self.schedules is None else self.schedules.with_thing(timer.text, words)
        return self.put(replace(timer, text=text)) if text else None

    def _set(self, intent: Intent) -> Reply | None:
        if self.schedules is not None and self._says_more(self.schedules, intent):
            return self._set_by_sentence(self.schedules, intent.text)
        if self.schedules is not None and not intent.slots.keys() & {"hour", "clock", "days"}:
            what = str(intent.slots["what"])
            return self._set_by_sentence(
                self.schedules, intent.text, "" if self.read(self.schedules, what).clocks else what
            )
        timer = self.at_time(intent.slots, str(intent.slots["what"]))
        return Reply(self.say("is_over"), refuses=True) if timer is None else self.put_new(timer)

    def _says_more(self, schedules: Schedules, intent: Intent) -> bool:
        """Whether ``intent`` has a day, or a further time, within what it is about."""
        if schedules.is_dated(str(intent.slots["what"])):
            return True
        schedule = self.read(schedules, intent.text)
        return schedule.listed or schedule.at_intervals

    def _set_in(self, intent: Intent) -> Reply | None:
        what, seconds = str(intent.slots["what"]), span_seconds(intent.slots)
        if self.schedules is not None and self.read(self.schedules, intent.text).listed:
            return self._set_by_sentence(self.schedules, intent.text)
        if not seconds:
            return self._when(intent.text, what)
        return self.put_new(Timer(self.kind, self.manager.now + seconds, what, seconds))

    def _set_of_nothing(self, intent: Intent) -> Reply:
        if self.schedules is None:
            return self._of_what(intent.text)
        return self._of_what(intent.text, self.planned(self.read(self.schedules, intent.text)))

    def _set_at_no_time(self, intent: Intent) -> Reply | None:
        """Set a reminder for which the templates know no time, where the reader of schedules finds one."""
        what, schedules = str(intent.slots["what"]), self.schedules
        schedule = Schedule() if schedules is None else self.read(schedules, intent.text)
        if schedules is None or not (schedule.points or schedule.repeats or schedule.no_day):
            return self._when(intent.text, what)
        return self._set_by_sentence(schedules, intent.text) or self._when(intent.text, what)

    def put_new(self, timer: Timer) -> Reply:
        """Set ``timer``; what is so long from now is so long from when it is certain."""
        return self.set(
            lambda now: replace(timer, due=now + timer.seconds) if timer.seconds else timer, self.told_set(timer)
        )

    def _set_by_sentence(self, schedules: Schedules, text: str, what: str = "") -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        what = what or schedule.what
        if not what:
            return self._of_what(text, self.planned(schedule))
        if (each := self.put_each(schedule, what)) is not None:
            return each
        timer = self.planned(schedule, what)
        if timer is None:
            return self._when(text, what)
        return timer if isinstance(timer, Reply) else self.put_new(timer)

    def _enter(self, schedules: Schedules, text: str) -> Reply | None:
        """Make a reminder of what a person would put into a calendar."""
        return self._set_by_sentence(schedules, text, schedules.entry(text)) if schedules.is_entry(text) else None

    def told_set(self, timer: Timer) -> str:
        """What it is about, and when it is said."""
        if not timer.every_seconds and 0 < timer.seconds < _DAY_SECONDS:
            return self.say("reminder_in", what=timer.text, duration=self.span(timer.seconds))
        again = "reminder_set_again" if timer.every_seconds else "reminder_set"
        return self.say(again, what=timer.text, **self.when(timer))

    def set_instead(self, timer: Timer, schedules: Schedules, words: str) -> Reply | None:
        """Move ``timer`` to what ``words`` say; of one that was set by a length, a number alone is one of minutes."""
        said = schedules.lasting("", words) if timer.seconds and schedules.is_length(words) else None
        lengths = self.read(schedules, said).lengths if said is not None else ()
        if len(lengths) != 1 or timer.every_seconds:
            return super().set_instead(timer, schedules, words) or self.named_instead(timer, words)
        return self.put(replace(timer, due=self.manager.now + lengths[0], seconds=lengths[0]))

    def set_another(self, schedules: Schedules, first: Timer, words: str, *, another: bool) -> Reply | None:
        """Set another reminder that ``words`` say whole, on the day of the ``first`` one where they name none."""
        text = schedules.reminded(words)
        if text is not None:
            return self._set_beside(schedules, first, text) or self._set_by_sentence(schedules, text)
        if (like := self.set_like(schedules, first, words)) is not None:
            return like
        thing = schedules.reminded_of(words)
        return None if thing is None else self._set_beside(schedules, first, thing)

    def _set_beside(self, schedules: Schedules, first: Timer, text: str) -> Reply | None:
        """Set the reminder that ``text`` asks for beside the ``first`` one; None where it lacks a time or a what."""
        schedule = self.read(schedules, text)
        at = self.beside(schedule, first)
        if at is None or not schedule.what:
            return None
        return self.put_new(Timer(self.kind, at.timestamp(), schedule.what))

    def _of_what(self, text: str, plan: Timer | Reply | None = None) -> Reply:
        """Ask what ``text``, which asks for ``plan``, is about; without a reader of answers, say that it lacks."""
        schedules = self.schedules
        if schedules is None:
            return Reply(self.say("reminder_of_what"))

        def answered(answer: str) -> Reply | None:
            joined = schedules.about(text, answer)
            return None if joined is None else self._set_by_sentence(schedules, joined)

        known = self.values(plan) if isinstance(plan, Timer) else {}
        return replace(self.ask("remind_of_what", answered, **known), takes_any=True)

    def _when(self, text: str, what: str) -> Reply:
        """Ask when to remind of ``what``, as ``text`` asks; in a language without a reader of answers, say so."""
        schedules = self.schedules
        if schedules is None:
            return Reply(self.say("reminder_at_what_time"))

        def answered(answer: str) -> Reply | None:
            joined = schedules.answered(text, answer)
            return None if joined is None else self._set_by_sentence(schedules, joined, what)

        return self.ask("remind_when", answered, what=what)

    def _list(self, intent: Intent) -> Reply | None:
        return self._told(self.timers) if self.schedules is None else self._query(self.schedules, intent.text)

    def _cancel(self, intent: Intent) -> Reply | None:
        what = set(str(intent.slots.get("what", "")).casefold().split())
        found = [timer for timer in self.timers if what <= set(timer.text.casefold().split())]
        return self.some(found, self.cancel)

    def _which(self, schedules: Schedules, schedule: Schedule, text: str) -> list[Timer]:
        """The reminders that ``text`` may mean: by what they are about, their day and their time."""
        timers = [timer for timer in self.timers if fits_schedule(timer, schedule)]
        if named := [timer for timer in timers if schedules.mentions(text, timer.text)]:
            return named
        if schedule.topic:
            return [timer for timer in timers if schedules.mentions(timer.text, schedule.topic)]
        return timers

    def _named(self, schedules: Schedules, schedule: Schedule, text: str) -> list[Timer]:
        """The reminders that ``text`` may change or remove: one that it names must be there."""
        found = [timer for timer in self.timers if fits_schedule(timer, schedule)]
        if named := [timer for timer in found if schedules.mentions(text, timer.text)]:
            found = named
        elif schedule.named:
            found = [timer for timer in found if schedules.mentions(timer.text, schedule.named)]
        return found[:1] if schedule.next_one else found

    def _query(self, schedules: Schedules, text: str) -> Reply | None:
        schedule = self.read(schedules, text)
        found = self._which(schedules, schedule, text)
        found = found[:1] if schedule.next_one else found
        if not found and (day := self.day_words(schedule)):
            return Reply(self.say("no_reminder_then", day=day), slots=day_values(schedule), empty=True)
        if not found:
            return Reply(self.say("no_such_reminder" if self.timers else "no_reminder"), empty=True)
        told = self._told(found, first=schedule.next_one and len(self.timers) > 1)
        return replace(told, slots={**day_values(schedule), **told.slots})

    def told_all(self) -> Reply:
        """What reminders there are."""
        return self._told(self.timers)

    def _told(self, timers: Sequence[Timer], *, first: bool = False) -> Reply:
        """What ``timers`` there are; ``first``: it is the first of several."""
        if not timers:
            return Reply(self.say("no_reminder"))
        if len(timers) == 1:
            key = "next_reminder_told" if first else "one_reminder_told"
            return Reply(self.say(key, reminder=self.label(timers[0])), slots=self.values(timers[0]))
        return Reply(self.say("reminders_told", **self.listed(timers)), slots={"count": len(timers)})

    def _remove(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        found = self._named(schedules, schedule, text)
        return self.remove(schedules, schedule, found)

    def _remove_entry(self, schedules: Schedules, text: str) -> Reply | None:
        """Cancel what a person would take out of a calendar, where the sentence names a reminder or the calendar."""
        if schedules.concerns_calendar(text) or any(schedules.mentions(text, timer.text) for timer in self.timers):
            return self._remove(schedules, text)
        return None

    def _change_or(
        self, otherwise: Callable[[Schedules, str], Reply | None], schedules: Schedules, text: str
    ) -> Reply | None:
        """Move the reminder that ``text`` moves; what ``otherwise`` does where it moves none, or none that is kept."""
        if not schedules.moves(text):
            return otherwise(schedules, text)
        if (reply := self._change(schedules, text)) is not None:
            return reply
        if otherwise == self._enter:  # what is not there yet is set for that time
            return otherwise(schedules, text)
        return Reply(self.say("no_such_reminder" if self.timers else "no_reminder"))

    def _change(self, schedules: Schedules, text: str) -> Reply | None:
        """Move a reminder by a length, or to a time or a day; None where ``text`` names none that is kept."""
        which, new = schedules.halves(text)
        found = self._named(schedules, self.read(schedules, which), text)
        if not found:
            return None
        whole = self.read(schedules, text)
        if whole.shift:
            return self.one(found, lambda timer: self.moved(timer, whole.shift * whole.lengths[0]))
        to = self.read(schedules, new) if which != text else Schedule()
        if to.points or to.clocks or to.repeats:
            return self.one(found, lambda timer: self.changed(timer, to))
        return self.one(found, lambda timer: self._to_when(schedules, timer))

    def _to_when(self, schedules: Schedules, timer: Timer) -> Reply:
        def answered(answer: str) -> Reply | None:
            joined = schedules.answered("", answer)
            return None if joined is None else self.changed(timer, self.read(schedules, joined))

        return self.ask("remind_when", answered, what=timer.text)

    def _calendar(self, schedules: Schedules, text: str) -> Reply | None:
        """The reminders and the alarms of a day; without a day those of which it speaks, or all that are to come."""
        if not schedules.concerns_calendar(text):
            return None
        schedule = self.read(schedules, text)
        timers = [timer for timer in self.manager.timers if timer.kind is not Kind.TIMER]
        found = [timer for timer in timers if fits_schedule(timer, schedule)]
        if about := [timer for timer in found if timer.text and schedules.mentions(text, timer.text)]:
            found = about
        elif schedule.topic:
            about = [timer for timer in found if timer.text and schedules.mentions(timer.text, schedule.topic)]
            if not about:
                said = self.say("no_such_reminder" if self.timers else "no_reminder")
                return Reply(said, slots=day_values(schedule), empty=True)
            found = about
        slots = day_values(schedule) or {"count": len(found)}
        if not found:
            day = self.day_words(schedule)
            said = self.say("nothing_then", day=day) if day else self.say("nothing_kept")
            return Reply(said, slots=slots, empty=True)
        found = found[:1] if schedule.next_one and schedule.days is None else found
        things = self.responses["span_comma"].join(self._thing(timer) for timer in found)
        return Reply(self.say("things_told", things=things), slots=slots)

    def _everything(self) -> Reply | None:
        """All that is set: timers, alarms and reminders."""
        timers = self.manager.timers
        if not timers:
            return Reply(self.say("nothing_kept"), empty=True)
        things = self.responses["span_comma"].join(self._thing(timer) for timer in timers)
        return Reply(self.say("things_told", things=things), slots={"count": len(timers)})

    def _thing(self, timer: Timer) -> str:
        if timer.kind is self.kind:
            return self.label(timer)
        if timer.kind is Kind.TIMER:
            return self.responses["timer_among"].format(left=self.span(timer.left(self.manager.now), rough=True))
        when = self.when(timer)
        if timer.clock is None and not timer.every_seconds:
            when["time"] = spoken_time(datetime.fromtimestamp(timer.due), self.responses)
        return self.responses["alarm_among"].format(**when)
