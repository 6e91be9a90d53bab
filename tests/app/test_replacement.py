"""That another language model answers is said aloud, once each time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from app.assembly_kit import loaded
from app.failover_kit import CHOICE, MISSING, SOON, Make, ask, comes, leaves
from app.toy_engines import Toys
from fakes import FakeLanguageModel, FakeMicrophone, FakeSpeaker, FakeVoice
from llm.remote_kit import PlayedServer
from myna.app.active_model import ActiveLanguageModel, LoadedModel
from myna.app.assembly import assemble
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.app.replacement import tell_of_replacements
from myna.nlu.languages import language
from myna.platform.tasks import beside

FAILURES = language("en-us").failures


class NotedGuard(OutOfMemoryGuard):
    """Puts into ``noted`` what it was told, and what it answered where it was asked whether something is news."""

    def __init__(self) -> None:
        super().__init__(history_file(None), None)
        self.noted: asyncio.Queue[str | bool] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def told(self, model: str) -> None:
        super().told(model)
        self._loop.call_soon_threadsafe(self.noted.put_nowait, model)

    def is_news(self, model: str) -> bool:
        news = super().is_news(model)
        self.noted.put_nowait(news)
        return news


@asynccontextmanager
async def telling(toys: Toys, llm: ActiveLanguageModel, guard: OutOfMemoryGuard) -> AsyncIterator[FakeVoice]:
    """An assistant that tells of the replacements of ``llm``, and the voice by which it does."""
    async with loaded(toys) as engines, AsyncExitStack() as stack:
        made = await assemble(
            toys.config,
            engines,
            FakeMicrophone([]),
            FakeSpeaker(),
            None,
            None,
            None,
            lambda _: None,
            stack,
            lasting=True,
        )
        beside(tell_of_replacements(llm, toys.config, guard, made.assistant), stack)
        yield toys.voice.engine


async def noted(guard: NotedGuard, count: int) -> list[str | bool]:
    async with asyncio.timeout(30):
        return [await guard.noted.get() for _ in range(count)]


async def test_each_time_the_server_goes_it_is_told(toys: Toys, played: PlayedServer, make: Make) -> None:
    comes(played)
    failover, guard = make(played, SOON), NotedGuard()
    await failover.load()
    async with telling(toys, failover, guard) as voice:
        for times in (1, 2):
            assert await noted(guard, 1) == [""]
            leaves(played)
            assert await ask(failover) == "From here."
            assert await noted(guard, 2) == [True, CHOICE.name]
            assert " ".join(voice.said) == " ".join([FAILURES["server"]] * times)
            comes(played)


async def test_what_was_told_before_a_restart_is_no_news(toys: Toys) -> None:
    llm, guard = LoadedModel(FakeLanguageModel([]), CHOICE, MISSING), NotedGuard()
    guard.told(CHOICE.name)
    llm.news.set()
    async with telling(toys, llm, guard) as voice:
        assert await noted(guard, 2) == [CHOICE.name, False]
        assert voice.said == []
