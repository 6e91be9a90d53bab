"""A server's model and the one here, where several things happen at the same time."""

import asyncio
from contextlib import aclosing

import pytest

from app.failover_kit import MISSING, SOON, Here, Make, ask, leaves, met, missed, own_tasks, within
from fakes import FakeLanguageModel
from llm.remote_kit import HOLD, QUESTION, PlayedServer, asked, event
from myna.core.errors import LlmError


async def test_two_questions_at_once_load_the_model_here_once_and_look_for_the_server_once(
    played: PlayedServer, make: Make, here: Here
) -> None:
    failover = await met(played, make)
    leaves(played)
    assert await asyncio.gather(ask(failover), ask(failover)) == ["From here."] * 2
    assert here.loads == 1
    assert own_tasks() == ["ServerFailover._probe"]
    await failover.close()
    assert own_tasks() == []


async def test_a_cancelled_question_ends_the_answer_wherever_it_comes_from(
    played: PlayedServer, make: Make, here: Here
) -> None:
    failover = make(played)
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen() -> None:
        async with aclosing(failover.answer(asked(QUESTION))) as pieces:
            async for piece in pieces:
                heard.put_nowait(piece)

    async def interrupted() -> None:
        task = asyncio.create_task(listen())
        await within(heard.get())
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    played.answers(event(content="From "), HOLD)
    await interrupted()
    await within(played.left.wait())
    assert failover.failure is None  # who interrupts finds no fault
    leaves(played)
    here.llm = FakeLanguageModel(["From ", "here."], hold=1)
    await interrupted()
    assert here.llm.running == 0


async def test_who_does_not_wait_for_the_model_here_does_not_end_its_load(
    played: PlayedServer, make: Make, here: Here
) -> None:
    here.gate.clear()
    leaves(played)
    failover = make(played)
    impatient = asyncio.create_task(ask(failover))
    await within(here.asked.wait())
    impatient.cancel()
    await asyncio.wait([impatient])
    assert impatient.cancelled()
    patient = asyncio.create_task(ask(failover))
    here.gate.set()
    assert await patient == "From here."
    assert here.loads == 1


@pytest.mark.parametrize("is_loaded", [True, False])
async def test_closed_it_leaves_nothing_behind(played: PlayedServer, make: Make, here: Here, is_loaded: bool) -> None:
    leaves(played)
    failover = make(played, SOON)
    if not is_loaded:
        here.gate.clear()
    loading = asyncio.create_task(failover.load())
    await within(here.asked.wait())
    if is_loaded:
        await loading
        assert here.is_open
    else:
        loading.cancel()
        await asyncio.wait([loading])
    await failover.close()
    await failover.close()
    assert not here.is_open
    assert own_tasks() == []


async def test_a_server_that_is_back_while_no_model_here_works_is_used(
    played: PlayedServer, make: Make, here: Here
) -> None:
    here.error = MISSING
    failover, asking = await missed(played, make, here)
    here.gate.set()
    with pytest.raises(LlmError, match="is away"):
        await asking
    assert await ask(failover) == "From there."


async def test_a_server_that_is_back_before_the_model_here_is_loaded_has_been_replaced_by_nobody(
    played: PlayedServer, make: Make, here: Here
) -> None:
    failover, asking = await missed(played, make, here)
    failover.news.clear()
    here.gate.set()
    assert await asking == "From here."
    assert (failover.name, failover.news.is_set()) == (played.url, False)
