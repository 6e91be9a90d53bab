"""A real Home Assistant, which ``make test-home`` starts, hears, answers and speaks by a Myna that runs."""

import asyncio
import json
import os
import socket
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

import home_server
from chain.daemon_kit import Owner
from myna.audio.wav import read_chunks
from virtual_sound import sound_server

pytestmark = pytest.mark.skipif(not os.environ.get("MYNA_HOME"), reason="a real Home Assistant: make test-home")


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found


@pytest.fixture
def owner(port: int) -> Iterator[Owner]:
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        owner = Owner(Path(folder), room)
        owner.file.write_text(f"wake_word: computer\nwyoming: {{listen: '127.0.0.1:{port}'}}\n")
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


async def test_its_assistant_hears_answers_and_speaks_by_myna(owner: Owner, port: int, speech: Path) -> None:
    token = home_server.TOKEN.read_text()
    made = home_server._post(
        "/api/config/config_entries/flow", {"handler": "wyoming"}, token, then={"host": "127.0.0.1", "port": port}
    )
    assert made["type"] == "create_entry", made
    async with home_server.admin(token) as admin:
        async with asyncio.timeout(30):
            while True:
                names = {state["entity_id"] for state in await admin.ask("get_states")}
                engines = {kind: f"{kind}.myna" for kind in ("stt", "tts", "conversation", "wake_word")}
                if names.issuperset(engines.values()):
                    break
                await asyncio.sleep(0.2)
        pipeline = await admin.ask(
            "assist_pipeline/pipeline/create",
            name="Myna",
            language="en",
            conversation_engine=engines["conversation"],
            conversation_language="en",
            stt_engine=engines["stt"],
            stt_language="en",
            tts_engine=engines["tts"],
            tts_language="en",
            tts_voice=None,
            wake_word_entity=engines["wake_word"],
            wake_word_id="computer",
        )
    pcm = b"".join(read_chunks(speech / "set-a-timer-for-four-seconds.flac"))
    told = await pipeline_events(token, pipeline["id"], pcm + bytes(32_000))
    assert told["stt-end"]["stt_output"]["text"] == "set a timer for four seconds"
    said = told["intent-end"]["intent_output"]["response"]["speech"]["plain"]["speech"]
    assert "4 seconds" in said
    entry = made["result"]["entry_id"]
    sound = await asyncio.to_thread(fetched, home_server.URL + told["tts-end"]["tts_output"]["url"])
    assert len(sound) > 5000
    await asyncio.to_thread(forgotten, entry, token)
