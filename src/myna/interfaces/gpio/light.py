"""Shows on one lamp what is to be shown, for ever.

Its rules:

1. A frame is written when it differs from the one before, and not more often than the lamp is able to: what stands
   still costs nothing.
2. Writing blocks, and so it has a thread of its own.
3. By night it is darker, or dark.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta

from myna.config.schema import Gpio
from myna.core.errors import GpioError
from myna.interfaces.gpio.lamps import Lamp
from myna.interfaces.gpio.patterns import Colour, Look, changes_at, frame
from myna.platform.worker import Worker

LONGEST_WAIT_SECONDS = 600.0
"""How often the clock is looked at where there are hours of the night: it may be set meanwhile."""


class Light:
    """A ``lamp``, which it closes in the end, at the brightness that ``config`` says; ``now`` is local time."""

    def __init__(self, lamp: Lamp, config: Gpio, now: Callable[[], datetime] = lambda: datetime.now()) -> None:
        self._lamp = lamp
        self._config = config
        self._now = now
        self._look = Look()
        self._since = 0.0
        self._changed = asyncio.Event()

    def show(self, look: Look) -> None:
        """Show ``look`` from now on; called on the event loop."""
        if look != self._look:
            self._look, self._since = look, asyncio.get_running_loop().time()
            self._changed.set()

    async def run(self) -> None:
        """Show it, until cancelled. Raises GpioError where the lamp fails."""
        worker, loop = Worker("light"), asyncio.get_running_loop()
        written: tuple[Sequence[Colour], float] | None = None
        try:
            while True:
                self._changed.clear()
                look, seconds = self._look, loop.time() - self._since
                wanted = frame(look, seconds, self._lamp.fixture), percent(self._config, self._now().time())
                if wanted != written:
                    await worker.call(self._lamp.show, *wanted)
                    written = wanted
                still = changes_at(look, seconds, self._lamp.fixture) - seconds
                wait = min(max(still, self._lamp.frame_seconds), _until_night_turns(self._config, self._now()))
                with suppress(TimeoutError):
                    async with asyncio.timeout(None if wait > LONGEST_WAIT_SECONDS else wait):
                        await self._changed.wait()
        finally:
            with suppress(GpioError):
                await worker.call(self._lamp.close)
            worker.close()


def percent(config: Gpio, now: time) -> float:
    """How bright the light is at that time of day, in percent."""
    return config.night_percent if _is_night(config, now) else config.brightness_percent


def _is_night(config: Gpio, now: time) -> bool:
    if (hours := config.night_hours) is None:
        return False
    begin, end = hours
    return begin <= now < end if begin < end else now >= begin or now < end


def _until_night_turns(config: Gpio, now: datetime) -> float:
    """In how many seconds night begins or ends, or when to look again; more than the longest wait without a night."""
    if (hours := config.night_hours) is None:
        return LONGEST_WAIT_SECONDS * 2
    moments = [datetime.combine(now.date(), hour) for hour in hours]
    left = [((moment - now) % timedelta(days=1)).total_seconds() for moment in moments]
    return min(LONGEST_WAIT_SECONDS, *(seconds or LONGEST_WAIT_SECONDS for seconds in left))
