"""A real Home Assistant, which ``make test-home`` starts, hears, answers and speaks by a Myna that runs."""

import asyncio
import json
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

import home_server
from chain.daemon_kit import Owner
from chain.satellite_kit import idle, say, until_state
from myna.audio.wav import read_chunks
from myna.interfaces.esphome.identity import device_name, hardware_address
from virtual_sound import sound_server
from wyoming_client import free_port

pytestmark = pytest.mark.skipif(not os.environ.get("MYNA_HOME"), reason="a real Home Assistant: make test-home")


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def satellite_port() -> int:
    return free_port()


@pytest.fixture
def device_port() -> int:
    return free_port()


@pytest.fixture
def owner(port: int, satellite_port: int, device_port: int) -> Iterator[Owner]:
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        owner = Owner(Path(folder), room)
        (Path(folder) / "key").write_text(KEY)
        owner.file.write_text(
            "wake_word: computer\nfollow_up_seconds: 0\n"
            f"wyoming: {{listen: '127.0.0.1:{port}', satellite: '127.0.0.1:{satellite_port}'}}\n"
            f"esphome: {{listen: '127.0.0.1:{device_port}', key_file: '{folder}/key'}}\n"
            "home_assistant: {prefer: server}\nprivacy: {log_transcripts: true}\n"
        )
        with owner.running():
            yield owner


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        found: bytes = answer.read()
        return found


def forgotten(entry: str, token: str) -> None:
    """Let Home Assistant forget this Myna, so that the next one has its names."""
    request = urllib.request.Request(
        f"{home_server.URL}/api/config/config_entries/entry/{entry}",
        headers={"Authorization": f"Bearer {token}"},
        method="DELETE",
    )
    urllib.request.urlopen(request, timeout=30).close()


async def pipeline_events(token: str, pipeline: str, pcm: bytes) -> dict[str, dict[str, Any]]:
    """What the pipeline tells of ``pcm``, by the kinds of its events."""
    told: dict[str, dict[str, Any]] = {}
    url = home_server.URL.replace("http", "ws") + "/api/websocket"
    async with connect(url, max_size=None, proxy=None) as server, asyncio.timeout(60):
        await server.recv()
        await server.send(json.dumps({"type": "auth", "access_token": token}))
        await server.recv()
        asked = {"start_stage": "stt", "end_stage": "tts", "pipeline": pipeline, "input": {"sample_rate": 16_000}}
        await server.send(json.dumps({"id": 1, "type": "assist_pipeline/run", **asked}))
        while "run-end" not in told:
            message = json.loads(await server.recv())
            if message["type"] != "event":
                assert message["success"], message
                continue
            event = message["event"]
            told[event["type"]] = event["data"] or {}
            if event["type"] == "stt-start":
                number = bytes([told["run-start"]["runner_data"]["stt_binary_handler_id"]])
                for start in range(0, len(pcm), 2048):
                    await server.send(number + pcm[start : start + 2048])
                await server.send(number)
    return told


@contextmanager
def added(port: int, token: str, handler: str = "wyoming", key: str = "") -> Iterator[str]:
    """Let Home Assistant have what is at ``port``, with a ``key`` if it asks for one; the id of its entry."""
    flows = "/api/config/config_entries/flow"
    made = home_server._post(flows, {"handler": handler}, token, then={"host": "127.0.0.1", "port": port})
    if made["type"] == "form":
        assert made["step_id"] == "encryption_key", made
        made = home_server._post(f"{flows}/{made['flow_id']}", {"noise_psk": key}, token)
    assert made["type"] == "create_entry", made
    entry: str = made["result"]["entry_id"]
    try:
        yield entry
    finally:
        forgotten(entry, token)


async def until_there(admin: home_server.Admin, *entities: str) -> None:
    async with asyncio.timeout(30):
        while not {state["entity_id"] for state in await admin.ask("get_states")}.issuperset(entities):  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def pipeline_of(admin: home_server.Admin, conversation: str) -> str:
    """An assistant that hears and speaks by Myna, and understands by ``conversation``."""
    made = await admin.ask(
        "assist_pipeline/pipeline/create",
        name=f"Myna, {conversation}",
        language="en",
        conversation_engine=conversation,
        conversation_language="en",
        stt_engine="stt.myna",
        stt_language="en",
        tts_engine="tts.myna",
        tts_language="en",
        tts_voice=None,
        wake_word_entity="wake_word.myna",
        wake_word_id="computer",
    )
    found: str = made["id"]
    return found


ENGINES = ("stt.myna", "tts.myna", "conversation.myna", "wake_word.myna")


async def test_its_assistant_hears_answers_and_speaks_by_myna(owner: Owner, port: int, speech: Path) -> None:
    token = home_server.TOKEN.read_text()
    with added(port, token):
        async with home_server.admin(token) as admin:
            await until_there(admin, *ENGINES)
            pipeline = await pipeline_of(admin, "conversation.myna")
        pcm = b"".join(read_chunks(speech / "set-a-timer-for-four-seconds.flac"))
        told = await pipeline_events(token, pipeline, pcm + bytes(32_000))
        assert told["stt-end"]["stt_output"]["text"] == "set a timer for four seconds"
        said = told["intent-end"]["intent_output"]["response"]["speech"]["plain"]["speech"]
        assert "4 seconds" in said
        sound = await asyncio.to_thread(fetched, home_server.URL + told["tts-end"]["tts_output"]["url"])
        assert len(sound) > 5000


