"""What a person sets while Myna runs: volume, speed and mute. It is kept, and comes before the configuration."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import ConfigDict, Field, with_config

from myna.core.events import Event, MuteChanged, VolumeChanged
from myna.platform.state_file import StateFile

LOOK_SECONDS = 30.0
"""How often a sleeper looks at the clock, which a board without a battery sets right some time after it boots."""


@with_config(ConfigDict(strict=True, extra="ignore"))
@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose.

    ``volume`` is in percent, and so is ``speed``, of what the configuration says. ``asleep_until`` is when the
    microphone opens by itself (seconds since 1970; 0: not at all).
    """

    volume: Annotated[int, Field(ge=0, le=100)] = 100
    speed: Annotated[int, Field(ge=20, le=500)] = 100
    muted: bool = False
    asleep_until: float = 0.0


def settings_file(folder: Path | None) -> StateFile[Settings]:
    """``state.json`` in the state folder; without a folder they are kept in memory alone."""
    return StateFile(folder and folder / "state.json", Settings())


class Adjustable(Protocol):
    """What the settings are for: an assistant that runs."""

    @property
    def last_said(self) -> str:
        """Its last answer; empty before the first one."""
        ...

    @property
    def model(self) -> str:
        """The name of the language model that answers now."""
        ...

    def set_volume(self, percent: int) -> None:
        """Speak as loud as ``percent`` from the next clause on."""
        ...

    def set_speed(self, percent: int) -> None:
        """Speak as fast as ``percent`` of what the configuration says, from the next clause on."""
        ...

    async def set_muted(self, muted: bool) -> None:
        """Close the microphone, or open it again."""
        ...


class RuntimeSettings:
    """The settings in ``kept``; ``publish`` tells of a change. ``clock`` gives seconds since the epoch."""

    def __init__(
        self, kept: StateFile[Settings], publish: Callable[[Event], None], clock: Callable[[], float] = time.time
    ) -> None:
        self._kept = kept
        self._publish = publish
        self._clock = clock
        self._adjusted: Adjustable | None = None
        self._fell_asleep = asyncio.Event()

    @property
    def settings(self) -> Settings:
        """What is set."""
        return self._kept.value

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
        return "" if self._adjusted is None else self._adjusted.last_said

    @property
    def model(self) -> str:
        """The name of the language model that answers now."""
        return "" if self._adjusted is None else self._adjusted.model

    @asynccontextmanager
    async def adjusting(self, assistant: Adjustable) -> AsyncIterator[None]:
        """Keep ``assistant`` as it is set."""
        self._adjusted = assistant
        try:
            await self._adjust()
            yield
        finally:
            self._adjusted = None

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
        await self._change(lambda settings: replace(settings, muted=muted, asleep_until=until))
        self._publish(MuteChanged(muted))

    async def turn_speed(self, percent: int) -> None:
        """Speak as fast as ``percent`` from the next clause on, and keep it so."""
        await self._change(lambda settings: replace(settings, speed=percent))

    async def turn_volume(self, percent: int) -> None:
        """Speak as loud as ``percent`` from the next clause on, and keep it so."""
        await self._change(lambda settings: replace(settings, volume=percent))
        self._publish(VolumeChanged(percent))

    async def _change(self, change: Callable[[Settings], Settings]) -> None:
        await asyncio.to_thread(self._kept.change, change)
        await self._adjust()

    async def _adjust(self) -> None:
        if self._adjusted is None:
            return
        self._adjusted.set_volume(self.settings.volume)
        self._adjusted.set_speed(self.settings.speed)
        await self._adjusted.set_muted(self.settings.muted)
