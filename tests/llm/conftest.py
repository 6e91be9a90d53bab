"""Language models on another machine: the server that plays bytes, and models that ask it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from llm.remote_kit import Brains, PlayedServer


@pytest.fixture
async def played() -> AsyncIterator[PlayedServer]:
    async with PlayedServer() as server:
        yield server


@pytest.fixture
async def brains() -> AsyncIterator[Brains]:
    async with AsyncExitStack() as stack:
        yield Brains(stack)
