"""What Myna would understand of sentences and recordings, and answer: ``myna understand``. Nothing is done."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from myna.app import oneshot
from myna.config import Config
from myna.core.decision import Decision
from myna.core.errors import MynaError
from myna.nlu import understanding as nlu
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager


@dataclass(frozen=True, slots=True)
class Understanding:
    """A decision, and what was ``heard`` where the input was a recording."""

    decision: Decision
    heard: str | None = None

    def as_json(self) -> dict[str, Any]:
        """It as ``myna understand --json`` prints it."""
        return {**self.decision.as_json(), **({} if self.heard is None else {"heard": self.heard})}


class NoAssistant:
    """Stands in for a running assistant: its values are in the middle, and changes are left out."""

    volume = 50
    speed = 100
    last_said = ""
    model = ""

    async def turn_volume(self, percent: int) -> None:
        """Nothing."""

    async def turn_speed(self, percent: int) -> None:
        """Nothing."""

    async def mute(self, muted: bool) -> None:
        """Nothing."""

    async def sleep(self, until: datetime) -> None:
        """Nothing."""


def understanding_skills(config: Config, understanding: nlu.Understanding | None = None) -> Skills:
    """All skills, ready for many sentences, with no timer set and nothing that could be changed. Raises MynaError.

    ``understanding`` takes the place of the language's own.
    """
    skills, _ = build_all_skills(config, NoAssistant(), TimerManager(), understanding=understanding)
    skills.load()
    return skills


async def understand(config: Config, inputs: Iterable[str]) -> AsyncGenerator[Understanding | MynaError, None]:
    """What each sentence or recording (WAV or FLAC) means, in their order; why, where a recording cannot be read.

    ``inputs`` may be as long as one likes. The listener is loaded at the first recording. Raises MynaError where
    its models are missing.
    """
    skills = understanding_skills(config)
    async with skills.opened(), aclosing(oneshot.said(config, inputs)) as said:
        async for one in said:
            if isinstance(one, MynaError):
                yield one
            elif not oneshot.is_recording(one.input):
                yield Understanding(await skills.looked_up(skills.decide(one.words)))
            elif not one.words:
                yield Understanding(Decision("", "nothing"), "")
            else:
                decision = skills.doubt(skills.decide(one.words), map(skills.decide, one.alternatives))
                yield Understanding(await skills.looked_up(decision), one.words)
