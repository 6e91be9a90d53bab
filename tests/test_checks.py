"""What is looked at where the language model is on another machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from brain.remote_kit import PlayedServer, reply
from myna.checks import Finding, check
from myna.config import Config
from myna.organs import chooser


@pytest.fixture
async def played() -> AsyncIterator[PlayedServer]:
    async with PlayedServer() as server:
        yield server


async def found(config: Config, url: str, **server: object) -> dict[str, Finding]:
    asked = {"model": url, "server": config.server.model_copy(update=server)}
    return {finding.name: finding async for finding in check(config.model_copy(update=asked))}


async def test_a_server_and_the_model_that_stands_in_for_it_are_looked_at(config: Config, played: PlayedServer) -> None:
    findings = await found(config, played.url)
    assert findings["language model server"] == Finding("language model server", f"{played.url}, smol")
    assert findings["language model"] == Finding("language model", chooser(config).chat().path.name)


async def test_without_a_server_none_is_looked_for(config: Config) -> None:
    findings = [finding.name async for finding in check(config)]
    assert findings[:5] == ["configuration", "speech model and wake phrase", "language model", "voice", "memory"]


@pytest.mark.parametrize(
    ("models", "server", "code", "hint"),
    [
        (
            reply("", "503 Service Unavailable"),
            {},
            "server-away",
            "Start it, or see what it answers: curl {url}/models",
        ),
        (reply("", "401 Unauthorized"), {}, "server-refused", "server.api_key_file"),
        (reply('{"data": [{"id": "smol"}]}'), {"model": "large"}, "server-model-unknown", "Name one that it has."),
        (reply("<html>"), {}, "server-broken", "/v1"),
        (b"", {"api_key_file": Path("/nonexistent/key")}, "api-key-unreadable", "ls -l /nonexistent/key"),
    ],
)
async def test_what_is_wrong_with_a_server_comes_with_what_to_do(
    config: Config, played: PlayedServer, models: bytes, server: dict[str, object], code: str, hint: str
) -> None:
    played.played["/v1/models"] = [models]
    error = (await found(config, played.url, **server))["language model server"].error
    assert error is not None
    assert (error.code, hint.format(url=played.url) in error.hint) == (code, True), error.hint
