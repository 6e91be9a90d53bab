"""What can go wrong with a language model on another machine is told in a sentence."""

import asyncio
import errno
import json
import logging
import os
import socket
from pathlib import Path

import pytest

from llm.remote_kit import DONE, HEAD, HOLD, KEY, QUESTION, Brains, PlayedServer, answer, asked, event, failure, reply
from myna.core.errors import LlmError
from myna.llm.remote import RemoteSettings

REFUSALS = [
    ("400 Bad Request", '{"error": {"message": "too\\nlong", "code": 400}}', "server-failed", "Bad Request: too long."),
    ("400 Bad Request", json.dumps('{"object": "error", "message": "not served"}'), "server-failed", "not served"),
    ("422 Unprocessable", '{"detail": [{"msg": "Field required", "input": {}}]}', "server-failed", "Field required"),
    ("429 Too Many Requests", "", "server-failed", "answers 429 Too Many Requests."),
    ("500 Internal Server Error", "x" * 5000, "server-failed", "answers 500 Internal Server Error."),
    ("500 Internal Server Error", json.dumps({"error": "x" * 5000}), "server-failed", "xx…"),
    ("401 Unauthorized", '{"error": {"message": "Invalid API Key"}}', "server-refused", "does not accept"),
    ("403 Forbidden", "", "server-refused", "does not accept"),
    ("404 Not Found", '{"error": {"message": "model not found"}}', "server-model-unknown", "has no model smol."),
    ("502 Bad Gateway", "<html>", "server-away", "502 Bad Gateway"),
    ("503 Service Unavailable", '{"error": {"message": "Loading model"}}', "server-away", "503"),
    ("504 Gateway Timeout", "", "server-away", "504"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "code", "words"), REFUSALS)
async def test_a_refusal_is_told_in_a_sentence(
    played: PlayedServer, brains: Brains, status: str, body: str, code: str, words: str
) -> None:
    played.plays(reply(body, status))
    error = await failure(brains(played.url))
    assert (error.code, words in error.message) == (code, True), error.message
    assert len(error.message) < 400


@pytest.mark.parametrize(
    ("status", "code"),
    [("401 Unauthorized", "server-refused"), ("404 Not Found", "server-model-unknown"), ("502 Bad", "server-away")],
)
async def test_a_server_that_lists_its_models_to_everybody_is_asked_once_more(
    played: PlayedServer, brains: Brains, status: str, code: str
) -> None:
    played.without_messages = reply("", status)
    with pytest.raises(LlmError) as caught:
        await brains(played.url).load()
    assert caught.value.code == code


BROKEN = {
    "a page": [reply("<!DOCTYPE html><html>Router</html>", kind="text/html")],
    "no stream": [reply('{"choices": [{"message": {"content": "Paris"}}]}')],
    "no JSON": [HEAD, b"data: Paris\n\n", HOLD],
    "another JSON": [HEAD, b"data: [1]\n\n", HOLD],
    "no end": [HEAD, b"data: " + b"x" * (1 << 21), HOLD],
    "no HTTP": [b"SSH-2.0-OpenSSH_9.2\r\n\r\n"],
}


@pytest.mark.parametrize("name", BROKEN)
async def test_what_is_no_such_server_is_told(played: PlayedServer, brains: Brains, name: str) -> None:
    played.plays(*BROKEN[name])
    error = await failure(brains(played.url))
    assert (error.code, "/v1" in error.hint) == ("server-broken", True)


@pytest.mark.parametrize("body", ["<html>", "[]", '{"data": "smol"}'])
async def test_what_lists_no_models_is_no_such_server(played: PlayedServer, brains: Brains, body: str) -> None:
    played.played["/v1/models"] = [reply(body)]
    assert (await failure(brains(played.url))).code == "server-broken"


@pytest.mark.parametrize("body", ['{"data": []}', '{"object": "list", "data": null}'])
async def test_a_server_without_a_model_is_told(played: PlayedServer, brains: Brains, body: str) -> None:
    played.played["/v1/models"] = [reply(body)]
    error = await failure(brains(played.url))
    assert (error.code, "ollama pull" in error.hint) == ("server-model-unknown", True)


