"""What a skill may ask of the running assistant."""

from datetime import datetime
from typing import Protocol


class SkillContext(Protocol):
    """The running assistant, as its skills see it. A method that changes something keeps it over a restart."""

    @property
    def volume(self) -> int:
        """The volume of speech, in percent."""
        ...

    @property
    def speed(self) -> int:
        """The speed of speech, in percent of what the configuration says."""
        ...

    @property
    def last_said(self) -> str:
        """The last answer; empty before the first one."""
        ...

    @property
    def model(self) -> str:
        """The name of the language model that answers now."""
        ...

    async def turn_volume(self, percent: int) -> None:
        """Set the volume to ``percent``, 0 to 100, from the next clause on."""
        ...

    async def turn_speed(self, percent: int) -> None:
        """Set the speed to ``percent`` from the next clause on."""
        ...

    async def mute(self, muted: bool) -> None:
        """Close the microphone, or open it again."""
        ...

    async def sleep(self, until: datetime) -> None:
        """Close the microphone until then."""
        ...
