"""A language model on another machine, and the one here that answers while that one is away.

Its rules:

1. Who asks never waits for a server that is known to be away: it is looked for beside, and taken again when it is back.
2. The one here is loaded as soon as the server is away, and then stays. Who waits for it and is cancelled does not end
   the load: somebody will ask again.
3. An answer that has begun is not begun anew by the other one: its turn fails.
4. ``news`` is set when the other one has taken over, and so never where there is no other one.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING

from myna.app.active_model import LoadedModel
from myna.core.errors import LlmError, ModelError
from myna.core.ports import Message
from myna.llm.prompt import DEFAULT_SYSTEM_PROMPT
from myna.models.selection import ChatChoice
from myna.nlu.languages import Component

if TYPE_CHECKING:
    from myna.llm.remote import RemoteModel

log = logging.getLogger(__name__)

PROBE_SECONDS = 20.0
"""How often a server that is away is looked for."""


class ServerFailover:
    """``remote``, and the language model that ``load_here`` loads onto a stack; it raises ModelError.

    ``failure`` is what is wrong with the server, None while it is there.
    """

    choice: ChatChoice | None = None
    characters_per_second: float | None = None
    component: Component = "server"

    def __init__(
        self,
        remote: "RemoteModel",
        load_here: Callable[[AsyncExitStack], Awaitable[LoadedModel]],
        *,
        probe_seconds: float = PROBE_SECONDS,
    ) -> None:
        self._remote = remote
        self._load_here = load_here
        self._probe_seconds = probe_seconds
        self._here: LoadedModel | None = None
        self._stack = AsyncExitStack()
        self._loading: asyncio.Task[None] | None = None
        self._probing: asyncio.Task[None] | None = None
        self.failure: LlmError | None = None
        self._told = ""
        self.news = asyncio.Event()

    @property
    def name(self) -> str:
        """The address of the server, or the name of the model here."""
        return self._here.name if self.failure is not None and self._here is not None else self._remote.url

    @property
    def parameters(self) -> int | None:
        """Those of the model here while it answers; a server's are not known."""
        return self._here.parameters if self.failure is not None and self._here is not None else None

    async def load(self) -> None:
        """Look for the server; where it is away, load the model here."""
        try:
            await self._remote.load()
        except LlmError as error:
            self._lose(error)
            await self._model_here()

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece. Raises LlmError."""
        failure, begun = self.failure, False
        if failure is None:
            try:
                async with aclosing(self._remote.answer(messages)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
                return
            except LlmError as error:
                self._lose(error)
                if begun:
                    raise
                failure = error
        if (here := await self._model_here()) is None:
            raise LlmError(failure.code, failure.message, failure.hint)
        async with aclosing(here.answer(_suited(messages, here.choice.system_prompt))) as pieces:
            async for piece in pieces:
                yield piece

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        """Read a conversation whose last message may go on, where the model here answers. Raises LlmError."""
        if self.failure is None or self._here is None:
            return None
        return await self._here.prefill(_suited(messages, self._here.choice.system_prompt), whole=whole)

    async def fill(self, messages: Sequence[Message], grammar: str) -> str:
        """The likeliest answer that ``grammar`` allows, of the model here while it answers; "" of a server."""
        if self.failure is None or self._here is None:
            return ""
        return await self._here.fill(messages, grammar)

    async def close(self) -> None:
        """Let go the model here. Safe to call twice."""
        tasks = [task for task in (self._probing, self._loading) if task is not None]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self._stack.aclose()

    def _lose(self, error: LlmError) -> None:
        """The server is away; where two questions find that out, the second one's is nothing new."""
        known, self.failure = self.failure, error
        if known is not None:
            return
        log.warning("%s %s", error.message, error.hint)
        self._probing = asyncio.create_task(self._probe())
        if self._here is None:
            self._begin_loading()
        else:
            self._take_over(self._here)

    def _take_over(self, here: LoadedModel) -> None:
        log.warning("Until %s is back, %s answers.", self._remote.url, here.name)
        self.news.set()

    async def _probe(self) -> None:
        """Look for the server until it is back."""
        while self.failure is not None:
            await asyncio.sleep(self._probe_seconds)
            try:
                await self._remote.load()
            except LlmError as error:
                self.failure = error
            else:
                self.failure = None
        log.info("The language model at %s is back.", self._remote.url)
        self.news.set()

    def _begin_loading(self) -> asyncio.Task[None]:
        if self._loading is None:
            self._loading = asyncio.create_task(self._load())
        return self._loading

    async def _load(self) -> None:
        """Load the model here; where none works, the next question tries again."""
        try:
            self._here = await self._load_here(self._stack)
        except ModelError as error:
            if error.message != self._told:
                log.warning("%s %s", error.message, error.hint)
            self._told = error.message
        else:
            if self.failure is not None:
                self._take_over(self._here)
        finally:
            self._loading = None

    async def _model_here(self) -> LoadedModel | None:
        """The model here, loaded; None where there is none that works."""
        if self._here is None:
            await asyncio.shield(self._begin_loading())
        return self._here


def _suited(messages: Sequence[Message], system_prompt: str) -> list[Message]:
    """The conversation with the prompt that suits the model here, unless a person has written one."""
    first, *others = messages
    if first["role"] == "system" and first["content"] == DEFAULT_SYSTEM_PROMPT:
        first = {"role": "system", "content": system_prompt}
    return [first, *others]