KEY = "QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc="


def understood(owner: Owner, *recordings: Path) -> dict[str, Any]:
    """What becomes of what is said in the room."""
    with owner.following() as lines:
        for recording in recordings:
            owner.room.say(recording)
        return next_understood(lines)


def next_understood(lines: Iterator[str]) -> dict[str, Any]:
    found: dict[str, Any] = next(event for event in map(json.loads, lines) if event["event"] == "understood")
    return found


async def test_it_answers_by_its_satellite_announces_and_has_timers_ring(
    owner: Owner, port: int, satellite_port: int, speech: Path
) -> None:
    token = home_server.TOKEN.read_text()
    async with home_server.admin(token) as admin, AsyncExitStack() as stack:
        stack.enter_context(added(port, token))
        await until_there(admin, *ENGINES)
        await admin.ask(
            "assist_pipeline/pipeline/set_preferred",
            pipeline_id=await pipeline_of(admin, "conversation.home_assistant"),
        )
        satellite = stack.enter_context(added(satellite_port, token))
        await until_there(admin, "assist_satellite.myna")
        await asyncio.to_thread(owner.until, "has Myna as its satellite")

        answered = await asyncio.to_thread(understood, owner, speech / "computer-what-time-is-it.flac")
        assert (answered["text"], answered["step"]) == ("what time is it", "server")
        assert answered["reply"]
        await idle(owner)

        await admin.ask(
            "call_service",
            domain="assist_satellite",
            service="announce",
            service_data={"message": "Dinner is ready.", "preannounce": False},
            target={"entity_id": "assist_satellite.myna"},
        )
        await idle(owner)

        devices = await admin.ask("config/device_registry/list")
        (device,) = [one["id"] for one in devices if satellite in one["config_entries"]]
        timer = {"start_stage": "intent", "end_stage": "intent", "input": {"text": "set a timer for 2 seconds"}}
        await admin.ask("assist_pipeline/run", **timer, device_id=device)
        await until_state(owner, "ringing")
        await asyncio.to_thread(owner.myna, "stop")


async def call(admin: home_server.Admin, domain: str, service: str, entity: str, **data: object) -> None:
    await admin.ask("call_service", domain=domain, service=service, service_data=data, target={"entity_id": entity})


async def until_shown(admin: home_server.Admin, entity: str, state: str) -> None:
    async with asyncio.timeout(60):
        while next(one["state"] for one in await admin.ask("get_states") if one["entity_id"] == entity) != state:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


DEVICE = device_name(hardware_address()).replace("-", "_")
SATELLITE = "assist_satellite.myna_assist_satellite"
MUTE, SPEAKER = f"switch.{DEVICE}_mute", f"media_player.{DEVICE}_speaker"


async def test_as_an_esphome_device_it_answers_announces_begins_conversations_rings_and_is_muted(
    owner: Owner, port: int, device_port: int, speech: Path
) -> None:
    token = home_server.TOKEN.read_text()
    async with home_server.admin(token) as admin, AsyncExitStack() as stack:
        stack.enter_context(added(port, token))
        await until_there(admin, *ENGINES)
        pipeline = await pipeline_of(admin, "conversation.myna")
        await admin.ask("assist_pipeline/pipeline/set_preferred", pipeline_id=pipeline)
        entry = stack.enter_context(added(device_port, token, "esphome", KEY))
        await until_there(admin, SATELLITE, MUTE, SPEAKER)
        await asyncio.to_thread(owner.until, "has Myna as its satellite")

        answered = await asyncio.to_thread(understood, owner, speech / "computer-what-time-is-it.flac")
        assert (answered["text"], answered["step"]) == ("what time is it", "server")
        assert answered["reply"]
        await idle(owner)

        assert "without a sound" not in owner.log()

        await call(admin, "assist_satellite", "announce", SATELLITE, message="Dinner is ready.")
        await idle(owner)

        with owner.following() as lines:
            await call(admin, "assist_satellite", "start_conversation", SATELLITE, start_message="What shall I do?")
            await say(owner, speech / "set-a-timer-for-four-seconds.flac")
            answered = await asyncio.to_thread(next_understood, lines)
        assert (answered["text"], answered["step"]) == ("set a timer for four seconds", "server")
        await until_state(owner, "ringing")  # Myna's own skill has set it, by way of Home Assistant
        await asyncio.to_thread(owner.myna, "stop")
        await idle(owner)

        devices = await admin.ask("config/device_registry/list")
        (device,) = [one["id"] for one in devices if entry in one["config_entries"]]
        timer = {"start_stage": "intent", "end_stage": "intent", "input": {"text": "set a timer for 2 seconds"}}
        home = await pipeline_of(admin, "conversation.home_assistant")
        await admin.ask("assist_pipeline/run", **timer, device_id=device, pipeline=home)
        await until_state(owner, "ringing")
        await asyncio.to_thread(owner.myna, "stop")
        await idle(owner)

        await call(admin, "switch", "turn_on", MUTE)
        await until_state(owner, "muted")
        await asyncio.to_thread(owner.myna, "unmute")
        await until_shown(admin, MUTE, "off")
        await call(admin, "media_player", "volume_set", SPEAKER, volume_level=0.3)
        async with asyncio.timeout(60):
            while (await asyncio.to_thread(owner.status))["volume"] != 30:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.1)
