"""Reminders: a text that is said at a time."""

from collections.abc import Mapping

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.templates import Match
from myna.skills.alarm import timer_at
from myna.skills.scheduled import ScheduledSkill
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer

WAKING_HOUR = 7
"""On another day a reminder "at seven" is meant before noon, one "at six" after it."""


class ReminderSkill(ScheduledSkill):
    """The reminders of an agenda."""

    kind = Kind.REMINDER

    def handlers(self) -> Mapping[str, Handler]:
        """By intent; none in a language without the words for it."""
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

    def name(self, timer: Timer) -> str:
        """What it is about, and when."""
        return self.responses["reminder"].format(what=timer.text, **self.when(timer))

    def _set(self, match: Match) -> Reply | None:
        what = str(match.slots["what"])
        timer = timer_at(self.kind, match, self.now, waking_hour=WAKING_HOUR, text=what)
        if timer is None:
            return Reply(self.say("is_over"))
        return self.set(lambda _: timer, self.say("reminder_set", what=what, **self.when(timer)))

    def _set_in(self, match: Match) -> Reply | None:
        what, seconds = str(match.slots["what"]), span_seconds(match.slots)
        if not seconds:
            return Reply(self.say("reminder_at_what_time"))
        said = self.say("reminder_in", what=what, duration=self.span(seconds))
        return self.set(lambda now: Timer(self.kind, now + seconds, what, seconds), said)

    def _cancel(self, match: Match) -> Reply | None:
        what = set(str(match.slots.get("what", "")).casefold().split())
        timer = self.one([timer for timer in self.timers if what <= set(timer.text.casefold().split())])
        return timer if isinstance(timer, Reply) else self.cancel([timer])

    def _list(self, _: Match) -> Reply | None:
        timers = self.timers
        if not timers:
            return Reply(self.say("no_reminder"))
        if len(timers) == 1:
            return Reply(self.say("one_reminder_told", reminder=self.name(timers[0])))
        return Reply(self.say("reminders_told", **self.told(timers)))
