"""What sounds or is about to: an answer, a chime, a complaint. One act at a time.

Its rules:

1. An act begins when the one before it has ended.
2. To interrupt is to cancel; an act that is cancelled falls silent at once.
3. An act tells its own failures: what it raises ends the whole assistant.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from myna.core.errors import LlmError

T = TypeVar("T")


class Foreground:
    """The acts of one assistant, as tasks of its ``group``."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._act: asyncio.Task[Any] | None = None
        self._silenced: asyncio.Task[Any] | None = None

    def start(self, act: Callable[[], Awaitable[T]]) -> asyncio.Task[T]:
        """Do ``act`` as soon as what was done before it has ended."""
        before = self._act

        async def then() -> T:
            await _ended(before)
            return await act()

        task = self._group.create_task(then())
        self._act = task
        return task

    async def perform(self, act: Callable[[], Awaitable[T]]) -> T:
        """Do ``act`` in the place of what sounds, and wait for its result; who stops waiting cancels it.

        Raises BrainError where it was interrupted.
        """
        self.interrupt()
        task = self.start(act)
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            raise
        if task.cancelled():
            raise LlmError("interrupted", "It was interrupted.", "Say or type it again.")
        return task.result()

    def interrupt(self) -> None:
        """Silence what sounds, if anything does."""
        self._silenced = self._act
        if self._act is not None:
            self._act.cancel()

    @property
    def busy(self) -> bool:
        """Whether an act has not ended yet."""
        return self._act is not None and not self._act.done()

    def is_last(self, act: asyncio.Task[Any] | None) -> bool:
        """Whether ``act`` is what began last, has not ended, and is not being interrupted."""
        return act is not None and act is self._act and not act.done() and act is not self._silenced

    @property
    def silenced(self) -> bool:
        """Whether the act that asks was interrupted, even if it could end before it noticed."""
        return asyncio.current_task() is self._silenced


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
