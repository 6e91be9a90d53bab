"""The volume: up, down, to a number."""

from collections.abc import Mapping
from functools import partial

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.skill_set import Handler, Skill

STEPS = {"up": 10, "down": -10, "bit_up": 5, "bit_down": -5, "lot_up": 30, "lot_down": -30}
"""The percent by which each value of the slot changes the volume."""

SOFTEST = 10
"""What "minimum volume" means, in percent: it can still be heard."""


class VolumeSkill(Skill):
    """Changes and tells the volume."""

    name = "volume"

    def __init__(self, responses: Responses, context: SkillContext) -> None:
        self._responses = responses
        self._context = context

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "HassSetVolume": self._set,
            "HassSetVolumeRelative": self._change,
            "MynaVolumeMost": lambda _: self._turn(100),
            "MynaVolumeLeast": lambda _: self._turn(SOFTEST),
            "MynaVolumeTell": lambda _: self._responses.reply("volume_now", percent=self._context.volume),
        }

    def _set(self, intent: Intent) -> Reply | None:
        level = intent.slots["volume_level"]
        return self._turn(int(level)) if isinstance(level, int | float) and 0 <= level <= 100 else None

    def _change(self, intent: Intent) -> Reply | None:
        step = intent.slots["volume_step"]
        step = STEPS.get(step) if isinstance(step, str) else int(step)
        if step is None:
            return None
        before = self._context.volume
        after = min(100, max(0, before + step))
        if after == before:
            return self._responses.reply("volume_loudest" if step > 0 else "volume_softest")
        return self._turn(after)

    def _turn(self, percent: int) -> Reply | None:
        return self._responses.reply("volume", partial(self._context.turn_volume, percent), percent=percent)
