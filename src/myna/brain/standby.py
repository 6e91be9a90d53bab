"""A language model on another machine, and the one here that answers while that one is away.

Its rules:

1. Who asks never waits for a server that is known to be away: it is looked for beside, and taken again when it is back.
2. The one here is loaded when it is first needed, and then stays.
3. An answer that has begun is not begun anew by the other one: its turn fails.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING

from myna.errors import BrainError, ModelError, MynaError
from myna.ports import Message

if TYPE_CHECKING:
    from myna.brain.fallback import LoadedBrain
    from myna.brain.remote import RemoteBrain
    from myna.models.choose import ChatChoice

log = logging.getLogger(__name__)

PROBE_SECONDS = 20.0
"""How often a server that is away is looked for."""


class Standby:
    """``remote``, and the brain that ``load_here`` loads onto a stack; ``news`` is set when another one takes over."""

    choice: "ChatChoice | None" = None

    def __init__(
        self,
        remote: "RemoteBrain",
        load_here: Callable[[AsyncExitStack], Awaitable["LoadedBrain"]],
        *,
        probe_seconds: float = PROBE_SECONDS,
    ) -> None:
        self._remote = remote
        self._load_here = load_here
        self._probe_seconds = probe_seconds
        self._here: LoadedBrain | None = None
        self._loading = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._probing: asyncio.Task[None] | None = None
        self.failure: MynaError | None = None
        self.news = asyncio.Event()

    @property
    def brain(self) -> "Standby":
        """What answers."""
        return self

    @property
    def name(self) -> str:
        """The address of the server, or the name of the model here."""
        return self._here.name if self.failure is not None and self._here is not None else self._remote.url

    async def load(self) -> None:
        """Look for the server; where it is away, load the model here."""
        try:
            await self._remote.load()
        except BrainError as error:
            self._lose(error)
            await self._brain_here()

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece. Raises BrainError."""
        if self.failure is None:
            begun = False
            try:
                async with aclosing(self._remote.answer(messages)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
                return
            except BrainError as error:
                self._lose(error)
                if begun:
                    raise
        if (here := await self._brain_here()) is None:
            assert self.failure is not None, "it was lost above, or before"
            raise BrainError(self.failure.code, self.failure.message, self.failure.hint)
        async with aclosing(here.brain.answer(messages)) as pieces:
            async for piece in pieces:
                yield piece

    async def close(self) -> None:
        """Let go the model here. Safe to call twice."""
        probing, self._probing = self._probing, None
        if probing is not None:
            probing.cancel()
            await asyncio.wait([probing])
        await self._stack.aclose()

    def _lose(self, error: BrainError) -> None:
        log.warning("%s %s Until then the language model here answers.", error.message, error.hint)
        self.failure = error
        self.news.set()
        self._probing = asyncio.create_task(self._probe())

    async def _probe(self) -> None:
        """Look for the server until it is back."""
        while self.failure is not None:
            await asyncio.sleep(self._probe_seconds)
            try:
                await self._remote.load()
            except BrainError as error:
                self.failure = error
            else:
                self.failure = None
                log.info("The language model at %s is back.", self._remote.url)
                self.news.set()

    async def _brain_here(self) -> "LoadedBrain | None":
        """The model here, loaded; None where there is none that works."""
        async with self._loading:
            if self._here is None:
                try:
                    self._here = await self._load_here(self._stack)
                except ModelError as error:
                    log.warning("%s %s", error.message, error.hint)
            return self._here
