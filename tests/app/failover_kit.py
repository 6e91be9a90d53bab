"""What the tests of a stand-in share: a model here that is none, and a server that leaves and comes."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from fakes import FakeLanguageModel
from llm.remote_kit import DONE, QUESTION, PlayedServer, answer, asked, event, reply
from myna.app.active_model import LoadedModel
from myna.app.failover import ServerFailover
from myna.core.errors import ModelError
from myna.llm.weights import Shape, Weights
from myna.models.catalogue import CHAT_ENGINE
from myna.models.selection import ChatChoice
from myna.models.sizing import Requirements, whole_plan

PLAN = whole_plan(Weights("here", 1, Shape(layers=1, kv_heads=1, head_size=32)), Requirements(512, 0))
CHOICE = ChatChoice(Path("here.gguf"), None, CHAT_ENGINE, PLAN)
AWAY = reply("", "503 Service Unavailable")
MISSING = ModelError("model-missing", "The model is not here.", "Type: myna models pull it")
NEVER, SOON = 3600.0, 0.01

Make = Callable[..., ServerFailover]


class Here:
    """Loads the model here, as soon as ``gate`` is set; ``error`` is raised in its place."""

    def __init__(self) -> None:
        self.llm = FakeLanguageModel(["From ", "here."], parameters=1)
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = asyncio.Event()
        self.error: ModelError | None = None
        self.loads = 0
        self.is_open = False

    async def load(self, stack: AsyncExitStack) -> LoadedModel:
        self.loads += 1
        self.asked.set()
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        self.is_open = True
        stack.callback(setattr, self, "is_open", False)
        return LoadedModel(self.llm, CHOICE, None)


def leaves(server: PlayedServer) -> None:
    server.played["/v1/models"] = [AWAY]
    server.plays(AWAY)


def comes(server: PlayedServer, *pieces: str) -> None:
    server.played["/v1/models"] = [reply('{"data": [{"id": "smol"}]}')]
    server.answers(*(event(content=piece) for piece in pieces or ("From ", "there.")), DONE)


async def met(server: PlayedServer, make: Make) -> ServerFailover:
    """A stand-in that has found the server there."""
    comes(server)
    failover = make(server)
    await failover.load()
    return failover


async def missed(server: PlayedServer, make: Make, here: Here) -> tuple[ServerFailover, "asyncio.Task[str]"]:
    """A stand-in, and the question that found the server away; while the model here loads, the server came back."""
    here.gate.clear()
    leaves(server)
    failover = make(server, SOON)
    asking = asyncio.create_task(ask(failover))
    await within(here.asked.wait())
    comes(server)
    await within(failover.news.wait())
    return failover, asking


async def within(awaited: Awaitable[object]) -> None:
    await asyncio.wait_for(awaited, 30)


def own_tasks() -> list[str]:
    names = [getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()]
    return [name for name in names if name.startswith("ServerFailover.")]


async def ask(failover: ServerFailover) -> str:
    return await answer(failover, asked(QUESTION))
