"""Reminders: a text that is said at a time."""

from collections.abc import Mapping

from myna.skills.alarms import entry_at
from myna.skills.entry import Entry, Kind
from myna.skills.keeper import Keeper
from myna.skills.reply import Reply
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler
from myna.skills.spans import span_seconds

WAKING_HOUR = 7
"""On another day a reminder "at seven" is meant before noon, one "at six" after it."""


class Reminders(Keeper):
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
            "MynaCancelAllReminders": lambda _: self.cancel(self.entries),
            "MynaListReminders": self._list,
        }

    def name(self, entry: Entry) -> str:
        """What it is about, and when."""
        return self.responses["reminder"].format(what=entry.text, **self.when(entry))

    def _set(self, match: Match) -> Reply | None:
        what = str(match.slots["what"])
        entry = entry_at(self.kind, match, self.now, waking_hour=WAKING_HOUR, text=what)
        if entry is None:
            return Reply(self.say("is_over"))
        return self.set(lambda _: entry, self.say("reminder_set", what=what, **self.when(entry)))

    def _set_in(self, match: Match) -> Reply | None:
        what, seconds = str(match.slots["what"]), span_seconds(match.slots)
        if not seconds:
            return Reply(self.say("reminder_at_what_time"))
        said = self.say("reminder_in", what=what, duration=self.span(seconds))
        return self.set(lambda now: Entry(self.kind, now + seconds, what, seconds), said)

    def _cancel(self, match: Match) -> Reply | None:
        what = set(str(match.slots.get("what", "")).casefold().split())
        entry = self.one([entry for entry in self.entries if what <= set(entry.text.casefold().split())])
        return entry if isinstance(entry, Reply) else self.cancel([entry])

    def _list(self, _: Match) -> Reply | None:
        entries = self.entries
        if not entries:
            return Reply(self.say("no_reminder"))
        if len(entries) == 1:
            return Reply(self.say("one_reminder_told", reminder=self.name(entries[0])))
        return Reply(self.say("reminders_told", **self.told(entries)))
