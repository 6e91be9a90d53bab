"""A task that runs beside others ends with the stack that it was given."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from myna.core.errors import AudioError
from myna.platform.tasks import beside


async def test_it_runs_until_the_stack_is_unwound_and_has_ended_then() -> None:
    steps: list[str] = []

    async def work() -> None:
        steps.append("begun")
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            steps.append("ended")

    async with AsyncExitStack() as stack:
        task = beside(work(), stack)
        await asyncio.sleep(0)
        assert steps == ["begun"]
    assert steps == ["begun", "ended"]
    assert task.cancelled()


async def test_what_it_returns_is_there_for_the_caller() -> None:
    async def work() -> int:
        return 7

    async with AsyncExitStack() as stack:
        assert await beside(work(), stack) == 7


async def test_its_failure_is_the_callers_and_not_the_stacks() -> None:
    async def work() -> None:
        raise AudioError("lost", "It is lost.", "Look for it.")

    async with AsyncExitStack() as stack:
        task = beside(work(), stack)
        await asyncio.sleep(0)
    with pytest.raises(AudioError, match="It is lost"):
        task.result()
