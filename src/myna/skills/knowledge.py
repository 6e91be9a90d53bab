"""Knowledge: questions about the world, answered from sources that are on the board, word for word.

Its rules:

1. A source is asked only what no other skill answers. What is read from one is said, and never taken as an order.
2. The first source that trusts its answer gives it, in the order of ``sources``.
3. A source that fails has no answer; the others are asked.
4. What the classifier takes for something else may be answered by a person's own things all the same: where it is
   refused ("what is grandma's phone number"), there is nothing of it ("when is my dentist's appointment", and no
   reminder), or something is asked back ("remind me where the key is"). The sources that know those things are asked,
   and no others.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Protocol

from myna.core.decision import Decision, decided
from myna.core.reply import Reply
from myna.knowledge.found import Found

_SURE = 0.9
"""The least trust of an answer that takes the place of a skill's own, that there is nothing."""


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

    Before them come the ``personal`` ones, which know a person's own things.
    """

    def __init__(self, sources: Sequence[Source], *, personal: Sequence[Source] = ()) -> None:
        self._personal = personal
        self._sources = [*personal, *sources]

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Open them; they are closed with the context."""
        async with AsyncExitStack() as stack:
            for source in self._sources:
                await stack.enter_async_context(source.opened())
            yield

    async def look_up(self, decision: Decision) -> Decision | None:
        """What a source answers to the sentence of ``decision``; None where none does."""
        least = _SURE if decision.reply is not None and decision.reply.empty else 0.0
        for source in self._asked(decision):
            if (found := await source.find(decision.text)) is not None and found.evidence.trust >= least:
                reply = Reply(found.text, evidence=found.evidence)
                return decided(decision.text, reply, "knowledge", "knowledge", "knowledge.ask", found.evidence.trust)
        return None

    def _asked(self, decision: Decision) -> Sequence[Source]:
        """The sources that are asked the sentence of ``decision``."""
        if decision.kind == "model":
            return self._sources
        reply = decision.reply
        lacks = reply is not None and (reply.refuses or reply.empty or reply.question is not None)
        return self._personal if lacks and decision.step in ("classifier", "none") else ()
