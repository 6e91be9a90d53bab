"""One thread for each blocking engine, and the only bridge from the event loop to it.

Its rules:

1. An engine runs on its own thread alone, one call at a time, in the order in which the calls were made.
2. A cancelled caller still waits until its running call has ended, so that no call outlives its caller.
3. An iterator is pulled one item at a time, and closed on the thread that ran it.
"""

import asyncio
import os
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

NICENESS = 10
"""Of a thread that gives way: it has a tenth of the processor where another wants all of it."""


class Worker:
    """One thread for one engine, from the engine's first call until ``close``, which follows its last call."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"myna-{name}")

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``function`` on the thread and return its result; whatever it raises is raised here."""
        return await _result(self.submit(function, *args, **kwargs))

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``function`` on the thread, for a caller that does not wait; what has not begun can be cancelled."""
        return self._executor.submit(function, *args, **kwargs)

    async def iterate(
        self, make: Callable[[], Generator[T, Any, Any]], *, abort: Callable[[], None] | None = None
    ) -> AsyncGenerator[T, None]:
        """Pull a generator on the thread, item by item. Consume it under ``contextlib.aclosing``.

        ``abort`` is called, on the event loop's thread, when the consumer is cancelled during a pull: it may make the
        engine give up early. The generator is closed on its own thread in every case.
        """
        end = object()
        generator = make()
        try:
            while (item := await _result(self._executor.submit(next, generator, end), abort)) is not end:
                yield item  # type: ignore[misc]
        finally:
            await _result(self._executor.submit(generator.close), droppable=False)

    def close(self) -> None:
        """End the thread; waits for the call that is running, if any."""
        self._executor.shutdown(wait=True)


def yield_to_others() -> None:
    """Let the calling thread alone run behind all others of the machine, as far as the system allows it."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


async def _result(future: Future[T], abort: Callable[[], None] | None = None, *, droppable: bool = True) -> T:
    """Await ``future``; when cancelled, drop the call if it has not begun and may be dropped, else let it end first."""
    wrapped = asyncio.wrap_future(future)
    try:
        return await asyncio.shield(wrapped)
    except asyncio.CancelledError:
        if droppable and future.cancel():
            raise
        if abort is not None:
            abort()
        while not wrapped.done():
            try:
                await asyncio.wait([wrapped])
            except asyncio.CancelledError:
                continue  # cancelled once more while the engine ends; the first cancellation is raised below
        if not wrapped.cancelled():
            wrapped.exception()  # the caller is gone; mark the outcome as seen
        raise
