"""Says aloud, once, that what a person sets cannot be written to the disk, and writes it once that works."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

from myna.app.current import Current
from myna.core.errors import DiskError, MynaError
from myna.core.events import Event, Failed
from myna.nlu.languages import language

LOOK_SECONDS = 2.0
"""How often it looks whether all is written, and tries again."""


class Kept(Protocol):
    """A file of what a person sets."""

    @property
    def failure(self) -> DiskError | None:
        """Why the last change could not be written, if so."""
        ...

    def retry(self) -> None:
        """Write what could not be written before; takes as long as the disk does. From any thread."""
        ...


async def keep(
    files: Sequence[Kept],
    note: Callable[[DiskError | None], None],
    tell: Callable[[DiskError], Awaitable[None]],
    look_seconds: float = LOOK_SECONDS,
) -> None:
    """Try ``files`` that could not be written again, for ever.

    ``note`` hears at every look what is wrong, or None; ``tell`` once, when it begins to be.
    """
    told = False
    while True:
        for file in files:
            if file.failure is not None:
                await asyncio.to_thread(file.retry)
        failure = next((file.failure for file in files if file.failure is not None), None)
        note(failure)
        if failure is not None and not told:
            await tell(failure)
        told = failure is not None
        await asyncio.sleep(look_seconds)


async def tell_of_disk(failure: DiskError, current: Current, publish: Callable[[Event], None]) -> None:
    """Tell programs, and have the assistant of ``current`` say it, if there is one."""
    publish(Failed(failure))
    words = language(current.config.language).failures.get("disk")
    if words and current.running is not None:
        await current.idle()  # what was set is confirmed first
        with suppress(MynaError):  # it is in the log and in the status too
            await current.assistant.say(words)
