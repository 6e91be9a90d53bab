"""What one client of the control socket may say, and what it is answered."""

import asyncio
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from control_kit import STATUS, Peer, answers, peer, serving
from myna.interfaces.control.protocol import MAX_LINE_BYTES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.sock"


async def test_requests_on_one_connection_are_answered_in_their_order(path: Path) -> None:
    async with serving(path), peer(path) as client:
        client.send(b'{"command": "status"}\n{"command": "volume", "level": 40}\n{"command": "status"}\n')
        assert await client.line() == STATUS
        assert await client.line() == {"ok": True, "volume": 40, "change": None}
        assert await client.line() == STATUS


async def test_the_pieces_of_an_answer_come_before_it(path: Path) -> None:
    async with serving(path), peer(path) as client:
        assert await client.ask({"command": "ask", "text": "zwei Vögel", "aloud": False}) == {"piece": "zwei"}
        assert await client.line() == {"piece": "Vögel"}
        assert await client.line() == {"ok": True, "answer": "zwei Vögel", "aloud": False}


async def test_a_failure_is_told_with_its_exit_status(path: Path) -> None:
    async with serving(path), peer(path) as client:
        reply = await client.ask({"command": "reload"})
        error = {"code": "config-invalid", "message": "The file is wrong.", "hint": "Correct it.", "exit_status": 78}
        assert reply == {"ok": False, "error": error}


async def test_a_mistake_of_ours_is_logged_and_the_connection_goes_on(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(path), peer(path) as client:
        reply = await client.ask({"command": "stop"})
        assert reply["error"]["code"] == "internal"
        assert "ZeroDivisionError: a mistake of ours" in caplog.text
        assert await client.ask({"command": "status"}) == STATUS


@pytest.mark.parametrize(
    ("request_", "code", "parts"),
    [
        ({"command": "statsu"}, "unknown-command", ["statsu", "did you mean status?"]),
        ({"command": "xyz"}, "unknown-command", ["xyz"]),
        ({"command": ["status"]}, "unknown-command", ["names no command"]),
        ({"text": "Hello."}, "unknown-command", ["names no command"]),
        ({"command": "status", "all": True}, "wrong-arguments", ["all"]),
        ({"command": "events", "all": True}, "wrong-arguments", ["all"]),
        ({"command": "ask"}, "wrong-arguments", ["text is missing"]),
        ({"command": "ask", "txet": "Hi."}, "wrong-arguments", ["text is missing", "did you mean text?"]),
        ({"command": "ask", "text": 5}, "wrong-arguments", ["text: expected text"]),
        ({"command": "ask", "text": "Hi.", "aloud": 1}, "wrong-arguments", ["aloud: expected true or false"]),
        ({"command": "volume", "level": 101}, "wrong-arguments", ["level: expected a whole number from 0 to 100"]),
        ({"command": "volume", "level": "5"}, "wrong-arguments", ["level"]),
        ({"command": "volume", "level": True}, "wrong-arguments", ["level"]),
        ({"command": "volume", "level": 5, "change": 5}, "wrong-arguments", ["exclude each other"]),
    ],
)
async def test_a_wrong_request_is_told_what_is_wrong(
    path: Path, request_: dict[str, object], code: str, parts: list[str]
) -> None:
    async with serving(path), peer(path) as client:
        error = (await client.ask(request_))["error"]
        assert error["code"] == code
        for part in parts:
            assert part in error["message"]
        assert error["hint"]
        assert await client.ask({"command": "status"}) == STATUS


GARBAGE = [b"", b"\x00", b"\xff\xfe", b"status", b"[]", b'"status"', b"NaN", b'{"command": NaN}', b"-Infinity",
           b'{"text": "\\ud800"}', b'{"command": "status"', b"[" * 60_000, b'{"a":' * 9_000, b"1" * 50_000,
           b'{"command": "status"} {}']  # fmt: skip


@pytest.mark.parametrize("line", GARBAGE, ids=lambda line: repr(line[:20]))
async def test_after_garbage_the_connection_goes_on(path: Path, line: bytes) -> None:
    async with serving(path), peer(path) as client:
        assert (await client.ask(line + b"\n"))["error"]["code"] == "not-json"
        assert await client.ask({"command": "status"}) == STATUS


@pytest.mark.parametrize("ending", [b"", b'"}\n', b'"}\n{"command": "status"}\n'])
async def test_a_request_that_is_too_long_ends_the_connection(path: Path, ending: bytes) -> None:
    async with serving(path):
        async with peer(path) as client:
            client.send(b'{"command": "ask", "text": "' + b"x" * MAX_LINE_BYTES + ending)
            lines = (await client.rest()).splitlines()
            assert [json.loads(line)["error"]["code"] for line in lines] == ["request-too-long"]
        await answers(path)


async def test_the_longest_request_is_answered(path: Path) -> None:
    begin, end = b'{"command": "ask", "text": "', b'"}'
    text = b"x" * (MAX_LINE_BYTES - len(begin) - len(end))
    async with serving(path), peer(path) as client:
        assert await client.ask(begin + text + end + b"\n") == {"piece": text.decode()}


async def test_a_client_that_only_closes_its_writing_end_is_answered(path: Path) -> None:
    async with serving(path), peer(path) as client:
        client.send(b'{"command": "ask", "text": "yes"}\n{"command": "status"}')  # as printf | nc -N sends it
        client.writer.write_eof()
        lines = [json.loads(line) for line in (await client.rest()).splitlines()]
        assert lines == [{"piece": "yes"}, {"ok": True, "answer": "yes", "aloud": True}, STATUS]


@pytest.mark.parametrize("more", [b"", b'{"command": "status"}\n' * 100], ids=["one", "many"])
async def test_a_client_that_goes_away_cancels_its_request(path: Path, more: bytes) -> None:
    async with serving(path) as (_, service):
        async with peer(path) as client:
            client.send(b'{"command": "listen"}\n' + more)
            await asyncio.wait_for(service.began.wait(), 30)
            assert not service.cancelled.is_set()
        await asyncio.wait_for(service.cancelled.wait(), 30)
        await answers(path)


def fuzzed(use: Callable[[Peer], Any]) -> None:
    """Let a client do something, and see that another one is answered afterwards."""

    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "c.sock"
            async with serving(path):
                async with peer(path) as client:
                    await use(client)
                await answers(path)

    asyncio.run(play())


@settings(max_examples=100, deadline=None)
@given(chunks=st.lists(st.binary(max_size=2_000) | st.sampled_from([b"\n", b'{"command":', b'"events"}\n'])))
def test_any_bytes_in_any_chunks(chunks: list[bytes]) -> None:
    async def use(client: Peer) -> None:
        for chunk in chunks:
            client.send(chunk)
            await asyncio.sleep(0)
        client.writer.write_eof()
        if b'"events"' not in b"".join(chunks):  # who follows is not sent away
            for line in (await client.rest()).splitlines():
                assert json.loads(line)["ok"] is False

    fuzzed(use)


NAMES = st.sampled_from(["command", "text", "aloud", "level", "change"]) | st.text(max_size=10)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["ask", "volume", "status"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(message=VALUES | st.dictionaries(NAMES, VALUES))
def test_any_json(message: object) -> None:
    async def use(client: Peer) -> None:
        client.send(json.dumps(message).encode() + b"\n")
        reply = await client.line()
        while "piece" in reply:
            reply = await client.line()
        assert reply["ok"] is True or reply["error"]["code"] in {"not-json", "unknown-command", "wrong-arguments"}

    fuzzed(use)
