"""Virtual time: an event loop whose clock jumps to the next timer whenever there is nothing else to do.

What would take minutes takes milliseconds, and the same on every machine. Nothing that runs on it may wait for another
thread or for a file.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jump(selectors.SelectSelector):
    """Does not wait: it moves the clock."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        assert timeout is not None, "everything waits for something that nobody will do"
        self.now += max(0.0, timeout)
        return super().select(0)


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """Begins at time 0."""

    def __init__(self) -> None:
        self._jump = _Jump()
        super().__init__(self._jump)

    def time(self) -> float:
        return self._jump.now


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run ``main`` on virtual time; it may leave no task behind."""

    async def checked() -> T:
        result = await main
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(checked())


class FastLoop(asyncio.SelectorEventLoop):
    """A loop whose clock runs ``factor`` times as fast as the real one: a recording's hour passes in minutes."""

    def __init__(self, factor: float) -> None:
        super().__init__(_Hurry(factor))
        self._factor = factor

    def time(self) -> float:
        return self._factor * super().time()


class _Hurry(selectors.DefaultSelector):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> list[Any]:
        return super().select(timeout and timeout / self._factor)
