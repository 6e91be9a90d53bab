"""What a check finds of an address, and of a server that is preferred."""

import asyncio
import socket
from typing import Any

import pytest

from myna.app.checks import Finding
from myna.config import Config
from myna.interfaces.serving import reach


async def found(address: str, answer: bytes = b"") -> Finding:
    async def is_myna(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> bool:
        return await reader.read(4) == answer

    return await reach.found("Way", address, "way", 10300, is_myna, 1024)


def code(finding: Finding) -> str | None:
    return finding.error and finding.error.code


async def test_it_says_where_myna_will_listen_and_what_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "ANSWER_SECONDS", 0.1)
    free = await found("127.0.0.1:10399")
    assert (free.name, free.error) == ("Way", None)
    assert free.found == "127.0.0.1:10399 is free; Myna listens there when it runs; nobody but this machine reaches it"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert code(await found(f"127.0.0.1:{taken.getsockname()[1]}")) == "way-port-taken"
    assert code(await found("192.0.2.77:10300")) == "way-no-address"


async def test_it_says_that_myna_is_there() -> None:
    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"myna")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert (await found(f"127.0.0.1:{port}", b"myna")).found == f"Home Assistant reaches Myna at 127.0.0.1:{port}"
        assert code(await found(f"127.0.0.1:{port}", b"else")) == "way-port-taken"


def preference(prefer: str, wake_word: str = "computer", **asked: Any) -> list[str | None]:
    config = Config.model_validate({"home_assistant": {"prefer": prefer}, "wake_word": wake_word, **asked})
    return [code(finding) for finding in reach.preference(config)]


def test_it_says_where_a_server_is_preferred_that_is_not_there() -> None:
    assert preference("myna") == []
    assert preference("server") == ["home-not-there"]
    for way in ({"wyoming": {"satellite": "127.0.0.1:10397"}}, {"esphome": {"listen": "127.0.0.1:6053"}}):
        assert preference("server", **way) == []
        assert preference("server", "", **way) == ["home-not-asked"]
