"""The JSON API: commands by their names, and events for pages."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from types import SimpleNamespace

import pytest

from myna.core.events import Partial, VolumeChanged
from myna.interfaces.web import api as web
from myna.interfaces.web.api import COMMANDS, LONG, Api
from web_kit import Browser, claimed, page_of

CONFIG = "language: en-us\n"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with page_of(tmp_path, CONFIG) as (page, _):
        yield await claimed(page)


async def test_a_command_is_asked_for_and_answered(browser: Browser) -> None:
    answer = await browser.post("/api/volume", b'{"level": 40}')
    assert (answer.status, json.loads(answer.text)) == (200, {"volume": 40})
    assert json.loads((await browser.get("/api/status")).text)["status"]["volume"] == 40
    assert json.loads((await browser.post("/api/lists")).text) == {"lists": [], "notes": []}


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/volume", b"{", 422, "wrong-arguments"),
        ("/api/volume", b"[]", 422, "wrong-arguments"),
        ("/api/volume", b'{"level": 400}', 422, "wrong-arguments"),
        ("/api/volume", b'{"command": "mute"}', 200, None),
        ("/api/nothing", b"", 404, "unknown-command"),
        ("/api/events", b"", 404, "unknown-command"),
        ("/api/ask", b'{"text": "Hi."}', 503, "starting"),
        ("/api/set", b'{"key": "language", "value": "de", "version": "old"}', 409, "config-changed"),
        ("/api/timer-cancel", b'{"number": 7}', 400, "timer-missing"),
    ],
)
async def test_what_is_wrong_is_told_with_a_status(
    browser: Browser, path: str, body: bytes, status: int, code: str | None
) -> None:
    answer = await browser.post(path, body)
    assert answer.status == status
    if code is not None:
        assert json.loads(answer.text)["error"]["code"] == code


def test_what_takes_long_is_a_command() -> None:
    assert LONG <= COMMANDS
    assert "events" not in COMMANDS


@pytest.mark.parametrize("transcripts", [True, False])
async def test_events_come_with_words_only_where_the_owner_shows_them(tmp_path: Path, transcripts: bool) -> None:
    async with page_of(tmp_path, f"web: {{transcripts: {str(transcripts).lower()}}}\n") as (page, house):
        await house.reload()
        browser = await claimed(page)
        await browser.get("/")
        following = asyncio.create_task(page.live.follow())
        try:
            while page.live.status is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            key = next(iter(page.gate.accesses()[0]))
            request = SimpleNamespace(scope={"key": key, "kind": "browser"})
            api = Api(page.gate, page._upstream, page.live)
            async with aclosing(api._stream(request)) as stream:  # type: ignore[arg-type]
                assert await anext(stream) == "retry: 3000\n\n"
                assert json.loads((await anext(stream)).removeprefix("data: "))["event"] == "snapshot"
                house.hub.publish(Partial(1.0, "what time"))
                house.hub.publish(VolumeChanged(20))
                told = [json.loads((await anext(stream)).removeprefix("data: ")) for _ in range(2)]
                assert [event["event"] for event in told] == ["partial", "volume"]
                assert told[0].get("text") == ("what time" if transcripts else None)
                page.gate.end(key)
                house.hub.publish(VolumeChanged(30))
                assert [piece async for piece in stream] == []
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


async def test_a_stream_without_events_says_that_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "HEARTBEAT_SECONDS", 0.01)
    async with page_of(tmp_path) as (page, _):
        await claimed(page)
        key = next(iter(page.gate.accesses()[0]))
        request = SimpleNamespace(scope={"key": key, "kind": "browser"})
        async with aclosing(Api(page.gate, page._upstream, page.live)._stream(request)) as stream:  # type: ignore[arg-type]
            pieces = [await anext(stream) for _ in range(3)]
        assert pieces[1] == 'data: {"event": "away"}\n\n'
        assert pieces[2] == ": still here\n\n"


async def test_too_many_streams_are_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_STREAMS", 0)
    async with page_of(tmp_path) as (page, _):
        browser = await claimed(page)
        assert (await browser.get("/api/events")).status == 503