async def test_the_tag_that_ollama_adds_need_not_be_written(played: PlayedServer, brains: Brains) -> None:
    played.played["/v1/models"] = [reply('{"data": [{"id": "llama3.2:latest"}]}')]
    played.answers(event(content="Paris"), DONE)
    assert await answer(brains(played.url, RemoteSettings(model="llama3.2")), asked(QUESTION)) == "Paris"
    assert played.requests[-1].body == {
        "model": "llama3.2", "messages": asked(QUESTION), "max_tokens": 160, "stream": True,
    }  # fmt: skip


async def test_a_redirect_is_not_followed(played: PlayedServer, brains: Brains) -> None:
    async with PlayedServer() as other:
        played.plays(reply("", "307 Temporary Redirect", more=f"Location: {other.url}/chat/completions\r\n"))
        assert (await failure(brains(played.url))).code == "server-broken"
        assert other.requests == []


async def test_a_machine_that_takes_no_connection_is_away(brains: Brains) -> None:
    """The kernel queues one connection more than the length of the queue, and drops the next ones."""
    with socket.socket() as full, socket.socket() as first:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        first.connect(full.getsockname())
        error = await failure(
            brains(f"http://127.0.0.1:{full.getsockname()[1]}/v1", RemoteSettings(connect_seconds=0.2))
        )
    assert (error.code, "within 0.2 seconds" in error.message) == ("server-away", True)


async def test_a_host_without_an_address_is_away(brains: Brains) -> None:
    """The name is longer than any in the DNS, so no name server is asked."""
    error = await failure(brains(f"http://{'x' * 70}.local:8080/v1"))
    assert (error.code, "name or service not known" in error.message) == ("server-away", True)


async def test_what_only_looks_like_a_name_is_away(brains: Brains) -> None:
    error = await failure(brains("http://xn--a:8080/v1"))
    assert (error.code, "no machine has such a name" in error.message) == ("server-away", True)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", f"{'x' * 70}.local"])
async def test_in_a_service_without_a_network_it_is_told_how_to_open_it(
    brains: Brains, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """As under systemd's RestrictAddressFamilies=AF_UNIX, where the system call itself fails."""

    class Restricted(socket.socket):
        def __init__(self, family: int = socket.AF_INET, *arguments: int, **more: int | None) -> None:
            if family != socket.AF_UNIX:
                raise OSError(errno.EAFNOSUPPORT, os.strerror(errno.EAFNOSUPPORT))
            super().__init__(family, *arguments, **more)

    monkeypatch.setattr(socket, "socket", Restricted)
    error = await failure(brains(f"http://{host}:8080/v1"))
    assert (error.code, "service has no network" in error.message) == ("server-away", True)
    file = error.hint.removeprefix("Open its network; how, says this file: cat /opt/myna/current/")
    assert (Path(__file__).parents[2] / file).read_text().startswith("# Opens the network")


async def test_plain_http_where_https_is_asked_for_is_told(brains: Brains) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(reply("", "400 Bad Request"))
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        error = await failure(brains(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"))
    assert (error.code, "no secure connection" in error.message) == ("server-broken", True)


async def test_no_word_and_no_key_gets_into_a_log_or_an_error(
    played: PlayedServer, brains: Brains, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    llm = brains(played.url, RemoteSettings(api_key=KEY))
    for told in (f"Input should be shorter: {QUESTION!r}", f"no such key: {KEY}", json.dumps("Größe der Erde?")):
        played.plays(reply(json.dumps({"error": {"message": told}}), "400 Bad Request"))
        error = await failure(llm)
        assert error.message.endswith("answers 400 Bad Request.")
    assert [record for record in caplog.records if record.name != "asyncio"] == []
    assert played.requests[-1].headers["authorization"] == f"bearer {KEY}"
