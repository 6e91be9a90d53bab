"""A server's model, and the one here that answers while that one is away: which of them answers when."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from brain.remote_kit import ASK, QUESTION, PlayedServer, RealServer, answer, asked, event, real_server_of_smollm, reply
from brain.standby_kit import AWAY, CHOICE, MISSING, PLAN, SOON, Here, Make, ask, comes, leaves, met, within
from fakes import FakeBrain
from myna.brain.fallback import LoadedBrain
from myna.brain.history import History
from myna.brain.prompt import DEFAULT_SYSTEM_PROMPT
from myna.brain.remote import RemoteBrain, RemoteSettings
from myna.brain.standby import Standby
from myna.config import Config
from myna.errors import BrainError
from myna.models.catalogue import ChatModel, load_catalogue
from myna.models.choose import ChatChoice
from myna.organs import build_brain, chooser


async def test_a_server_that_is_there_answers_and_nothing_is_loaded_here(
    played: PlayedServer, make: Make, here: Here
) -> None:
    standby = await met(played, make)
    assert await ask(standby) == "From there."
    assert (standby.name, standby.failure, standby.news.is_set()) == (played.url, None, False)
    assert (here.loads, standby.brain, standby.choice) == (0, standby, None)


async def test_where_it_is_away_at_the_start_the_model_here_is_loaded_at_once(
    played: PlayedServer, make: Make, here: Here
) -> None:
    leaves(played)
    standby = make(played)
    await standby.load()
    assert (here.loads, standby.name, standby.news.is_set()) == (1, CHOICE.name, True)
    assert standby.failure is not None
    assert standby.failure.code == "server-away"
    requests = len(played.requests)
    assert [await ask(standby), await ask(standby)] == ["From here."] * 2
    assert len(played.requests) == requests  # nobody waits for it any more
    assert here.loads == 1


async def test_where_it_goes_between_two_questions_the_second_one_is_answered_here_and_whole(
    played: PlayedServer, make: Make, here: Here
) -> None:
    standby = await met(played, make)
    assert await ask(standby) == "From there."
    leaves(played)
    assert await ask(standby) == "From here."
    assert here.brain.asked == [asked(QUESTION)]
    assert (standby.name, standby.news.is_set()) == (CHOICE.name, True)


async def test_a_question_is_read_along_only_where_the_model_here_answers(
    played: PlayedServer, make: Make, here: Here
) -> None:
    standby = await met(played, make)
    requests = len(played.requests)
    await standby.prefill(asked("what is"))
    assert (here.loads, here.brain.read) == (0, [])
    leaves(played)
    await ask(standby)
    await standby.prefill(asked("what is"))
    assert here.brain.read == [asked("what is")]
    assert len(played.requests) == requests + 1  # the question alone


async def test_while_the_model_here_is_loaded_nothing_waits_to_be_read(
    played: PlayedServer, make: Make, here: Here
) -> None:
    here.gate.clear()
    leaves(played)
    standby = make(played)
    asking = asyncio.create_task(ask(standby))
    await within(here.asked.wait())
    await within(standby.prefill(asked("what is")))
    assert here.brain.read == []
    here.gate.set()
    await within(asking)
    assert asking.result() == "From here."


async def test_where_the_server_is_back_nothing_is_read_here_any_more(
    played: PlayedServer, make: Make, here: Here
) -> None:
    leaves(played)
    standby = make(played, SOON)
    await standby.load()
    standby.news.clear()
    comes(played)
    await within(standby.news.wait())
    await standby.prefill(asked("what is"))
    assert here.brain.read == []


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
    standby = make(played)
    assert await ask(standby) == "From here."
    assert standby.failure is not None
    assert standby.failure.code == code


async def test_an_answer_that_broke_off_fails_and_the_next_one_is_given_here(
    played: PlayedServer, make: Make, here: Here
) -> None:
    played.answers(event(content="From "))
    standby = make(played)
    async with aclosing(standby.answer(asked(QUESTION))) as pieces:
        assert await anext(pieces) == "From "
        with pytest.raises(BrainError, match="broke off"):
            await anext(pieces)
    assert here.brain.asked == []
    await within(standby.news.wait())  # the one here is loaded without being asked
    assert await ask(standby) == "From here."
    assert here.loads == 1


async def test_a_server_that_is_back_is_used_again_and_what_is_loaded_here_stays(
    played: PlayedServer, make: Make, here: Here
) -> None:
    leaves(played)
    standby = make(played, SOON)
    for _ in range(2):
        await standby.load()
        assert standby.news.is_set()
        assert await ask(standby) == "From here."
        standby.news.clear()
        comes(played)
        await within(standby.news.wait())
        assert (standby.failure, standby.name) == (None, played.url)
        assert await ask(standby) == "From there."
        standby.news.clear()
        leaves(played)
    assert (here.loads, here.is_open) == (1, True)


async def test_that_nothing_has_changed_is_no_news_but_the_reason_is_the_latest(here: Here) -> None:
    looked = asyncio.Event()

    class Remote(RemoteBrain):
        looks = 0

        async def load(self) -> None:
            self.looks += 1
            if self.looks == 4:
                looked.set()
            raise BrainError("server-away" if self.looks < 3 else "server-refused", "It is not as it was.")

    standby = Standby(Remote("http://127.0.0.1:1/v1", ASK), here.load, probe_seconds=SOON)
    await standby.load()
    standby.news.clear()
    await within(looked.wait())
    assert standby.failure is not None
    assert standby.failure.code == "server-refused"
    assert await ask(standby) == "From here."
    assert not standby.news.is_set()
    await standby.close()


async def test_where_no_model_here_works_the_servers_reason_is_told(
    played: PlayedServer, make: Make, here: Here
) -> None:
    here.error = MISSING
    leaves(played)
    standby = make(played)
    await standby.load()
    with pytest.raises(BrainError, match="is away") as caught:
        await ask(standby)
    assert caught.value.code == "server-away"
    assert "curl" in caught.value.hint
    assert (standby.name, standby.news.is_set()) == (played.url, False)  # no other one has taken over
    here.error = None  # it was pulled meanwhile
    assert await ask(standby) == "From here."
    assert (standby.name, standby.news.is_set()) == (CHOICE.name, True)


async def test_a_lost_server_is_in_the_log_once(
    played: PlayedServer, make: Make, here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    leaves(played)
    standby = make(played, SOON)
    await standby.load()
    await ask(standby)
    standby.news.clear()
    comes(played)
    await within(standby.news.wait())
    lost, replaced, back = [record.message for record in caplog.records if record.name == "myna.brain.standby"]
    assert "is away: it answers 503 Service Unavailable." in lost
    assert replaced == f"Until {played.url} is back, here.gguf answers."
    assert back == f"The language model at {played.url} is back."


@pytest.fixture(scope="module")
def real() -> Iterator[RealServer]:
    with real_server_of_smollm() as server:
        yield server


async def test_a_real_server_is_killed_and_started_again(real: RealServer, config: Config) -> None:
    chosen = chooser(config).chat()
    settings = config.model_copy(update={"brain": config.brain.model_copy(update={"temperature": 0.0})})

    async def load_here(stack: AsyncExitStack) -> LoadedBrain:
        brain = build_brain(settings, stack, chosen)
        await brain.load()
        return LoadedBrain(brain, chosen, None)

    async with AsyncExitStack() as stack:
        remote = RemoteBrain(real.url, ASK)
        stack.push_async_callback(remote.close)
        standby = Standby(remote, load_here, probe_seconds=0.2)
        stack.push_async_callback(standby.close)
        real.start()
        await standby.load()
        assert "Paris" in await ask(standby)
        assert standby.name == real.url
        real.kill()
        assert "Paris" in await ask(standby)
        assert standby.name == chosen.name
        assert standby.failure is not None
        assert "connection refused" in standby.failure.message
        standby.news.clear()
        await asyncio.to_thread(real.start)
        await within(standby.news.wait())
        assert standby.name == real.url
        real.forget_lines()
        assert "Paris" in await ask(standby)
        await asyncio.to_thread(real.wait_for, "POST /v1/chat/completions")


@pytest.mark.parametrize("own", [DEFAULT_SYSTEM_PROMPT, "You are a pirate."])
async def test_the_model_here_gets_the_prompt_that_suits_it_unless_a_person_wrote_one(own: str) -> None:
    model = load_catalogue().find("smollm2-135m-instruct-q4_1")
    assert isinstance(model, ChatModel)
    brain = FakeBrain(["Yes."])

    async def load(_: AsyncExitStack) -> LoadedBrain:
        return LoadedBrain(brain, ChatChoice(Path("here.gguf"), model, PLAN), None)

    standby = Standby(RemoteBrain("http://127.0.0.1:9/v1", RemoteSettings()), load)
    messages = History(own).messages("Are you there?")
    assert await answer(standby, messages) == "Yes."
    await standby.prefill(messages)
    await standby.close()
    for given in (brain.asked[0], brain.read[0]):
        assert given[0]["content"] == (model.system_prompt if own == DEFAULT_SYSTEM_PROMPT else own)
        assert list(given[1:]) == messages[1:]
