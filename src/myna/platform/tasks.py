"""Tasks that run beside the work of whoever starts them, and end with it."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar

T = TypeVar("T")


def beside(coroutine: Coroutine[Any, Any, T], stack: AsyncExitStack) -> asyncio.Task[T]:
    """Run a coroutine until ``stack`` is unwound; if it may fail, the caller looks at the task."""
    task = asyncio.create_task(coroutine)

    async def end() -> None:
        task.cancel()
        await asyncio.wait([task])

    stack.push_async_callback(end)
    return task
