"""How it speaks: again, slower, faster."""

from collections.abc import Mapping
from functools import partial

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.nlu.templates import Match
from myna.skills.context import SkillContext
from myna.skills.skill_set import Handler

STEPS = {"slower": 0.85, "faster": 1 / 0.85}
"""What one word multiplies the speed with: enough to be noticed."""

SLOWEST, FASTEST = 60, 165
"""Percent: beyond these a voice is hard to understand."""


class Speech:
    """Repeats, and sets the speed of speech."""

    def __init__(self, responses: Responses, context: SkillContext) -> None:
        self._responses = responses
        self._context = context

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {"MynaRepeat": self._repeat, "MynaSpeed": self._speed}

    def _repeat(self, match: Match) -> Reply | None:
        if not (text := self._context.last_said):
            return self._responses.reply("nothing_said")
        if (speed := match.slots.get("speed")) is None:
            return Reply(text)
        return Reply(act=partial(self._turn, self._after(speed), text))

    def _speed(self, match: Match) -> Reply | None:
        """The answer is made into sound when the speed is set."""
        speed = match.slots["speed"]
        if (percent := self._after(speed)) == self._context.speed:
            return self._responses.reply(f"{speed}_no_more")
        text = self._responses.text(speed)
        return None if text is None else Reply(act=partial(self._turn, percent, text))

    def _after(self, speed: str) -> int:
        if speed == "normal":
            return 100
        return min(FASTEST, max(SLOWEST, round(self._context.speed * STEPS[speed])))

    async def _turn(self, percent: int, text: str) -> str:
        await self._context.turn_speed(percent)
        return text
