"""Another configuration while Myna runs.

Its rules:

1. A reload is prepared while the old configuration answers. It fails whole, or the assistant is ended when it is idle
   and made anew.
2. One reload at a time, and none before the first configuration is lived by.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from myna.app.current import Current
from myna.config import Config
from myna.core.errors import MynaError
from myna.core.events import Event, Failed, Reloaded
from myna.platform.systemd import Notifier

log = logging.getLogger(__name__)

IDLE_SECONDS = 30.0
"""How long a reload waits for the end of a conversation before it ends it."""


class Preparing(Protocol):
    """The engines, as a reload sees them."""

    async def prepare(self, config: Config) -> list[str]:
        """Get ready what ``config`` needs; the names of the engines that it changes. Raises MynaError."""
        ...

    async def discard(self) -> None:
        """Let go what was prepared and is not wanted any more."""
        ...


class Reloader:
    """Prepares what ``read_config`` reads, waits until the assistant is ``idle``, and hands it to whoever runs that.

    That one waits with ``next_config``, lives by what that returns, and calls ``switched`` each time that an assistant
    lives, the first time included, with the engines that it lives on.
    """

    def __init__(
        self,
        current: Current,
        read_config: Callable[[], Config],
        idle: Callable[[], Awaitable[object]],
        notifier: Notifier,
        publish: Callable[[Event], None],
    ) -> None:
        self._current = current
        self._read_config = read_config
        self._idle = idle
        self._notifier = notifier
        self._publish = publish
        self._lock = asyncio.Lock()
        self._hung_up = asyncio.Event()
        self._renewing = False
        self._next: asyncio.Queue[Config] = asyncio.Queue(1)
        self._changed: list[str] | None = None  # what the configuration in the queue changes
        self._engines: Preparing | None = None
        self._switched = asyncio.Event()

    async def reload(self) -> list[str]:
        """Read the configuration again and live by it; the keys and engines that changed.

        Raises MynaError where it is wrong or cannot be lived by: then nothing changes.
        """
        async with self._lock:
            self._notifier.reloading()
            try:
                return await self._reload(self._read_config)
            except MynaError as error:
                self._current.config_error = error
                self._publish(Failed(error))
                log.error("The configuration stays as it was.")
                raise
            finally:
                self._notifier.reloaded()

    def hang_up(self) -> None:
        """Reload as soon as it can be done: SIGHUP."""
        self._renewing = False
        self._hung_up.set()

    def renew(self) -> None:
        """Make the assistant anew as soon as it can be done, where what it is made of is not what it was."""
        self._renewing = not self._hung_up.is_set() or self._renewing
        self._hung_up.set()

    async def reload_when_hung_up(self) -> None:
        """Reload at every SIGHUP, and whenever the assistant is to be made anew, for ever."""
        while True:
            await self._hung_up.wait()
            self._hung_up.clear()
            with suppress(MynaError):  # it was told
                await (self._renew() if self._renewing else self.reload())

    async def next_config(self) -> Config:
        """Wait for another configuration to live by."""
        return await self._next.get()

    def switched(self, engines: Preparing) -> None:
        """An assistant lives on ``engines`` by the configuration that was handed over last, or by the first one."""
        self._engines = engines
        self._switched.set()
        if self._changed is not None:
            changed, self._changed = self._changed, None
            self._tell(changed)

    def unsettle(self) -> None:
        """What the last engines were prepared for is over: a reload waits until others are lived on."""
        self._switched.clear()

    async def _renew(self) -> None:
        async with self._lock:
            try:
                await self._reload(lambda: self._current.config)
            except MynaError as error:
                log.warning("%s %s", error.message, error.hint)
                raise

    async def _reload(self, read_config: Callable[[], Config]) -> list[str]:
        await self._switched.wait()
        assert self._engines is not None, "an assistant lives on them"
        engines, config = self._engines, read_config()
        keys = [key for key in Config.model_fields if getattr(config, key) != getattr(self._current.config, key)]
        others = await engines.prepare(config)
        self._current.config_error = None
        changed = [*keys, *(engine for engine in others if engine not in keys)]
        if not changed:
            self._tell(changed)
            return changed
        await self._wait_until_idle(engines)
        self._switched.clear()
        self._changed = changed
        self._next.put_nowait(config)
        await self._switched.wait()
        return changed

    async def _wait_until_idle(self, engines: Preparing) -> None:
        """Wait for the end of a conversation, but not for ever."""
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                await self._idle()
        except TimeoutError:
            log.warning("A conversation was ended by the reload.")
        except BaseException:
            await engines.discard()
            raise

    def _tell(self, changed: list[str]) -> None:
        log.info("The configuration was read again; changed: %s.", ", ".join(changed) or "nothing")
        self._publish(Reloaded(changed))
