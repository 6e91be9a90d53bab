"""Engines of the tests' own, and the plain listener on one of them."""

from collections.abc import AsyncIterator

import pytest

from app.assembly_kit import loaded
from app.conftest import toys  # noqa: F401
from app.toy_engines import Toys
from myna.app.engines import Engines
from myna.bench.listener import PlainListener
from myna.listening.endpoint import EndpointRules

RULES = EndpointRules(silence_seconds=0.3, max_pause_seconds=0.3, start_timeout_seconds=1.0)


@pytest.fixture
async def engines(toys: Toys) -> AsyncIterator[Engines]:  # noqa: F811
    async with loaded(toys) as made:
        yield made


@pytest.fixture
async def listener(engines: Engines) -> AsyncIterator[PlainListener]:
    async with PlainListener.open(engines.listener.speech, RULES) as made:
        yield made
