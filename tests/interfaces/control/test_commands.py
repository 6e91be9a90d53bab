"""What programs are told by a service, and what their commands do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from control_kit import peer
from myna.app.service import Service
from myna.config import Config
from myna.interfaces.control.commands import Controls
from myna.interfaces.control.front_end import control_socket
from myna.platform.heat import Condition


async def do(service: Service, command: str, **arguments: object) -> Mapping[str, Any]:
    return await Controls(service).commands()[command].run(arguments, lambda _: None)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (Condition(), {"strained": None}),
        (Condition(48.312), {"strained": None, "temperature_celsius": 48.3}),
        (Condition(82.5), {"strained": Condition(82.5).sentence(), "temperature_celsius": 82.5}),
    ],
)
async def test_heat_is_told(
    service: Service, condition: Condition, told: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("myna.app.service.read_condition", lambda: condition)
    status = (await do(service, "status"))["status"]
    assert {name: status[name] for name in ("strained", "temperature_celsius") if name in status} == told


async def test_what_is_not_known_yet_is_left_out(service: Service, config: Config) -> None:
    status = (await do(service, "status"))["status"]
    assert (status["state"], status["phase"], status["text"]) == ("starting", "idle", "Starting.")
    assert status["wake_phrases"] == list(config.wake_phrases)
    assert {"model", "voice", "turns", "microphone", "speaker"} & set(status) == set()


async def test_the_volume_is_told_set_and_changed(service: Service) -> None:
    assert await do(service, "volume", level=95) == {"volume": 95}
    assert await do(service, "volume", change=10) == {"volume": 100}
    assert await do(service, "volume", change=-30) == {"volume": 70}
    assert await do(service, "volume") == {"volume": 70}


async def test_a_follower_gets_a_snapshot_and_then_each_event(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with control_socket(path, service), peer(path) as client, peer(path) as other:
        assert await client.ask({"command": "events"}) == {"ok": True}
        assert await other.ask({"command": "volume", "level": 40}) == {"ok": True, "volume": 40}
        assert await other.ask({"command": "mute"}) == {"ok": True}
        lines = [await client.line() for _ in range(3)]
        assert all(line.pop("time") for line in lines)
        status = lines[0].pop("status")
        assert (status["state"], status["volume"], status["muted"]) == ("starting", 100, False)
        assert lines == [{"event": "snapshot"}, {"event": "volume", "volume": 40}, {"event": "muted"}]


async def test_what_needs_the_assistant_is_refused_while_it_starts(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with control_socket(path, service), peer(path) as client:
        for request in ({"command": "ask", "text": "Hi."}, {"command": "listen"}, {"command": "stop"}):
            assert (await client.ask(request))["error"]["code"] == "starting"
