"""The speed of speech: slower, faster, as usual."""

from collections.abc import Mapping
from functools import partial

from myna.core.reply import Reply, amended
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.second_thoughts import Done
from myna.skills.skill_set import Answer, Classified, Handler, Skill

STEPS = {"slower": 0.85, "faster": 1 / 0.85}
"""The factor by which each value of the slot changes the speed: enough to be noticed."""

SLOWEST_PERCENT, FASTEST_PERCENT = 60, 165
"""The speeds beyond which a voice is hard to understand, in percent of its usual speed."""


class SpeechSkill(Skill):
    """Changes the speed of speech; a change is noted as ``done``."""

    name = "speech"

    def __init__(
        self, responses: Responses, context: SkillContext, parsers: Parsers | None = None, done: Done | None = None
    ) -> None:
        self._responses = responses
        self._context = context
        self._parsers = parsers
        self._done = done or Done()

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaSpeed": self._speed}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class, in a language that has the parsers."""
        return {"speech.rate": self._rate} if self._parsers is not None else {}

    def _rate(self, classified: Classified) -> Reply | None:
        if (reply := self._asked(classified.text)) is not None:
            return reply
        return amended(self._responses.reply("speed_which"), question=self._asked)

    def _asked(self, text: str) -> Reply | None:
        speed = "" if self._parsers is None else self._parsers.questions.settings.speed(text)
        return self._changed(speed) if speed else None

    def _speed(self, intent: Intent) -> Reply | None:
        return self._changed(str(intent.slots["speed"]))

    def _changed(self, speed: str) -> Reply | None:
        slots = {"speed": speed}
        if (percent := changed_speed(self._context.speed, speed)) == self._context.speed:
            return amended(self._responses.reply(f"{speed}_no_more"), slots=slots)
        text = self._responses.text(speed)
        if text is None:
            return None

        async def act() -> str:
            before = self._context.speed
            said = await say_at(self._context, percent, text)
            self._done.note(partial(self._back, before), others={"MynaItNormal": partial(self._changed, "normal")})
            return said

        return Reply(act=act, slots=slots)

    def _back(self, percent: int) -> Reply | None:
        """At the speed of ``percent`` again."""
        way = "normal" if percent == 100 else "faster" if percent > self._context.speed else "slower"
        text = self._responses.text(way)
        return None if text is None else Reply(act=partial(say_at, self._context, percent, text), slots={"speed": way})


def changed_speed(percent: int, speed: str) -> int:
    """The speed after ``percent`` that the slot's value ``speed`` means: slower, faster or normal."""
    if speed == "normal":
        return 100
    return min(FASTEST_PERCENT, max(SLOWEST_PERCENT, round(percent * STEPS[speed])))


async def say_at(context: SkillContext, percent: int, text: str) -> str:
    """Set the speed to ``percent``, and return ``text``: its sound is made only after that."""
    await context.turn_speed(percent)
    return text
