"""What sounds or is about to: an answer, a chime, a complaint. One act at a time.

Its rules:

1. An act begins when the one before it has ended.
2. To interrupt is to cancel; an act that is cancelled falls silent at once.
3. An act tells its own failures: what it raises ends the whole session.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Foreground:
    """The acts of one session, as tasks of its ``group``."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._last: asyncio.Task[Any] | None = None
        self._interrupted: asyncio.Task[Any] | None = None

    def start(self, act: Callable[[], Awaitable[T]]) -> asyncio.Task[T]:
        """Do ``act`` as soon as what was done before it has ended."""
        before = self._last

        async def then() -> T:
            await _ended(before)
            return await act()

        task = self._group.create_task(then())
        self._last = task
        return task

    def interrupt(self) -> None:
        """Silence what sounds, if anything does."""
        self._interrupted = self._last
        if self._last is not None:
            self._last.cancel()

    @property
    def busy(self) -> bool:
        """Whether an act has not ended yet."""
        return self._last is not None and not self._last.done()

    def holds(self, act: asyncio.Task[Any] | None) -> bool:
        """Whether ``act`` is what began last, has not ended, and is not being interrupted."""
        return act is not None and act is self._last and not act.done() and act is not self._interrupted


async def _ended(act: asyncio.Task[Any] | None) -> None:
    """Wait for the end of ``act``; cancel it where this is cancelled, and wait all the same."""
    cancelled: asyncio.CancelledError | None = None
    while act is not None and not act.done():
        try:
            await asyncio.wait([act])
        except asyncio.CancelledError as error:
            cancelled = error
            act.cancel()
    if cancelled is not None:
        raise cancelled
