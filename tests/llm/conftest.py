"""Language models on another machine: the server that plays bytes, and models that ask it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from app.failover_kit import NEVER, Here, Make
from llm.remote_kit import Brains, PlayedServer
from myna.app.failover import ServerFailover


@pytest.fixture
async def played() -> AsyncIterator[PlayedServer]:
    async with PlayedServer() as server:
        yield server


@pytest.fixture
async def brains() -> AsyncIterator[Brains]:
    async with AsyncExitStack() as stack:
        yield Brains(stack)


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
async def make(here: Here, brains: Brains) -> AsyncIterator[Make]:
    """Makes one for a server, which is closed in the end."""
    async with AsyncExitStack() as stack:

        def made(server: PlayedServer, probe_seconds: float = NEVER) -> ServerFailover:
            failover = ServerFailover(brains(server.url), here.load, probe_seconds=probe_seconds)
            stack.push_async_callback(failover.close)
            return failover

        yield made
