"""The base of timers, alarms and reminders: they are set and cancelled, and one of several is looked for."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from myna.core.reply import Reply
from myna.nlu.durations import spoken_span
from myna.nlu.responses import Responses
from myna.nlu.times import WAKING_HOUR, coming, daily, spoken_day, spoken_days, spoken_time
from myna.skills.skill_set import Handler, Skill
from myna.timers.manager import MAX_TIMERS, TimerManager
from myna.timers.timer import Kind, Timer, following


class ScheduledSkill(Skill, ABC):
    """The timers of one ``kind`` among those of ``manager``; an alarm and a reminder are a ``Timer`` as well."""

    kind: ClassVar[Kind]
    waking_hour: ClassVar[int] = WAKING_HOUR
    """On a day that the sentence names, hours below this one are meant after noon."""

    def __init__(self, responses: Responses, manager: TimerManager) -> None:
        self.responses = responses
        self.manager = manager

    @property
    def name(self) -> str:
        """The kind's name."""
        return self.kind.value

    @abstractmethod
    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""

    @abstractmethod
    def label(self, timer: Timer) -> str:
        """What ``timer`` is called where several are listed."""

    @property
    def timers(self) -> list[Timer]:
        """Those of the kind that are set, the next first."""
        return [timer for timer in self.manager.timers if timer.kind is self.kind]

    @property
    def now(self) -> datetime:
        """The current local time."""
        return datetime.fromtimestamp(self.manager.now)

    def say(self, response: str, **words: object) -> str:
        """The response of that key with its values, beginning with a capital letter."""
        said = self.responses[response].format(**words)
        return said[:1].upper() + said[1:]

    def span(self, seconds: float, *, rough: bool = False) -> str:
        """A duration as it is said; if ``rough``, from an hour on without the seconds."""
        return spoken_span(seconds, self.responses, rough=rough)

    def when(self, timer: Timer) -> dict[str, str]:
        """The ``time`` and the ``day``, or days, of ``timer``, as they are said."""
        moment = datetime.fromtimestamp(timer.due)
        if timer.clock is not None:
            return {
                "time": spoken_time(timer.clock, self.responses),
                "day": spoken_days(timer.days, self.responses),
            }
        return {
            "time": spoken_time(moment, self.responses),
            "day": spoken_day(moment.date(), self.now.date(), self.responses),
        }

    def at_time(self, slots: Mapping[str, Any], text: str = "") -> Timer | None:
        """The timer for the time of day in ``slots``, once or on certain days; None where that time is over."""
        now = self.now
        if "days" in slots:
            days = tuple(int(day) for day in slots["days"])
            clock = daily(slots, waking_hour=self.waking_hour)
            return Timer(self.kind, following(clock, days, now).timestamp(), text, clock=clock, days=days)
        moment = coming(slots, now, waking_hour=self.waking_hour)
        return None if moment is None else Timer(self.kind, moment.timestamp(), text)

    def set(self, make: Callable[[float], Timer], said: str) -> Reply:
        """Say ``said`` and set a timer, unless there are too many. ``make`` makes it at the time when that is done."""
        if self.manager.is_full:
            return Reply(self.say("too_many", n=MAX_TIMERS))

        async def act() -> None:
            await self.manager.put(make(self.manager.now))

        return Reply(said, act)

    def cancel(self, timers: Sequence[Timer]) -> Reply:
        """Cancel all ``timers``; where there are none, say so."""
        if not timers:
            return Reply(self.say(f"no_{self.kind}"))
        if len(timers) == 1:
            words = {self.kind: self.label(timers[0]), "what": timers[0].text}
            said = self.say(f"{self.kind}_cancelled", **words)
        else:
            said = self.say(f"{self.kind}s_cancelled", n=len(timers))
        return Reply(said, partial(self.manager.cancel, timers))

    def one(self, timers: Sequence[Timer]) -> Timer | Reply:
        """The only one of ``timers``, or what to say where there is none or several."""
        if len(timers) == 1:
            return timers[0]
        if not timers:
            return Reply(self.say(f"no_such_{self.kind}" if self.timers else f"no_{self.kind}"))
        return Reply(self.say(f"which_{self.kind}", **self.listed(timers)))

    def listed(self, timers: Sequence[Timer]) -> dict[str, object]:
        """The values of a response that lists ``timers``: their number ``n`` and their labels."""
        labels = self.responses["span_comma"].join(self.label(timer) for timer in timers)
        return {"n": len(timers), f"{self.kind}s": labels}
