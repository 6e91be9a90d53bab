"""An assistant that only notes what skills do to it, and the skills that use it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from myna.config import Config
from myna.skills.context import SkillContext
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager

NOW = datetime(2026, 11, 25, 15, 10)
"""A Wednesday."""


def every_skill(config: Config, context: SkillContext, now: Callable[[], datetime] = datetime.now) -> Skills:
    """All skills, with no timer set."""
    return build_all_skills(config, context, TimerManager(None, lambda _: None), now)[0]


@dataclass
class FakeContext:
    """Notes what is done to it in ``done``."""

    volume: int = 40
    speed: int = 100
    last_said: str = ""
    model: str = "smollm2-135m"
    done: list[tuple[str, object]] = field(default_factory=list)

    async def turn_volume(self, percent: int) -> None:
        self.done.append(("volume", percent))

    async def turn_speed(self, percent: int) -> None:
        self.done.append(("speed", percent))

    async def mute(self, muted: bool) -> None:
        self.done.append(("muted", muted))

    async def sleep(self, until: datetime) -> None:
        self.done.append(("asleep until", until))


class SwitchedContext:
    """Hands everything on to ``context``, which may be another one each time; ``now`` likewise."""

    def __init__(self, context: FakeContext, now: datetime) -> None:
        self.context = context
        self.now = now

    def __getattr__(self, name: str) -> Any:
        return getattr(self.context, name)


class SkillBuilder:
    """Builds the skills of each language once, and gives them the context and the time of each test."""

    def __init__(self) -> None:
        self._built: dict[str, tuple[SwitchedContext, Skills]] = {}

    def __call__(self, context: FakeContext, tag: str = "en-us", now: datetime = NOW) -> Skills:
        if tag not in self._built:
            switched = SwitchedContext(context, now)
            self._built[tag] = switched, every_skill(Config(language=tag), switched, lambda: switched.now)
        switched, skills = self._built[tag]
        switched.context, switched.now = context, now
        return skills
