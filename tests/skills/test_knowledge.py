from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from myna.core.decision import Decision
from myna.core.reply import Evidence
from myna.knowledge.found import Found
from myna.skills.knowledge import KnowledgeSources


class Book:
    """A source with one answer."""

    def __init__(self, question: str, answer: str) -> None:
        self._page = {question: Found(answer, Evidence("book", "A page", answer, 0.9))}
        self.is_open = False

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        self.is_open = True
        yield
        self.is_open = False

    async def find(self, question: str) -> Found | None:
        assert self.is_open
        return self._page.get(question)


async def test_the_first_source_that_has_an_answer_gives_it() -> None:
    first, second = Book("who is ada", "Ada was a mathematician."), Book("who is ada", "Ada is a city.")
    sources = KnowledgeSources([Book("who is bob", "Bob is a name."), first, second])
    async with sources.opened():
        decision = await sources.look_up(Decision("who is ada", "model"))
    assert decision is not None
    assert (decision.kind, decision.step, decision.skill) == ("act", "knowledge", "knowledge")
    shown = decision.as_json()
    assert (shown["reply"], shown["source"], shown["article"]) == ("Ada was a mathematician.", "book", "A page")
    assert (shown["sentence"], shown["trust"]) == ("Ada was a mathematician.", 0.9)
    assert not first.is_open


async def test_what_is_understood_is_not_looked_up() -> None:
    sources = KnowledgeSources([Book("stop", "Stop is a word.")])
    async with sources.opened():
        assert await sources.look_up(Decision("stop", "act")) is None
        assert await sources.look_up(Decision("go", "model")) is None
