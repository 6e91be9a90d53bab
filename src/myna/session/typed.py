"""What is typed: done in the place of what sounds, while who typed it waits."""

import asyncio
from collections.abc import Awaitable, Callable

from myna.core.errors import MynaError
from myna.session.foreground import Foreground
from myna.session.preemptive import PreemptiveGeneration


class Typed:
    """Of one assistant; ``idle`` is cleared meanwhile, ``rest`` is what is done when nothing is left to do."""

    def __init__(
        self,
        foreground: Foreground,
        preemptive: PreemptiveGeneration,
        idle: asyncio.Event,
        rest: Callable[[], Awaitable[None]],
    ) -> None:
        self._foreground = foreground
        self._preemptive = preemptive
        self._idle = idle
        self._rest = rest

    async def do(self, act: Callable[[], Awaitable[MynaError | None]]) -> None:
        """Do what was typed, and wait for it. Raises MynaError, also where it was interrupted."""

        async def done() -> MynaError | None:
            failure = await act()
            if not self._foreground.silenced:
                await self._rest()
            return failure

        self._idle.clear()
        try:
            failure = await self._foreground.perform(done)
        except asyncio.CancelledError:  # who asked is gone
            if self._preemptive.is_quiet:
                await self._rest()
            raise
        if failure is not None:
            raise failure
