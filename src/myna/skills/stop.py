"""Never mind, and a microphone that is closed, for a while or until it is opened."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from myna.core.reply import Reply, amended
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.nlu.times import coming, spoken_day, spoken_time
from myna.skills.context import SkillContext
from myna.skills.skill_set import NEVER_MIND, Answer, Classified, Handler, Skill


class StopSkill(Skill):
    """Stops talking or listening; ``now`` gives the local time."""

    name = "stop"

    def __init__(
        self,
        responses: Responses,
        context: SkillContext,
        now: Callable[[], datetime],
        parsers: Parsers | None = None,
    ) -> None:
        self._responses = responses
        self._context = context
        self._now = now
        self._parsers = parsers

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            NEVER_MIND: lambda _: Reply(),
            "MynaAside": lambda _: Reply(),
            "MynaMute": lambda _: self._responses.reply("muted", partial(self._context.mute, True)),
            "MynaUnmute": lambda _: self._responses.reply("unmuted", partial(self._context.mute, False)),
            "MynaSleep": self._sleep,
        }

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"stop.stop": lambda _: Reply()} | ({"rest.microphone": self._rest} if self._parsers else {})

    def _rest(self, classified: Classified) -> Reply | None:
        if self._parsers is None:
            return None
        asked = self._parsers.questions.settings.rest(classified.text, self._now())
        if asked is None:
            return None
        if asked.until is not None:
            return self._until(asked.until)
        key = "muted" if asked.closes else "unmuted"
        act = partial(self._context.mute, asked.closes)
        return amended(self._responses.reply(key, act), slots={"muted": asked.closes})

    def quiet_until(self, text: str) -> Reply | None:
        """Sleep until the time that ``text`` names; None where it names none."""
        settings = None if self._parsers is None else self._parsers.questions.settings
        until = None if settings is None else settings.quiet_until(text, self._now())
        return None if until is None else self._until(until)

    def _sleep(self, intent: Intent) -> Reply | None:
        now, slots = self._now(), intent.slots
        span = timedelta(hours=slots.get("hours", 0), minutes=slots.get("minutes", 0))
        until = now + span if span else coming(slots, now)
        if until is None:
            return None
        return self._until(until)

    def _until(self, until: datetime) -> Reply | None:
        now = self._now()
        key = "asleep_today" if until.date() == now.date() else "asleep"
        day = spoken_day(until.date(), now.date(), self._responses)
        clock = spoken_time(until, self._responses)
        slots = {"until": until.isoformat(timespec="minutes")}
        return amended(
            self._responses.reply(key, partial(self._context.sleep, until), clock=clock, day=day), slots=slots
        )
