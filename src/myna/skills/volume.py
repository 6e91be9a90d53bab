"""The volume: up, down, to a number."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from myna.core.reply import Reply, amended
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.second_thoughts import Done, Other
from myna.skills.skill_set import Answer, Classified, Handler, Skill

STEPS = {"up": 10, "down": -10, "bit_up": 5, "bit_down": -5, "lot_up": 30, "lot_down": -30}
"""The percent by which each value of the slot changes the volume."""

SOFTEST = 10
"""What "minimum volume" means, in percent: it can still be heard."""

_AUDIBLE = 50
"""What "unmute" turns the volume to where it is not known how loud it was before."""


class VolumeSkill(Skill):
    """Changes and tells the volume; a change is noted as ``done``.

    Who wants silence until some time ("be quiet for the next hour") gets what ``rests`` until then.
    """

    name = "volume"

    def __init__(
        self,
        responses: Responses,
        context: SkillContext,
        parsers: Parsers | None = None,
        done: Done | None = None,
        rests: Callable[[str], Reply | None] = lambda _: None,
    ) -> None:
        self._responses = responses
        self._context = context
        self._parsers = parsers
        self._audible = _AUDIBLE
        self._done = done or Done()
        self._rests = rests

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "HassSetVolume": self._set,
            "HassSetVolumeRelative": self._change,
            "MynaVolumeMost": lambda _: self._turn(100),
            "MynaVolumeLeast": lambda _: self._turn(SOFTEST),
            "MynaVolumeMute": lambda _: self._mute(),
            "MynaVolumeUnmute": lambda _: self._unmute(),
            "MynaVolumeTell": lambda _: self._responses.reply("volume_now", percent=self._context.volume),
        }

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class, in a language that has the parsers."""
        if self._parsers is None:
            return {}
        changing = dict.fromkeys(("volume.set", "volume.up", "volume.down"), self._loudness)
        return changing | {
            "volume.mute": self._silent,
            "volume.unmute": self._audible_again,
            "volume.query": lambda _: self._told(),
        }

    def _silent(self, classified: Classified) -> Reply | None:
        assert self._parsers is not None
        settings: Any = self._parsers.questions.settings
        if settings.names_level(classified.text):
            return self._loudness(classified)
        if settings.turns_something_else(classified.text):
            return None
        return self._rests(classified.text) or self._mute()

    def _audible_again(self, classified: Classified) -> Reply | None:
        assert self._parsers is not None
        return self._unmute() if self._parsers.questions.settings.is_about_silence(classified.text) else None

    def _told(self) -> Reply | None:
        percent = self._context.volume
        return amended(self._responses.reply("volume_now", percent=percent), slots={"percent": percent})

    def _mute(self) -> Reply | None:
        self._audible = self._context.volume or self._audible
        return self._turn(0)

    def _unmute(self) -> Reply | None:
        return self._turn(self._context.volume or self._audible)

    def _loudness(self, classified: Classified) -> Reply | None:
        assert self._parsers is not None
        is_about_it = self._parsers.questions.settings.is_about_loudness(classified.text)
        return self._turn_as_said(classified) if is_about_it else None

    def _turn_as_said(self, classified: Classified) -> Reply | None:
        assert self._parsers is not None
        asked: Any = self._parsers.questions.settings.loudness(classified.text)
        direction = asked.direction or {"volume.up": 1, "volume.down": -1}.get(classified.intent, 0)
        if asked.percent is not None or asked.most or asked.least:
            return self._turn_to(100 if asked.most else SOFTEST if asked.least else asked.percent, asked.direction)
        if asked.step is not None:
            return self._by(asked.step)
        if direction:
            step = STEPS[f"{asked.size}_{'up' if direction > 0 else 'down'}".lstrip("_")]
            return self._by(step)
        return self._which()

    def _turn_to(self, percent: int, direction: int) -> Reply | None:
        """Turn to ``percent``; it is asked where that is the other way: "up to eleven", where it is at forty."""
        against = direction and (percent - self._context.volume) * direction < 0
        return self._which() if against else self._turn(percent)

    def _further(self, way: int, words: str) -> Reply | None:
        """What ``words`` behind a change by ``way`` want: "more" of it, a bit less, or another number."""
        if self._parsers is None:
            return None
        settings: Any = self._parsers.questions.settings
        if not settings.goes_on(words):
            return None
        asked: Any = settings.loudness(words)
        if asked.percent is not None:
            return self._turn(asked.percent)
        step = STEPS[f"{asked.size}_up".lstrip("_")]
        return self._by(-step if asked.direction * (way or 1) < 0 else step)

    def _which(self) -> Reply | None:
        return amended(self._responses.reply("volume_which"), question=self._answered)

    def _answered(self, text: str) -> Reply | None:
        assert self._parsers is not None
        asked: Any = self._parsers.questions.settings.loudness(text)
        if asked.percent is None and not asked.direction:
            return None
        return self._turn_as_said(Classified(text, "volume.set", 1.0))

    def _set(self, intent: Intent) -> Reply | None:
        level = intent.slots["volume_level"]
        if not isinstance(level, int | float) or not 0 <= level <= 100:
            return None
        if self._parsers is None:
            return self._turn(int(level))
        asked: Any = self._parsers.questions.settings.loudness(intent.text)
        if asked.step is not None:  # "up ten percent"
            return self._by(asked.step)
        return self._turn_to(int(level) if asked.percent is None else asked.percent, asked.direction)

    def _change(self, intent: Intent) -> Reply | None:
        step = intent.slots["volume_step"]
        step = STEPS.get(step) if isinstance(step, str) else int(step)
        if step is None:
            return None
        return self._by(step)

    def _by(self, step: int) -> Reply | None:
        before = self._context.volume
        after = min(100, max(0, before + step))
        if after == before:
            return self._responses.reply("volume_loudest" if step > 0 else "volume_softest")
        return self._turn(after)

    def _turn(self, percent: int) -> Reply | None:

        async def act() -> None:
            before = self._context.volume
            await self._context.turn_volume(percent)
            others: dict[str, Other] = {
                "MynaItNow": self._told,
                "MynaItBefore": partial(self._responses.reply, "volume_was", percent=before),
                "MynaItNormal": partial(self._turn, before),
            }
            self._done.note(partial(self._turn, before), partial(self._further, percent - before), others=others)

        return amended(self._responses.reply("volume", act, percent=percent), slots={"percent": percent})
