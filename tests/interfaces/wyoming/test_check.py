"""What a check finds of the addresses for Home Assistant."""

import socket
from typing import Any

import pytest

from app.service_kit import House
from interfaces.wyoming.wyoming_kit import satellite, starting
from myna.app.checks import Finding
from myna.config import Config
from myna.interfaces.serving import reach
from myna.interfaces.wyoming.check import findings


async def found(**wyoming: Any) -> list[Finding]:
    return [finding async for finding in findings(Config.model_validate({"wyoming": wyoming}))]


async def code(**wyoming: Any) -> str | None:
    (finding,) = await found(**wyoming)
    return finding.error and finding.error.code


async def test_where_nothing_is_asked_for_nothing_is_found() -> None:
    assert await found() == []


async def test_it_says_where_myna_will_listen() -> None:
    (finding,) = await found(listen="127.0.0.1:10399")
    assert (finding.name, finding.error) == ("Wyoming", None)
    assert (
        finding.found == "127.0.0.1:10399 is free; Myna listens there when it runs; nobody but this machine reaches it"
    )


async def test_it_says_that_myna_is_there() -> None:
    async with starting() as ears, satellite(House()) as other:
        told = await found(listen=f"127.0.0.1:{ears.port}", satellite=f"127.0.0.1:{other.port}")
    assert [(finding.name, finding.error) for finding in told] == [("Wyoming", None), ("Wyoming satellite", None)]
    assert all(finding.found.startswith("Home Assistant reaches Myna at 127.0.0.1:") for finding in told)


async def test_it_says_what_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "ANSWER_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert await code(satellite=f"127.0.0.1:{taken.getsockname()[1]}") == "wyoming-port-taken"
    assert await code(listen="192.0.2.77:10300") == "wyoming-no-address"
    _, same = await found(listen="127.0.0.1:10398", satellite="127.0.0.1:10398")
    assert same.error is not None
    assert same.error.code == "wyoming-same-port"
