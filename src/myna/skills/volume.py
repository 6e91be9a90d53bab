"""Volume: up, down, to a number."""

from collections.abc import Mapping
from functools import partial

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.nlu.templates import Match
from myna.skills.context import SkillContext
from myna.skills.skill_set import Handler

STEPS = {"up": 10, "down": -10, "bit_up": 5, "bit_down": -5, "lot_up": 30, "lot_down": -30}
"""Percent that each word changes."""

SOFTEST = 10
"""The least that "minimum volume" means, in percent: it can be heard."""


class Volume:
    """Turns the volume."""

    def __init__(self, responses: Responses, context: SkillContext) -> None:
        self._responses = responses
        self._context = context

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "HassSetVolume": self._set,
            "HassSetVolumeRelative": self._change,
            "MynaVolumeMost": lambda _: self._turn(100),
            "MynaVolumeLeast": lambda _: self._turn(SOFTEST),
            "MynaVolumeTell": lambda _: self._responses.reply("volume_now", percent=self._context.volume),
        }

    def _set(self, match: Match) -> Reply | None:
        level = match.slots["volume_level"]
        return self._turn(int(level)) if isinstance(level, int | float) and 0 <= level <= 100 else None

    def _change(self, match: Match) -> Reply | None:
        step = match.slots["volume_step"]
        step = STEPS.get(step) if isinstance(step, str) else int(step)
        if step is None:
            return None
        before = self._context.volume
        after = min(100, max(0, before + step))
        if after == before:
            return self._responses.reply("volume_loudest" if step > 0 else "volume_softest")
        return self._turn(after)

    def _turn(self, percent: int) -> Reply | None:
        return self._responses.reply("volume", partial(self._turn_box, percent), percent=percent)

    async def _turn_box(self, percent: int) -> None:
        await self._context.turn_volume(percent)
