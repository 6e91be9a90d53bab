"""Engines of the tests' own in the registries, and a server with the model here that stands in for it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.failover_kit import NEVER, Here, Make
from app.toy_engines import Toys
from llm.conftest import brains, played  # noqa: F401
from llm.remote_kit import Brains, PlayedServer
from myna.app.failover import ServerFailover
from myna.config import Config


@pytest.fixture
def toys(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toys:
    return Toys(config, tmp_path, monkeypatch)


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
async def make(here: Here, brains: Brains) -> AsyncIterator[Make]:  # noqa: F811
    """Makes one for a server, which is closed in the end."""
    async with AsyncExitStack() as stack:

        def made(server: PlayedServer, probe_seconds: float = NEVER) -> ServerFailover:
            failover = ServerFailover(brains(server.url), here.load, probe_seconds=probe_seconds)
            stack.push_async_callback(failover.close)
            return failover

        yield made
