"""What a person sets while it runs: volume, speed and mute. It is kept, and comes before the configuration."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from myna.app.assembly import Running
from myna.app.state import Settings, State

LOOK_SECONDS = 30.0
"""How often a sleeper looks at the clock, which a board without a battery sets right some time after it boots."""


class RuntimeSettings:
    """The knobs of one daemon; ``publish`` tells programs of a change.

    ``recorded``: a recording is heard in any case, so that mute changes nothing of it. ``clock`` gives seconds
    since the epoch.
    """

    def __init__(
        self,
        kept: State,
        publish: Callable[[Mapping[str, object]], None],
        *,
        recorded: bool,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._kept = kept
        self._publish = publish
        self._recorded = recorded
        self._clock = clock
        self._now: Running | None = None
        self._fell_asleep = asyncio.Event()

    @property
    def settings(self) -> Settings:
        """What is set."""
        return self._kept.settings

    @property
    def volume(self) -> int:
        """How loud it speaks, in percent."""
        return self.settings.volume

    @property
    def speed(self) -> int:
        """How fast it speaks, in percent of what the configuration says."""
        return self.settings.speed

    @property
    def last_said(self) -> str:
        """Its last answer; empty before the first one."""
        return "" if self._now is None else self._now.assistant.last_said

    @property
    def model(self) -> str:
        """The name of the language model that answers now."""
        return "" if self._now is None else self._now.engines.llm.name

    async def attach(self, now: Running | None) -> None:
        """Turn the knobs of ``now`` from now on, beginning with what is set."""
        self._now = now
        await self._obey()

    async def mute(self, muted: bool) -> None:
        """Close the microphone, or open it again, and keep it so."""
        await self._mute(muted, 0.0)

    async def sleep(self, until: datetime) -> None:
        """Close the microphone until then, over a restart too."""
        await self._mute(True, until.timestamp())
        self._fell_asleep.set()

    async def wake_in_time(self) -> None:
        """Open the microphone when a sleep is over, for ever."""
        while True:
            until = self.settings.asleep_until
            left = until - self._clock() if until else LOOK_SECONDS
            if left <= 0:
                await self.mute(False)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, LOOK_SECONDS)):
                    await self._fell_asleep.wait()
            self._fell_asleep.clear()

    async def _mute(self, muted: bool, until: float) -> None:
        await asyncio.to_thread(self._kept.change, lambda settings: replace(settings, muted=muted, asleep_until=until))
        await self._obey()
        self._publish({"event": "muted" if muted else "unmuted"})

    async def turn_speed(self, percent: int) -> None:
        """Speak as fast as ``percent`` from the next clause on, and keep it so."""
        await asyncio.to_thread(self._kept.change, lambda settings: replace(settings, speed=percent))
        await self._obey()

    async def turn_volume(self, percent: int) -> None:
        """Speak as loud as ``percent`` from the next clause on, and keep it so."""
        await asyncio.to_thread(self._kept.change, lambda settings: replace(settings, volume=percent))
        await self._obey()
        self._publish({"event": "volume", "volume": percent})

    async def _obey(self) -> None:
        if self._now is None:
            return
        self._now.speaker.percent = self.settings.volume
        self._now.engines.voice.speed = self.settings.speed / 100
        if not self._recorded:
            await self._now.assistant.mute() if self.settings.muted else self._now.assistant.unmute()
