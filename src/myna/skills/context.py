"""What a skill may ask of Myna itself."""

from datetime import datetime
from typing import Protocol


class SkillContext(Protocol):
    """The running assistant, as its skills see it."""

    @property
    def volume(self) -> int:
        """How loud it speaks, in percent."""
        ...

    @property
    def speed(self) -> int:
        """How fast it speaks, in percent of what the configuration says."""
        ...

    @property
    def last_said(self) -> str:
        """Its last answer; empty before the first one."""
        ...

    @property
    def model(self) -> str:
        """The name of the language model that answers now."""
        ...

    async def turn_volume(self, percent: int) -> None:
        """Speak as loud as ``percent``, 0 to 100, from the next clause on, and keep it so."""
        ...

    async def turn_speed(self, percent: int) -> None:
        """Speak as fast as ``percent`` from the next clause on, and keep it so."""
        ...

    async def mute(self, muted: bool) -> None:
        """Close the microphone, or open it again, and keep it so."""
        ...

    async def sleep(self, until: datetime) -> None:
        """Close the microphone until then, over a restart too."""
        ...
