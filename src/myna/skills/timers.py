"""Timers: set, changed, paused, cancelled, and how long is left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from myna.skills.entry import Entry, Kind
from myna.skills.keeper import Keeper
from myna.skills.reply import Reply
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler
from myna.skills.spans import span_seconds

LONGEST_SECONDS = 24 * 3600.0


class Timers(Keeper):
    """The timers of an agenda."""

    kind = Kind.TIMER

    def handlers(self) -> Mapping[str, Handler]:
        """By intent; none in a language without the words for it."""
        if "timer_set" not in self.responses:
            return {}
        return {
            "HassStartTimer": self._start,
            "HassIncreaseTimer": partial(self._change, 1),
            "HassDecreaseTimer": partial(self._change, -1),
            "HassCancelTimer": self._cancel,
            "HassCancelAllTimers": lambda _: self.cancel(self.entries),
            "HassPauseTimer": self._pause,
            "HassUnpauseTimer": self._resume,
            "HassTimerStatus": self._status,
            "MynaListTimers": self._list,
            "MynaTimerOfNoLength": lambda _: Reply(self.responses["timer_of_what_length"]),
        }

    def name(self, entry: Entry) -> str:
        """What a timer is called."""
        if entry.text:
            return self.responses["named_timer"].format(name=entry.text)
        return self.responses["timer"].format(duration=self.span(entry.seconds))

    def _start(self, match: Match) -> Reply | None:
        seconds, name = span_seconds(match.slots), str(match.slots.get("name", ""))
        if seconds is None or "conversation_command" in match.slots:
            return None
        if (wrong := self._wrong(seconds)) is not None:
            return Reply(wrong)
        said = self.say("named_timer_set" if name else "timer_set", name=name, duration=self.span(seconds))
        return self.set(lambda now: Entry(self.kind, now + seconds, name, seconds), said)

    def _wrong(self, seconds: float) -> str | None:
        if seconds > LONGEST_SECONDS:
            return self.say("timer_too_long", duration=self.span(LONGEST_SECONDS))
        return self.say("timer_too_short") if seconds < 1 else None

    def _change(self, sign: int, match: Match) -> Reply | None:
        seconds = span_seconds(match.slots)
        if seconds is None:
            return None
        if sign > 0 and not self.entries and (rung := self.agenda.fresh()):
            return Reply(self.say("snoozed", duration=self.span(seconds)), partial(self.agenda.snooze, rung, seconds))
        entry = self._one(match)
        if isinstance(entry, Reply):
            return entry
        now = self.agenda.now
        left = entry.left(now) + sign * seconds
        if left > LONGEST_SECONDS:
            return Reply(self._wrong(left) or "")
        if left < 1:
            return Reply(self.say("timer_not_so_short", left=self._left(entry), timer=self.name(entry)))
        length = max(1.0, entry.seconds + sign * seconds)
        changed = replace(entry, due=now + left, seconds=length, left_seconds=left if entry.paused else None)
        return self._put(changed, "timer_changed")

    def _pause(self, match: Match) -> Reply | None:
        entry = self._one(match, paused=False)
        if isinstance(entry, Reply):
            return entry
        return self._put(replace(entry, left_seconds=entry.left(self.agenda.now)), "timer_paused")

    def _resume(self, match: Match) -> Reply | None:
        entry = self._one(match, paused=True)
        if isinstance(entry, Reply):
            return entry
        now = self.agenda.now
        return self._put(replace(entry, due=now + entry.left(now), left_seconds=None), "timer_resumed")

    def _cancel(self, match: Match) -> Reply | None:
        entry = self._one(match)
        if isinstance(entry, Reply):
            return entry
        return self.cancel([entry])

    def _status(self, match: Match) -> Reply | None:
        entries = self._meant(match)
        if not entries and match.slots and "left_of_unknown" not in self.responses:
            return None  # this language's templates ask so of anything, not of timers alone
        return Reply(self._told(entries)) if entries else self._none(match)

    def _list(self, _: Match) -> Reply | None:
        entries = self.entries
        return Reply(self._told(entries)) if entries else self._none(_)

    def _meant(self, match: Match) -> list[Entry]:
        """The timers that a sentence may mean: by their name, by their length, or all."""
        entries = self.entries
        if name := str(match.slots.get("name", "")).casefold():
            same = [entry for entry in entries if entry.text.casefold() == name]
            return same or [entry for entry in entries if _alike(entry.text.casefold(), name)]
        seconds = span_seconds(match.slots, "start_")
        return [entry for entry in entries if seconds is None or entry.seconds == seconds]

    def _one(self, match: Match, *, paused: bool | None = None) -> Entry | Reply:
        """The timer that a sentence means, or what to say where it is none or one of several.

        Of several those come first that are ``paused``, or are not.
        """
        entries = self._meant(match)
        entries = [entry for entry in entries if entry.paused is paused] or entries
        return self.one(entries) if entries else self._none(match)

    def _none(self, match: Match) -> Reply:
        name = match.slots.get("name")
        return Reply(self.say("no_timer_named", name=name) if name and self.entries else self.say("no_timer"))

    def _put(self, entry: Entry, said: str) -> Reply:
        async def act() -> str | None:
            if self.agenda.find(entry.number) is None:  # it has just rung
                return self.say("no_timer")
            await self.agenda.put(entry)
            return None

        return Reply(self.say(said, left=self._left(entry), timer=self.name(entry)), act)

    def _told(self, entries: Sequence[Entry]) -> str:
        """What is left on each."""
        said = {True: "timer_is_paused", False: "timer_left"}
        return " ".join(
            self.say(said[entry.paused], left=self._left(entry), timer=self.name(entry)) for entry in entries
        )

    def _left(self, entry: Entry) -> str:
        return self.span(max(1.0, entry.left(self.agenda.now)), rough=True)


def _alike(one: str, other: str) -> bool:
    """Whether two names are one in the singular and the plural, or so."""
    return bool(one) and (one.startswith(other) or other.startswith(one))
