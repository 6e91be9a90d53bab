"""What a person sets while it runs: volume and mute. It is kept, and comes before the configuration."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from myna.running import Running
from myna.state import Settings, State


class Knobs:
    """The knobs of one daemon; ``publish`` tells programs of a change.

    ``deaf``: a recording is heard in any case, so that mute changes nothing of it.
    """

    def __init__(self, kept: State, publish: Callable[[Mapping[str, object]], None], *, deaf: bool) -> None:
        self._kept = kept
        self._publish = publish
        self._deaf = deaf
        self._now: Running | None = None

    @property
    def settings(self) -> Settings:
        """What is set."""
        return self._kept.settings

    @property
    def volume(self) -> int:
        """How loud it speaks, in percent."""
        return self.settings.volume

    async def attach(self, now: Running | None) -> None:
        """Turn the knobs of ``now`` from now on, beginning with what is set."""
        self._now = now
        await self._obey()

    async def mute(self, muted: bool) -> None:
        """Close the microphone, or open it again, and keep it so."""
        await asyncio.to_thread(self._kept.change, lambda settings: replace(settings, muted=muted))
        await self._obey()
        self._publish({"event": "muted" if muted else "unmuted"})

    async def turn_volume(self, percent: int) -> None:
        """Speak as loud as ``percent`` from the next clause on, and keep it so."""
        await asyncio.to_thread(self._kept.change, lambda settings: replace(settings, volume=percent))
        await self._obey()
        self._publish({"event": "volume", "volume": percent})

    async def _obey(self) -> None:
        if self._now is None:
            return
        self._now.speaker.percent = self.settings.volume
        if not self._deaf:
            await self._now.assistant.mute() if self.settings.muted else self._now.assistant.unmute()
