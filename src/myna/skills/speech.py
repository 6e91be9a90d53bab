"""How it speaks: again, slower, faster."""

from collections.abc import Mapping
from functools import partial

from myna.skills.box import Box
from myna.skills.reply import Reply
from myna.skills.sentences.phrases import Phrases
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler

STEPS = {"slower": 0.85, "faster": 1 / 0.85}
"""What one word multiplies the speed with: enough to be noticed."""

SLOWEST, FASTEST = 60, 165
"""Percent: beyond these a voice is hard to understand."""


class Speech:
    """Repeats, and sets the speed of speech."""

    def __init__(self, phrases: Phrases, box: Box) -> None:
        self._phrases = phrases
        self._box = box

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {"MynaRepeat": self._repeat, "MynaSpeed": self._speed}

    def _repeat(self, match: Match) -> Reply | None:
        if not (text := self._box.last_said):
            return self._phrases.reply("nothing_said")
        if (speed := match.slots.get("speed")) is None:
            return Reply(text)
        return Reply(act=partial(self._turn, self._after(speed), text))

    def _speed(self, match: Match) -> Reply | None:
        """The answer is made into sound when the speed is set."""
        speed = match.slots["speed"]
        if (percent := self._after(speed)) == self._box.speed:
            return self._phrases.reply(f"{speed}_no_more")
        text = self._phrases.text(speed)
        return None if text is None else Reply(act=partial(self._turn, percent, text))

    def _after(self, speed: str) -> int:
        if speed == "normal":
            return 100
        return min(FASTEST, max(SLOWEST, round(self._box.speed * STEPS[speed])))

    async def _turn(self, percent: int, text: str) -> str:
        await self._box.turn_speed(percent)
        return text
