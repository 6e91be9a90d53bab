"""What programs are told by a service, and what their commands do."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.service_kit import House
from control_kit import peer
from myna.app.service import Service
from myna.config import Config
from myna.core.errors import ModelError, ServiceError
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


async def test_timers_lists_and_notes_are_changed_and_followers_told(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with control_socket(path, service), peer(path) as follower, peer(path) as client:
        await follower.ask({"command": "events"})
        await follower.line()
        set_ = await client.ask({"command": "timer-set", "kind": "timer", "seconds": 60.0, "text": "tea"})
        number = set_["timer"]["number"]
        assert (await client.ask({"command": "timer-cancel", "number": number}))["ok"]
        for request in (
            {"command": "list-add", "list": "shopping", "items": ["milk", "eggs"]},
            {"command": "list-reword", "list": "shopping", "item": "milk", "new": "oat milk"},
            {"command": "list-remove", "list": "shopping", "items": ["eggs"]},
            {"command": "note-add", "text": "call the plumber"},
            {"command": "note-change", "text": "call the plumber", "new": "call the roofer"},
        ):
            assert await client.ask(request) == {"ok": True}
        lists = await client.ask({"command": "lists"})
        assert lists["lists"] == [{"name": "shopping", "items": ["oat milk"]}]
        assert [note["text"] for note in lists["notes"]] == ["call the roofer"]
        assert await client.ask({"command": "list-delete", "list": "shopping"}) == {"ok": True}
        told = [await follower.line() for _ in range(8)]
        assert [line["event"] for line in told] == ["timer", "timer", *["lists"] * 6]
        assert (await client.ask({"command": "timer-cancel", "number": number}))["error"]["code"] == "timer-missing"


async def test_the_configuration_is_told_and_changed(tmp_path: Path) -> None:
    house = House(tmp_path / "config.yaml")
    (tmp_path / "config.yaml").write_text("language: de  # ours\n")
    settings = await do(house.service, "settings")
    assert {"language", "endpoint.silence_seconds"} <= {key["key"] for key in settings["keys"]}
    done = await do(house.service, "set", key="language", version=settings["version"], value="en-us")
    assert done == {"changed": ["configuration"]}
    found = await do(house.service, "configuration")
    assert found["text"] == "language: en-us  # ours\n"
    await do(house.service, "configure", text="language: fr\n", version=found["version"])
    found = await do(house.service, "configuration")
    commands = 'commands:\n- name: a\n  say: ["lamp on"]\n  reply: On.\n'
    await do(house.service, "configure-commands", text=commands, version=found["version"])
    assert (await do(house.service, "configuration"))["text"] == f"language: fr\n{commands}"


async def test_what_a_check_finds_and_the_log_has() -> None:
    house = House()
    assert [finding["name"] for finding in (await do(house.service, "check"))["findings"]] == ["voice", "microphone"]
    house.log.handle(logging.LogRecord("myna", logging.WARNING, "", 0, "It is hot.", None, None))
    assert [line["text"] for line in (await do(house.service, "log"))["lines"]] == ["It is hot."]


async def test_there_is_no_level_while_nothing_is_heard(service: Service) -> None:
    assert await do(service, "level") == {"level_db": None, "speech": False}


async def test_models_are_told_and_one_in_use_is_not_removed(service: Service) -> None:
    models = {model["name"]: model for model in (await do(service, "models"))["models"]}
    assert models["vosk-model-small-en-us-0.15"]["used"] is True
    assert models["llama-2-13b-chat-q4_k_m"]["kind"] == "chat"
    with pytest.raises(ModelError) as failure:
        await do(service, "model-remove", name="vosk-model-small-en-us-0.15")
    assert failure.value.code == "model-in-use"


async def test_a_sentence_is_understood_only_once_there_are_skills(service: Service) -> None:
    with pytest.raises(ServiceError) as failure:
        await do(service, "understand", text="what time is it")
    assert failure.value.code == "starting"
