"""The language model on another machine: a real server on the loopback, and what is sent to it."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from llm.remote_kit import (
    DONE,
    HOLD,
    KEY,
    QUESTION,
    Brains,
    PlayedServer,
    RealServer,
    answer,
    asked,
    event,
    failure,
    real_server_of_smollm,
    reply,
)
from myna.core.errors import LlmError
from myna.llm.history import History
from myna.llm.remote import RemoteModel, RemoteSettings, estimated_tokens

MYNA = Path(sys.executable).with_name("myna")


@pytest.fixture(scope="module")
def real_server() -> Iterator[RealServer]:
    with real_server_of_smollm() as server:
        yield server


@pytest.fixture
def real(real_server: RealServer) -> RealServer:
    real_server.start()
    return real_server


async def test_a_real_server_knows_the_capital_of_france(real: RealServer, brains: Brains) -> None:
    llm = brains(real.url)
    await llm.load()
    async with aclosing(llm.answer(asked(QUESTION))) as stream:
        pieces = [piece async for piece in stream]
    assert len(pieces) > 3
    assert "Paris" in "".join(pieces)


@pytest.mark.parametrize("how", ["closed", "cancelled"])
async def test_a_real_server_stops_when_nobody_listens_any_more(real: RealServer, brains: Brains, how: str) -> None:
    """It answers one question at a time, so the next answer comes after the end of the one that was left."""
    long = brains(real.url, RemoteSettings(api_key=KEY, max_tokens=900, temperature=0))
    real.forget_lines()
    speaking = asyncio.Event()

    async def listen() -> None:
        async with aclosing(long.answer(asked("Tell me a very long story about a dragon."))) as pieces:
            async for _ in pieces:
                speaking.set()
                if how == "closed":
                    break

    task = asyncio.create_task(listen())
    await speaking.wait()
    if how == "cancelled":
        task.cancel()
    await asyncio.wait([task])
    assert task.cancelled() == (how == "cancelled")
    assert "Paris" in await answer(brains(real.url), asked(QUESTION))
    await asyncio.to_thread(real.wait_for, "Disconnected from client")


async def test_a_conversation_longer_than_a_real_servers_context_goes_on(real: RealServer, brains: Brains) -> None:
    history = History("Answer in one short sentence.")
    for number in range(60):
        history.add(f"Question {number}: tell me about the number {number}.", f"The number is {number}. " * 9)
    settings = RemoteSettings(api_key=KEY, temperature=0, context_tokens=1024, max_tokens=64)
    assert estimated_tokens(history.messages(QUESTION)) > 4 * settings.context_tokens
    assert "Paris" in await answer(brains(real.url, settings), history.messages(QUESTION))


@pytest.mark.parametrize(("key", "words"), [("sk-wrong", "does not accept"), (None, "asks for an API key")])
async def test_a_real_server_refuses_a_wrong_key(real: RealServer, brains: Brains, key: str | None, words: str) -> None:
    llm = brains(real.url, RemoteSettings(api_key=key))
    error = await failure(llm)
    assert (error.code, words in error.message) == ("server-refused", True)
    assert key is None or key not in f"{error.message}{error.hint}{RemoteSettings(api_key=key)}"


async def test_a_real_server_tells_which_models_it_has(real: RealServer, brains: Brains) -> None:
    error = await failure(brains(real.url, RemoteSettings(api_key=KEY, model="llama-70b")))
    assert error.code == "server-model-unknown"
    assert "has no model llama-70b; it has smol." in error.message


async def test_an_address_without_its_end_is_told(real: RealServer, brains: Brains) -> None:
    error = await failure(brains(real.url.removesuffix("/v1")))
    assert (error.code, "/v1 at its end" in error.hint) == ("server-broken", True)


async def test_a_real_server_that_stands_still_is_silent(real: RealServer, brains: Brains) -> None:
    llm = brains(real.url, RemoteSettings(api_key=KEY, silence_seconds=0.3))
    real.signal(signal.SIGSTOP)
    try:
        assert (await failure(llm)).code == "server-silent"
    finally:
        real.signal(signal.SIGCONT)


async def test_a_real_server_that_dies_while_it_answers_is_away(real: RealServer, brains: Brains) -> None:
    llm = brains(real.url, RemoteSettings(api_key=KEY, max_tokens=900))
    async with aclosing(llm.answer(asked("Tell me a very long story about a dragon."))) as pieces:
        await anext(pieces)
        real.kill()
        with pytest.raises(LlmError) as caught:
            async for _ in pieces:
                pass
    assert caught.value.code == "server-away"
    error = await failure(llm)
    assert (error.code, "connection refused" in error.message) == ("server-away", True)


async def test_of_a_question_that_is_still_spoken_a_server_hears_nothing(played: PlayedServer, brains: Brains) -> None:
    llm = brains(played.url)
    await llm.prefill(asked("what is"))
    assert played.requests == []
    played.answers(event(content="Paris."), DONE)
    assert await answer(llm, asked(QUESTION)) == "Paris."
    requests = len(played.requests)
    await llm.prefill(asked("what is"))
    assert len(played.requests) == requests


async def test_a_question_of_the_command_line_goes_to_the_server(real: RealServer, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    options = [f"model={real.url}/", f"server.api_key_file={tmp_path}/key", "brain.temperature=0",
               f"models_dir={tmp_path}"]  # fmt: skip
    command = [MYNA, "ask", "Write a sentence about Paris.", "--here", *(f"--set={option}" for option in options)]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
    assert (done.returncode, done.stderr, "Paris" in done.stdout) == (0, "", True)
    real.kill()
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.splitlines()[-2].endswith("is away: connection refused.")
    assert f"curl {real.url}/models" in done.stderr
    command.remove(f"--set=models_dir={tmp_path}")  # where there are models, one answers in its place
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
    assert (done.returncode, "Paris" in done.stdout) == (0, True)
    assert "is away: connection refused." in done.stderr


async def test_a_closed_answer_closes_its_connection(played: PlayedServer, brains: Brains) -> None:
    played.answers(event(content="Par"), HOLD)
    async with aclosing(brains(played.url).answer(asked(QUESTION))) as pieces:
        assert await anext(pieces) == "Par"
        assert not played.left.is_set()
    await asyncio.wait_for(played.left.wait(), 10)


async def test_each_request_has_its_own_connection(played: PlayedServer, brains: Brains) -> None:
    llm = brains(played.url)
    played.answers(event(content="Paris"), DONE)
    for _ in range(2):
        assert await answer(llm, asked(QUESTION)) == "Paris"
    assert [request.line.split()[1] for request in played.requests] == [
        "/v1/models", "/v1/chat/completions", "/v1/chat/completions", "/v1/chat/completions",
    ]  # fmt: skip
    assert [request.connection for request in played.requests] == [1, 2, 3, 4]


async def test_a_server_that_comes_back_with_another_model_is_asked_for_that(
    played: PlayedServer, brains: Brains
) -> None:
    llm = brains(played.url)
    played.answers(event(content="Par"))
    assert (await failure(llm)).code == "server-away"
    played.played["/v1/models"] = [reply('{"data": [{"id": "larger"}]}')]
    played.answers(event(content="Paris"), DONE)
    assert await answer(llm, asked(QUESTION)) == "Paris"
    assert played.requests[-1].body["model"] == "larger"


async def test_what_is_heard_goes_round_no_proxy(
    played: PlayedServer, brains: Brains, monkeypatch: pytest.MonkeyPatch
) -> None:
    played.answers(event(content="Paris"), DONE)
    async with PlayedServer() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        assert await answer(brains(played.url), asked(QUESTION)) == "Paris"
        assert proxy.requests == []


async def test_old_exchanges_are_left_out_whole(played: PlayedServer, brains: Brains) -> None:
    played.answers(event(content="Paris"), DONE)
    history = History("Be brief.")
    for number in range(40):
        history.add(f"Question {number}?", "An answer of a few words, and a few more. " * 3)
    messages = history.messages(QUESTION)
    await answer(brains(played.url, RemoteSettings(context_tokens=1024)), messages)
    sent = played.requests[-1].body["messages"]
    assert sent[0] == messages[0]
    assert sent[1:] == messages[-len(sent) + 1 :]
    assert sent[1]["role"] == "user"
    assert 4 < len(sent) < len(messages)
    assert estimated_tokens(sent) + 160 <= 1024


async def test_it_can_be_closed_at_any_time(played: PlayedServer) -> None:
    llm = RemoteModel(played.url, RemoteSettings())
    await llm.close()
    await llm.load()
    await llm.close()
    await llm.close()
