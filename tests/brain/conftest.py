"""Language models on another machine: the server that plays bytes, brains that ask it, and what stands in for it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from brain.remote_kit import Brains, PlayedServer
from brain.standby_kit import NEVER, Here, Make
from myna.brain.standby import Standby


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

        def made(server: PlayedServer, probe_seconds: float = NEVER) -> Standby:
            standby = Standby(brains(server.url), here.load, probe_seconds=probe_seconds)
            stack.push_async_callback(standby.close)
            return standby

        yield made
