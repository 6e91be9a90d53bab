"""What timers, alarms and reminders have in common: they are set, cancelled, and one of several is looked for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import spoken_span
from myna.nlu.times import spoken_day, spoken_days, spoken_time
from myna.timers.manager import MOST, TimerManager
from myna.timers.timer import Kind, Timer


class ScheduledSkill:
    """Keeps those of one ``kind`` in ``agenda``; ``responses`` are the language's."""

    kind: Kind

    def __init__(self, responses: Mapping[str, str], manager: TimerManager) -> None:
        self.responses = responses
        self.manager = manager

    def name(self, timer: Timer) -> str:
        """What it is called where several are told."""
        raise NotImplementedError

    @property
    def timers(self) -> list[Timer]:
        """Those that are set, the next first."""
        return [timer for timer in self.manager.timers if timer.kind is self.kind]

    @property
    def now(self) -> datetime:
        """Local time."""
        return datetime.fromtimestamp(self.manager.now)

    def say(self, response: str, **words: object) -> str:
        """One of the language's sentences."""
        said = self.responses[response].format(**words)
        return said[:1].upper() + said[1:]

    def span(self, seconds: float, *, rough: bool = False) -> str:
        """A length of time as it is said."""
        return spoken_span(seconds, self.responses, rough=rough)

    def when(self, timer: Timer) -> dict[str, str]:
        """The ``time`` and the ``day`` of an entry, as they are said."""
        moment = datetime.fromtimestamp(timer.due)
        if timer.clock is not None:
            return {"time": spoken_time(timer.clock), "day": spoken_days(timer.days, self.responses)}
        return {"time": spoken_time(moment), "day": spoken_day(moment.date(), self.now.date(), self.responses)}

    def set(self, timer: Callable[[float], Timer], said: str) -> Reply:
        """Set what ``entry`` gives for the time at which it is certain, if there is room for it."""
        if self.manager.is_full:
            return Reply(self.say("too_many", n=MOST))

        async def act() -> None:
            await self.manager.put(timer(self.manager.now))

        return Reply(said, act)

    def cancel(self, timers: Sequence[Timer]) -> Reply:
        """Cancel one, or all."""
        if not timers:
            return Reply(self.say(f"no_{self.kind}"))
        if len(timers) == 1:
            words = {self.kind: self.name(timers[0]), "what": timers[0].text}
            said = self.say(f"{self.kind}_cancelled", **words)
        else:
            said = self.say(f"{self.kind}s_cancelled", n=len(timers))
        return Reply(said, partial(self.manager.cancel, timers))

    def one(self, timers: Sequence[Timer]) -> Timer | Reply:
        """The only one of ``entries``, or what to say where there are none or several."""
        if len(timers) == 1:
            return timers[0]
        if not timers:
            return Reply(self.say(f"no_such_{self.kind}" if self.timers else f"no_{self.kind}"))
        return Reply(self.say(f"which_{self.kind}", **self.told(timers)))

    def told(self, timers: Sequence[Timer]) -> dict[str, object]:
        """The words for several."""
        names = self.responses["span_comma"].join(self.name(timer) for timer in timers)
        return {"n": len(timers), f"{self.kind}s": names}
