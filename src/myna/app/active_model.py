"""The language model that answers, in whatever form: one that is loaded here, a server, or none."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from myna.core.errors import MynaError
from myna.core.ports import LanguageModel, Message
from myna.models.selection import ChatChoice
from myna.nlu.languages import Component


class ActiveLanguageModel(LanguageModel, Protocol):
    """What answers, and what is known of it."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def choice(self) -> ChatChoice | None:
        """The model on this machine that it is, if it is one."""
        ...

    @property
    def failure(self) -> MynaError | None:
        """What is wrong with the one that was asked for, while it does not answer."""
        ...

    @property
    def component(self) -> Component:
        """What has failed where there is a ``failure``, as Myna tells it aloud."""
        ...

    @property
    def news(self) -> asyncio.Event:
        """Set while nobody has been told of a change of ``failure``."""
        ...

    @property
    def characters_per_second(self) -> float | None:
        """How fast it thinks, where that is known."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A language model in memory; ``failure`` is what was wrong with the one in whose place it works, if anything was.

    ``news`` is set while nobody has been told of that. ``characters_per_second`` is how fast it thinks, where that is
    known.
    """

    llm: LanguageModel
    choice: ChatChoice
    failure: MynaError | None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    characters_per_second: float | None = None
    component: Component = "model"

    @property
    def name(self) -> str:
        """What it is called."""
        return self.choice.name

    @property
    def parameters(self) -> int | None:
        """How many it has."""
        return self.llm.parameters

    def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece. Raises LlmError."""
        return self.llm.answer(messages)

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        """Read a conversation whose last message may go on, or all of it. Raises LlmError."""
        return await self.llm.prefill(messages, whole=whole)

    async def fill(self, messages: Sequence[Message], grammar: str) -> str:
        """The likeliest answer that ``grammar`` (GBNF) allows; "" of a model that is not able to. Raises LlmError."""
        return await self.llm.fill(messages, grammar)
