"""A server's model, and the one here that answers while that one is away: which of them answers when."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from app.failover_kit import AWAY, CHOICE, MISSING, PLAN, SOON, Here, Make, ask, comes, leaves, met, within
from fakes import FakeLanguageModel
from llm.remote_kit import ASK, QUESTION, PlayedServer, RealServer, answer, asked, event, real_server_of_smollm, reply
from myna.app.active_model import LoadedModel
from myna.app.factory import build_llm, model_selector
from myna.app.failover import ServerFailover
from myna.config import Config
from myna.core.errors import LlmError
from myna.llm.history import History
from myna.llm.prompt import DEFAULT_SYSTEM_PROMPT
from myna.llm.remote import RemoteModel, RemoteSettings
from myna.models.catalogue import ChatModel, load_catalogue
from myna.models.selection import ChatChoice


async def test_a_server_that_is_there_answers_and_nothing_is_loaded_here(
    played: PlayedServer, make: Make, here: Here
) -> None:
    failover = await met(played, make)
    assert await ask(failover) == "From there."
    assert (failover.name, failover.failure, failover.news.is_set()) == (played.url, None, False)
    assert (here.loads, failover.choice, failover.parameters) == (0, None, None)


async def test_where_it_is_away_at_the_start_the_model_here_is_loaded_at_once(
    played: PlayedServer, make: Make, here: Here
) -> None:
    leaves(played)
    failover = make(played)
    await failover.load()
    assert (here.loads, failover.name, failover.news.is_set()) == (1, CHOICE.name, True)
    assert failover.parameters == here.llm.parameters == 1
    assert failover.failure is not None
    assert failover.failure.code == "server-away"
    requests = len(played.requests)
    assert [await ask(failover), await ask(failover)] == ["From here."] * 2
    assert len(played.requests) == requests  # nobody waits for it any more
    assert here.loads == 1


async def test_where_it_goes_between_two_questions_the_second_one_is_answered_here_and_whole(
    played: PlayedServer, make: Make, here: Here
) -> None:
    failover = await met(played, make)
    assert await ask(failover) == "From there."
    leaves(played)
    assert await ask(failover) == "From here."
    assert here.llm.asked == [asked(QUESTION)]
    assert (failover.name, failover.news.is_set()) == (CHOICE.name, True)


async def test_a_question_is_read_along_only_where_the_model_here_answers(
    played: PlayedServer, make: Make, here: Here
) -> None:
    failover = await met(played, make)
    requests = len(played.requests)
    await failover.prefill(asked("what is"))
    assert (here.loads, here.llm.read) == (0, [])
    leaves(played)
    await ask(failover)
    await failover.prefill(asked("what is"))
    assert here.llm.read == [asked("what is")]
    assert len(played.requests) == requests + 1  # the question alone


async def test_while_the_model_here_is_loaded_nothing_waits_to_be_read(
    played: PlayedServer, make: Make, here: Here
) -> None:
    here.gate.clear()
    leaves(played)
    failover = make(played)
    asking = asyncio.create_task(ask(failover))
    await within(here.asked.wait())
    await within(failover.prefill(asked("what is")))
    assert here.llm.read == []
    here.gate.set()
    await within(asking)
    assert asking.result() == "From here."


async def test_where_the_server_is_back_nothing_is_read_here_any_more(
    played: PlayedServer, make: Make, here: Here
) -> None:
    leaves(played)
    failover = make(played, SOON)
    await failover.load()
    failover.news.clear()
    comes(played)
    await within(failover.news.wait())
    await failover.prefill(asked("what is"))
    assert here.llm.read == []


FAULTS = {
    "server-refused": reply("", "401 Unauthorized"),
    "server-model-unknown": reply("", "404 Not Found"),
    "server-failed": reply("", "500 Internal Server Error"),
    "server-away": AWAY,
    "server-broken": reply("<html>", kind="text/html"),
}


@pytest.mark.parametrize("code", FAULTS)
async def test_whatever_is_wrong_with_it_the_question_is_answered(
    played: PlayedServer, make: Make, here: Here, code: str
) -> None:
    played.plays(FAULTS[code])
    failover = make(played)
    assert await ask(failover) == "From here."
    assert failover.failure is not None
    assert failover.failure.code == code


async def test_an_answer_that_broke_off_fails_and_the_next_one_is_given_here(
    played: PlayedServer, make: Make, here: Here
) -> None:
    played.answers(event(content="From "))
    failover = make(played)
    async with aclosing(failover.answer(asked(QUESTION))) as pieces:
        assert await anext(pieces) == "From "
        with pytest.raises(LlmError, match="broke off"):
            await anext(pieces)
    assert here.llm.asked == []
    await within(failover.news.wait())  # the one here is loaded without being asked
    assert await ask(failover) == "From here."
    assert here.loads == 1


async def test_a_server_that_is_back_is_used_again_and_what_is_loaded_here_stays(
    played: PlayedServer, make: Make, here: Here
) -> None:
    leaves(played)
    failover = make(played, SOON)
    for _ in range(2):
        await failover.load()
        assert failover.news.is_set()
        assert await ask(failover) == "From here."
        failover.news.clear()
        comes(played)
        await within(failover.news.wait())
        assert (failover.failure, failover.name) == (None, played.url)
        assert await ask(failover) == "From there."
        failover.news.clear()
        leaves(played)
    assert (here.loads, here.is_open) == (1, True)


async def test_that_nothing_has_changed_is_no_news_but_the_reason_is_the_latest(here: Here) -> None:
    looked = asyncio.Event()

    class Remote(RemoteModel):
        looks = 0

        async def load(self) -> None:
            self.looks += 1
            if self.looks == 4:
                looked.set()
            raise LlmError("server-away" if self.looks < 3 else "server-refused", "It is not as it was.")

    failover = ServerFailover(Remote("http://127.0.0.1:1/v1", ASK), here.load, probe_seconds=SOON)
    await failover.load()
    failover.news.clear()
    await within(looked.wait())
    assert failover.failure is not None
    assert failover.failure.code == "server-refused"
    assert await ask(failover) == "From here."
    assert not failover.news.is_set()
    await failover.close()


async def test_where_no_model_here_works_the_servers_reason_is_told(
    played: PlayedServer, make: Make, here: Here
) -> None:
    here.error = MISSING
    leaves(played)
    failover = make(played)
    await failover.load()
    with pytest.raises(LlmError, match="is away") as caught:
        await ask(failover)
    assert caught.value.code == "server-away"
    assert "curl" in caught.value.hint
    assert (failover.name, failover.news.is_set()) == (played.url, False)  # no other one has taken over
    here.error = None  # it was pulled meanwhile
    assert await ask(failover) == "From here."
    assert (failover.name, failover.news.is_set()) == (CHOICE.name, True)


async def test_a_lost_server_is_in_the_log_once(
    played: PlayedServer, make: Make, here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    leaves(played)
    failover = make(played, SOON)
    await failover.load()
    await ask(failover)
    failover.news.clear()
    comes(played)
    await within(failover.news.wait())
    lost, replaced, back = [record.message for record in caplog.records if record.name == "myna.app.failover"]
    assert "is away: it answers 503 Service Unavailable." in lost
    assert replaced == f"Until {played.url} is back, here.gguf answers."
    assert back == f"The language model at {played.url} is back."


@pytest.fixture(scope="module")
def real() -> Iterator[RealServer]:
    with real_server_of_smollm() as server:
        yield server


async def test_a_real_server_is_killed_and_started_again(real: RealServer, config: Config) -> None:
    chosen = model_selector(config).chat()
    settings = config.model_copy(update={"brain": config.brain.model_copy(update={"temperature": 0.0})})

    async def load_here(stack: AsyncExitStack) -> LoadedModel:
        llm = await stack.enter_async_context(build_llm(settings, chosen).loaded())
        return LoadedModel(llm, chosen, None)

    async with AsyncExitStack() as stack:
        remote = RemoteModel(real.url, ASK)
        stack.push_async_callback(remote.close)
        failover = ServerFailover(remote, load_here, probe_seconds=0.2)
        stack.push_async_callback(failover.close)
        real.start()
        await failover.load()
        assert "Paris" in await ask(failover)
        assert failover.name == real.url
        real.kill()
        assert "Paris" in await ask(failover)
        assert failover.name == chosen.name
        assert failover.failure is not None
        assert "connection refused" in failover.failure.message
        failover.news.clear()
        await asyncio.to_thread(real.start)
        await within(failover.news.wait())
        assert failover.name == real.url
        real.forget_lines()
        assert "Paris" in await ask(failover)
        await asyncio.to_thread(real.wait_for, "POST /v1/chat/completions")


@pytest.mark.parametrize("own", [DEFAULT_SYSTEM_PROMPT, "You are a pirate."])
async def test_the_model_here_gets_the_prompt_that_suits_it_unless_a_person_wrote_one(own: str) -> None:
    model = load_catalogue().find("smollm2-135m-instruct-q4_1")
    assert isinstance(model, ChatModel)
    llm = FakeLanguageModel(["Yes."])

    async def load(_: AsyncExitStack) -> LoadedModel:
        return LoadedModel(llm, ChatChoice(Path("here.gguf"), model, model.engine, PLAN), None)

    failover = ServerFailover(RemoteModel("http://127.0.0.1:9/v1", RemoteSettings()), load)
    messages = History(own).messages("Are you there?")
    assert await answer(failover, messages) == "Yes."
    await failover.prefill(messages)
    await failover.close()
    for given in (llm.asked[0], llm.read[0]):
        assert given[0]["content"] == (model.system_prompt if own == DEFAULT_SYSTEM_PROMPT else own)
        assert list(given[1:]) == messages[1:]
