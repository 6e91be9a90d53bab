"""Timers: set, changed, paused, cancelled, and how long is left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.templates import Match
from myna.skills.scheduled import ScheduledSkill
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer

LONGEST_SECONDS = 24 * 3600.0


class TimerSkill(ScheduledSkill):
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
            "HassCancelAllTimers": lambda _: self.cancel(self.timers),
            "HassPauseTimer": self._pause,
            "HassUnpauseTimer": self._resume,
            "HassTimerStatus": self._status,
            "MynaListTimers": self._list,
            "MynaTimerOfNoLength": lambda _: Reply(self.responses["timer_of_what_length"]),
        }

    def name(self, timer: Timer) -> str:
        """What a timer is called."""
        if timer.text:
            return self.responses["named_timer"].format(name=timer.text)
        return self.responses["timer"].format(duration=self.span(timer.seconds))

    def _start(self, match: Match) -> Reply | None:
        seconds, name = span_seconds(match.slots), str(match.slots.get("name", ""))
        if seconds is None or "conversation_command" in match.slots:
            return None
        if (wrong := self._wrong(seconds)) is not None:
            return Reply(wrong)
        said = self.say("named_timer_set" if name else "timer_set", name=name, duration=self.span(seconds))
        return self.set(lambda now: Timer(self.kind, now + seconds, name, seconds), said)

    def _wrong(self, seconds: float) -> str | None:
        if seconds > LONGEST_SECONDS:
            return self.say("timer_too_long", duration=self.span(LONGEST_SECONDS))
        return self.say("timer_too_short") if seconds < 1 else None

    def _change(self, sign: int, match: Match) -> Reply | None:
        seconds = span_seconds(match.slots)
        if seconds is None:
            return None
        if sign > 0 and not self.timers and (rung := self.manager.fresh()):
            return Reply(self.say("snoozed", duration=self.span(seconds)), partial(self.manager.snooze, rung, seconds))
        timer = self._one(match)
        if isinstance(timer, Reply):
            return timer
        now = self.manager.now
        left = timer.left(now) + sign * seconds
        if left > LONGEST_SECONDS:
            return Reply(self._wrong(left) or "")
        if left < 1:
            return Reply(self.say("timer_not_so_short", left=self._left(timer), timer=self.name(timer)))
        length = max(1.0, timer.seconds + sign * seconds)
        changed = replace(timer, due=now + left, seconds=length, left_seconds=left if timer.paused else None)
        return self._put(changed, "timer_changed")

    def _pause(self, match: Match) -> Reply | None:
        timer = self._one(match, paused=False)
        if isinstance(timer, Reply):
            return timer
        return self._put(replace(timer, left_seconds=timer.left(self.manager.now)), "timer_paused")

    def _resume(self, match: Match) -> Reply | None:
        timer = self._one(match, paused=True)
        if isinstance(timer, Reply):
            return timer
        now = self.manager.now
        return self._put(replace(timer, due=now + timer.left(now), left_seconds=None), "timer_resumed")

    def _cancel(self, match: Match) -> Reply | None:
        timer = self._one(match)
        if isinstance(timer, Reply):
            return timer
        return self.cancel([timer])

    def _status(self, match: Match) -> Reply | None:
        timers = self._meant(match)
        if not timers and match.slots and "left_of_unknown" not in self.responses:
            return None  # this language's templates ask so of anything, not of timers alone
        return Reply(self._told(timers)) if timers else self._none(match)

    def _list(self, _: Match) -> Reply | None:
        timers = self.timers
        return Reply(self._told(timers)) if timers else self._none(_)

    def _meant(self, match: Match) -> list[Timer]:
        """The timers that a sentence may mean: by their name, by their length, or all."""
        timers = self.timers
        if name := str(match.slots.get("name", "")).casefold():
            same = [timer for timer in timers if timer.text.casefold() == name]
            return same or [timer for timer in timers if _alike(timer.text.casefold(), name)]
        seconds = span_seconds(match.slots, "start_")
        return [timer for timer in timers if seconds is None or timer.seconds == seconds]

    def _one(self, match: Match, *, paused: bool | None = None) -> Timer | Reply:
        """The timer that a sentence means, or what to say where it is none or one of several.

        Of several those come first that are ``paused``, or are not.
        """
        timers = self._meant(match)
        timers = [timer for timer in timers if timer.paused is paused] or timers
        return self.one(timers) if timers else self._none(match)

    def _none(self, match: Match) -> Reply:
        name = match.slots.get("name")
        return Reply(self.say("no_timer_named", name=name) if name and self.timers else self.say("no_timer"))

    def _put(self, timer: Timer, said: str) -> Reply:
        async def act() -> str | None:
            if self.manager.find(timer.number) is None:  # it has just rung
                return self.say("no_timer")
            await self.manager.put(timer)
            return None

        return Reply(self.say(said, left=self._left(timer), timer=self.name(timer)), act)

    def _told(self, timers: Sequence[Timer]) -> str:
        """What is left on each."""
        said = {True: "timer_is_paused", False: "timer_left"}
        return " ".join(
            self.say(said[timer.paused], left=self._left(timer), timer=self.name(timer)) for timer in timers
        )

    def _left(self, timer: Timer) -> str:
        return self.span(max(1.0, timer.left(self.manager.now)), rough=True)


def _alike(one: str, other: str) -> bool:
    """Whether two names are one in the singular and the plural, or so."""
    return bool(one) and (one.startswith(other) or other.startswith(one))
