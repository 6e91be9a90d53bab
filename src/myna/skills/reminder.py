"""Reminders: a text that is said at a time."""

from collections.abc import Mapping

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.templates import Intent
from myna.skills.scheduled import ScheduledSkill
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer


class ReminderSkill(ScheduledSkill):
    """Sets, cancels and lists reminders. On a day that is named "at seven" is before noon, "at six" after it."""

    kind = Kind.REMINDER
    waking_hour = 7

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
        if "reminder_set" not in self.responses:
            return {}
        return {
            "MynaSetReminder": self._set,
            "MynaSetReminderIn": self._set_in,
            "MynaReminderAtNoTime": lambda _: Reply(self.say("reminder_at_what_time")),
            "MynaReminderOfNothing": lambda _: Reply(self.say("reminder_of_what")),
            "MynaCancelReminder": self._cancel,
            "MynaCancelAllReminders": lambda _: self.cancel(self.timers),
            "MynaListReminders": self._list,
        }

    def label(self, timer: Timer) -> str:
        """What the reminder is about, and when it is said."""
        return self.responses["reminder"].format(what=timer.text, **self.when(timer))

    def _set(self, intent: Intent) -> Reply | None:
        what = str(intent.slots["what"])
        timer = self.at_time(intent.slots, what)
        if timer is None:
            return Reply(self.say("is_over"))
        return self.set(lambda _: timer, self.say("reminder_set", what=what, **self.when(timer)))

    def _set_in(self, intent: Intent) -> Reply | None:
        what, seconds = str(intent.slots["what"]), span_seconds(intent.slots)
        if not seconds:
            return Reply(self.say("reminder_at_what_time"))
        said = self.say("reminder_in", what=what, duration=self.span(seconds))
        return self.set(lambda now: Timer(self.kind, now + seconds, what, seconds), said)

    def _cancel(self, intent: Intent) -> Reply | None:
        what = set(str(intent.slots.get("what", "")).casefold().split())
        timer = self.one([timer for timer in self.timers if what <= set(timer.text.casefold().split())])
        return timer if isinstance(timer, Reply) else self.cancel([timer])

    def _list(self, _: Intent) -> Reply | None:
        timers = self.timers
        if not timers:
            return Reply(self.say("no_reminder"))
        if len(timers) == 1:
            return Reply(self.say("one_reminder_told", reminder=self.label(timers[0])))
        return Reply(self.say("reminders_told", **self.listed(timers)))
