"""Peace: never mind, good night, and a microphone that is closed for a while or until it is opened by hand."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.nlu.templates import Match
from myna.nlu.times import coming, spoken_day, spoken_time
from myna.skills.alarm import WAKING_HOUR
from myna.skills.context import SkillContext
from myna.skills.skill_set import Handler


class Quiet:
    """Leaves people in peace; ``now`` gives the local time."""

    def __init__(self, responses: Responses, context: SkillContext, now: Callable[[], datetime]) -> None:
        self._responses = responses
        self._context = context
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "HassNevermind": lambda _: Reply(),
            "MynaGoodNight": lambda _: self._responses.reply("good_night"),
            "MynaMute": lambda _: self._responses.reply("muted", partial(self._context.mute, True)),
            "MynaUnmute": lambda _: self._responses.reply("unmuted", partial(self._context.mute, False)),
            "MynaSleep": self._sleep,
        }

    def _sleep(self, match: Match) -> Reply | None:
        now, slots = self._now(), match.slots
        span = timedelta(hours=slots.get("hours", 0), minutes=slots.get("minutes", 0))
        until = now + span if span else coming(slots, now, waking_hour=WAKING_HOUR)
        if until is None:
            return None
        key = "asleep_today" if until.date() == now.date() else "asleep"
        day = spoken_day(until.date(), now.date(), self._responses.responses)
        return self._responses.reply(key, partial(self._context.sleep, until), clock=spoken_time(until), day=day)
