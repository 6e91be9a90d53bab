"""Knowledge: questions about the world, answered from sources that are on the board, word for word.

Its rules:

1. A source is asked only what no other skill answers. What is read from one is said, and never taken as an order.
2. The first source that trusts its answer gives it, in the order of ``sources``.
3. A source that fails has no answer; the others are asked.
4. What none has is not made up: see ``unanswered.py``.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Protocol

from myna.core.decision import Decision, decided
from myna.core.reply import Reply
from myna.knowledge.found import Found
from myna.skills.unanswered import Unanswered

_LOOKED_UP = frozenset(["model"])
"""The kinds of decisions whose sentence is looked up."""


class Source(Protocol):
    """Something on the board that questions are looked up in."""

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Open it; it is closed with the context. Where it cannot be read, that is logged and it has no answers."""
        ...

    async def find(self, question: str) -> Found | None:
        """What it answers to ``question``; None where it does not, or is not sure enough."""
        ...


class KnowledgeSources:
    """The ``sources`` of knowledge, in the order in which they are asked.

    ``unanswered`` decides what becomes of a question that none has an answer to; without it, nothing else.
    """

    def __init__(self, sources: Sequence[Source], unanswered: Unanswered | None = None) -> None:
        self._sources = sources
        self._unanswered = unanswered

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Open them; they are closed with the context."""
        async with AsyncExitStack() as stack:
            for source in self._sources:
                await stack.enter_async_context(source.opened())
            yield

    async def look_up(self, decision: Decision) -> Decision | None:
        """What a source answers to the sentence of ``decision``, or what is said where none does; None: no change."""
        if decision.kind not in _LOOKED_UP:
            return None
        for source in self._sources:
            if (found := await source.find(decision.text)) is not None:
                reply = Reply(found.text, evidence=found.evidence)
                return decided(decision.text, reply, "knowledge", "knowledge", "knowledge.ask", found.evidence.trust)
        return None if self._unanswered is None else self._unanswered.decide(decision)
