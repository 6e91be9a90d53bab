"""Volume: up, down, to a number."""

from collections.abc import Mapping
from functools import partial

from myna.skills.box import Box
from myna.skills.reply import Reply
from myna.skills.sentences.phrases import Phrases
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler

STEPS = {"up": 10, "down": -10, "bit_up": 5, "bit_down": -5, "lot_up": 30, "lot_down": -30}
"""Percent that each word changes."""

SOFTEST = 10
"""The least that "minimum volume" means, in percent: it can be heard."""


class Volume:
    """Turns the volume."""

    def __init__(self, phrases: Phrases, box: Box) -> None:
        self._phrases = phrases
        self._box = box

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "HassSetVolume": self._set,
            "HassSetVolumeRelative": self._change,
            "MynaVolumeMost": lambda _: self._turn(100),
            "MynaVolumeLeast": lambda _: self._turn(SOFTEST),
            "MynaVolumeTell": lambda _: self._phrases.reply("volume_now", percent=self._box.volume),
        }

    def _set(self, match: Match) -> Reply | None:
        level = match.slots["volume_level"]
        return self._turn(int(level)) if isinstance(level, int | float) and 0 <= level <= 100 else None

    def _change(self, match: Match) -> Reply | None:
        step = match.slots["volume_step"]
        step = STEPS.get(step) if isinstance(step, str) else int(step)
        if step is None:
            return None
        before = self._box.volume
        after = min(100, max(0, before + step))
        if after == before:
            return self._phrases.reply("volume_loudest" if step > 0 else "volume_softest")
        return self._turn(after)

    def _turn(self, percent: int) -> Reply | None:
        return self._phrases.reply("volume", partial(self._turn_box, percent), percent=percent)

    async def _turn_box(self, percent: int) -> None:
        await self._box.turn_volume(percent)
