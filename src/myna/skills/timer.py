"""Timers: they ring after a duration, and are changed, paused and cancelled until then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds
from myna.nlu.templates import Intent
from myna.skills.scheduled import ScheduledSkill
from myna.skills.skill_set import Handler
from myna.timers.timer import Kind, Timer

LONGEST_SECONDS = 24 * 3600.0
"""The longest timer; what is further away is a matter for an alarm or a reminder."""


class TimerSkill(ScheduledSkill):
    """Sets, changes, pauses, cancels and lists timers."""

    kind = Kind.TIMER

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
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

    def label(self, timer: Timer) -> str:
        """The name of a timer that has one, else its duration."""
        if timer.text:
            return self.responses["named_timer"].format(name=timer.text)
        return self.responses["timer"].format(duration=self.span(timer.seconds))

    def _start(self, intent: Intent) -> Reply | None:
        seconds, name = span_seconds(intent.slots), str(intent.slots.get("name", ""))
        if seconds is None or "conversation_command" in intent.slots:
            return None
        if (wrong := self._wrong(seconds)) is not None:
            return Reply(wrong)
        said = self.say("named_timer_set" if name else "timer_set", name=name, duration=self.span(seconds))
        return self.set(lambda now: Timer(self.kind, now + seconds, name, seconds), said)

    def _wrong(self, seconds: float) -> str | None:
        """Why there is no timer of that duration, if there is none."""
        if seconds > LONGEST_SECONDS:
            return self.say("timer_too_long", duration=self.span(LONGEST_SECONDS))
        return self.say("timer_too_short") if seconds < 1 else None

    def _change(self, sign: int, intent: Intent) -> Reply | None:
        seconds = span_seconds(intent.slots)
        if seconds is None:
            return None
        if sign > 0 and not self.timers and (rung := self.manager.just_rung()):
            return Reply(self.say("snoozed", duration=self.span(seconds)), partial(self.manager.snooze, rung, seconds))
        timer = self._one(intent)
        if isinstance(timer, Reply):
            return timer
        now = self.manager.now
        left = timer.left(now) + sign * seconds
        if left > LONGEST_SECONDS:
            return Reply(self._wrong(left) or "")
        if left < 1:
            return Reply(self.say("timer_not_so_short", left=self._left(timer), timer=self.label(timer)))
        length = max(1.0, timer.seconds + sign * seconds)
        changed = replace(timer, due=now + left, seconds=length, left_seconds=left if timer.paused else None)
        return self._put(changed, "timer_changed")

    def _pause(self, intent: Intent) -> Reply | None:
        timer = self._one(intent, paused=False)
        if isinstance(timer, Reply):
            return timer
        return self._put(replace(timer, left_seconds=timer.left(self.manager.now)), "timer_paused")

    def _resume(self, intent: Intent) -> Reply | None:
        timer = self._one(intent, paused=True)
        if isinstance(timer, Reply):
            return timer
        now = self.manager.now
        return self._put(replace(timer, due=now + timer.left(now), left_seconds=None), "timer_resumed")

    def _cancel(self, intent: Intent) -> Reply | None:
        timer = self._one(intent)
        if isinstance(timer, Reply):
            return timer
        return self.cancel([timer])

    def _status(self, intent: Intent) -> Reply | None:
        timers = self._meant(intent)
        if not timers and intent.slots and "left_of_unknown" not in self.responses:
            return None  # this language's templates ask so of anything, not of timers alone
        return Reply(self._told(timers)) if timers else self._none(intent)

    def _list(self, intent: Intent) -> Reply | None:
        timers = self.timers
        return Reply(self._told(timers)) if timers else self._none(intent)

    def _meant(self, intent: Intent) -> list[Timer]:
        """The timers that the slots may mean: those of a name or of a duration, else all."""
        timers = self.timers
        if name := str(intent.slots.get("name", "")).casefold():
            same = [timer for timer in timers if timer.text.casefold() == name]
            return same or [timer for timer in timers if _alike(timer.text.casefold(), name)]
        seconds = span_seconds(intent.slots, "start_")
        return [timer for timer in timers if seconds is None or timer.seconds == seconds]

    def _one(self, intent: Intent, *, paused: bool | None = None) -> Timer | Reply:
        """The timer that the slots mean, or what to say where that is none or several.

        Where ``paused`` is given and some of several are paused, or are not, only those are meant.
        """
        timers = self._meant(intent)
        timers = [timer for timer in timers if timer.paused is paused] or timers
        return self.one(timers) if timers else self._none(intent)

    def _none(self, intent: Intent) -> Reply:
        """That there is no timer, or none of the name in the slots."""
        name = intent.slots.get("name")
        return Reply(self.say("no_timer_named", name=name) if name and self.timers else self.say("no_timer"))

    def _put(self, timer: Timer, said: str) -> Reply:
        """Change a timer to ``timer``, of the same number, and say the response ``said``."""

        async def act() -> str | None:
            if self.manager.find(timer.number) is None:  # it has just rung
                return self.say("no_timer")
            await self.manager.put(timer)
            return None

        return Reply(self.say(said, left=self._left(timer), timer=self.label(timer)), act)

    def _told(self, timers: Sequence[Timer]) -> str:
        """What is left on each of ``timers``."""
        said = {True: "timer_is_paused", False: "timer_left"}
        return " ".join(
            self.say(said[timer.paused], left=self._left(timer), timer=self.label(timer)) for timer in timers
        )

    def _left(self, timer: Timer) -> str:
        return self.span(max(1.0, timer.left(self.manager.now)), rough=True)


def _alike(one: str, other: str) -> bool:
    """Whether one name begins with the other, as a singular and its plural do."""
    return bool(one) and (one.startswith(other) or other.startswith(one))
