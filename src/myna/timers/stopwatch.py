"""The stopwatch: it counts up, is stopped and goes on, and outlives a restart."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, with_config

from myna.platform.state_file import StateFile


@with_config(ConfigDict(strict=True, extra="ignore"))
@dataclass(frozen=True, slots=True)
class Run:
    """What the stopwatch has counted.

    ``since`` is when it was last started (seconds since the epoch; None while it stands), ``before`` the seconds that
    it had counted by then (None where it was never started).
    """

    since: float | None = None
    before: float | None = None


class Stopwatch:
    """The stopwatch, kept in ``stopwatch.json`` of ``folder``; without a folder it lives as long as the program.

    ``clock`` gives seconds since the epoch. ``kept`` is its file.
    """

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self.kept = StateFile(folder and folder / "stopwatch.json", Run())
        self._clock = clock

    def load(self) -> None:
        """Read what was kept; takes as long as the disk does."""
        self.kept.load()

    @property
    def runs(self) -> bool:
        """Whether it counts."""
        return self.kept.value.since is not None

    @property
    def seconds(self) -> float | None:
        """What it has counted; None where it was never started, or set back."""
        run = self.kept.value
        if run.since is None:
            return run.before
        return (run.before or 0.0) + max(0.0, self._clock() - run.since)

    async def start(self) -> None:
        """Count on, from nothing where it was never started; one that counts goes on."""
        await self._change(lambda run: run if run.since is not None else Run(self._clock(), run.before or 0.0))

    async def stop(self) -> None:
        """Stand still."""
        await self._change(lambda _: Run(None, self.seconds))

    async def reset(self, *, start: bool = False) -> None:
        """Forget what was counted; ``start`` counts anew at once."""
        await self._change(lambda _: Run(self._clock(), 0.0) if start else Run())

    async def _change(self, change: Callable[[Run], Run]) -> None:
        await asyncio.to_thread(self.kept.change, change)
