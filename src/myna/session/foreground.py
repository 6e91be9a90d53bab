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

    def start(self, work: Callable[[], Awaitable[T]]) -> asyncio.Task[T]:
        """Do ``work`` as soon as what was done before it has ended."""
        before = self._last

        async def then() -> T:
            await _ended(before)
            return await work()

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

    def holds(self, task: asyncio.Task[Any] | None) -> bool:
        """Whether ``task`` is what began last, has not ended, and is not being interrupted."""
        return task is not None and task is self._last and not task.done() and task is not self._interrupted


async def _ended(task: asyncio.Task[Any] | None) -> None:
    """Wait for the end of ``task``; cancel it where this is cancelled, and wait all the same."""
    cancelled: asyncio.CancelledError | None = None
    while task is not None and not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
            task.cancel()
    if cancelled is not None:
        raise cancelled
