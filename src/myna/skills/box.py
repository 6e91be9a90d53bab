"""What a skill may ask of Myna itself."""

from typing import Protocol


class Box(Protocol):
    """The running assistant, as its skills see it."""

    @property
    def volume(self) -> int:
        """How loud it speaks, in percent."""
        ...

    async def turn_volume(self, percent: int) -> None:
        """Speak as loud as ``percent``, 0 to 100, from the next clause on, and keep it so."""
        ...

    async def mute(self, muted: bool) -> None:
        """Close the microphone, or open it again, and keep it so."""
        ...
