"""The control socket, through real sockets: where it is, and how little its clients can do to it."""

import asyncio
import json
import logging
import os
import resource
import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from control_kit import STATUS, FakeService, answers, peer, serving
from myna.core.errors import ServiceError
from myna.interfaces.control.protocol import Command, Send, Volume
from myna.interfaces.control.server import ControlServer

KERNEL_BYTES = 1024 * 1024
"""More than the kernel holds for a Unix socket."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.sock"


def mode(path: Path) -> int:
    """The mode of the file, with its kind; 0 if there is none."""
    return path.stat().st_mode if path.exists() else 0


async def test_an_event_reaches_those_who_follow_and_nobody_else(path: Path) -> None:
    async with serving(path) as (_, service), peer(path) as client, peer(path) as other:
        service.publish({"event": "early"})
        await client.follow()
        assert await other.ask({"command": "status"}) == STATUS
        service.publish({"event": "wake", "phrase": "hey myna"})
        service.publish({"event": "stop", "time": "its own"})
        event = await client.line()
        assert datetime.fromisoformat(event.pop("time")).utcoffset() == timedelta(0)
        assert event == {"event": "wake", "phrase": "hey myna"}
        assert await client.line() == {"event": "stop", "time": "its own"}
        assert await other.ask({"command": "status"}) == STATUS


async def test_who_asks_nothing_is_sent_away_but_not_who_follows(path: Path) -> None:
    async with serving(path, idle_seconds=0.05) as (_, service), peer(path) as follower:
        await follower.follow()
        async with peer(path) as silent, peer(path) as halting:
            halting.send(b'{"command": ')
            assert await silent.rest() == b""
            assert await halting.rest() == b""
        service.publish({"event": "wake"})
        assert (await follower.line())["event"] == "wake"


async def test_a_follower_that_does_not_read_loses_its_connection_and_disturbs_nobody(path: Path) -> None:
    async with serving(path, unread_bytes=100_000) as (_, service), peer(path) as slow, peer(path) as other:
        await slow.follow()
        slow.reader._transport.pause_reading()  # type: ignore[attr-defined]
        for number in range(5_000):
            service.publish({"event": "answer", "number": number, "text": "x" * 1_000})
            if number % 500 == 0:
                assert await other.ask({"command": "status"}) == STATUS
        slow.reader._transport.resume_reading()  # type: ignore[attr-defined]
        got = await slow.rest()
        assert b'"number": 0' in got
        assert len(got) < 100_000 + KERNEL_BYTES


async def test_a_flood_of_requests_starves_nobody(path: Path) -> None:
    handled: list[object] = []

    async def volume(arguments: Volume, _: Send) -> Mapping[str, object]:
        handled.append(arguments.level)
        return {}

    async with serving(path, {"volume": Command(Volume, volume)}), peer(path) as flood, peer(path) as other:
        for client in (flood, other):
            assert await client.ask({"command": "volume"}) == {"ok": True}
        flood.send(b'{"command": "volume", "level": 1}\n' * 1_000)
        assert await other.ask({"command": "volume", "level": 2}) == {"ok": True}
        assert handled.count(1) < 100


async def test_a_client_that_never_reads_its_answers_is_left(path: Path) -> None:
    async with serving(path, read_seconds=0.05, unread_bytes=10_000):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
            client.setblocking(False)
            loop = asyncio.get_running_loop()
            requests = b'{"command": "xyz"}\n' * 1_000_000
            with pytest.raises(ConnectionError):
                await asyncio.wait_for(loop.sock_sendall(client, requests), 30)
            await answers(path)


@pytest.fixture
def many_files() -> Iterator[None]:
    """File descriptors for a crowd."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def connected(path: Path) -> socket.socket:
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(30)
    for _ in range(1_000_000):
        try:
            client.connect(str(path))
            return client
        except BlockingIOError:  # the queue is full
            time.sleep(0)
    raise AssertionError("never accepted")


def reply_of(client: socket.socket) -> dict[str, Any]:
    reply = json.loads(client.recv(1000))
    assert isinstance(reply, dict)
    return reply


@pytest.mark.usefixtures("many_files")
async def test_a_thousand_connections(path: Path) -> None:
    async with serving(path, clients=32) as (_, service), peer(path) as follower, peer(path) as asking:
        await follower.follow()
        asking.send(b'{"command": "listen"}\n')
        await asyncio.wait_for(service.began.wait(), 30)
        with ExitStack() as stack:
            crowd = await asyncio.to_thread(lambda: [stack.enter_context(connected(path)) for _ in range(1000)])
            replies = await asyncio.to_thread(lambda: [reply_of(client) for client in crowd[30:]])
            assert {reply["error"]["code"] for reply in replies} == {"busy"}
            crowd[29].sendall(b'{"command": "status"}\n')  # with the two before the crowd, 32 are served
            assert await asyncio.to_thread(reply_of, crowd[29]) == STATUS
            service.publish({"event": "wake"})
            assert (await follower.line())["event"] == "wake"
        reply: dict[str, Any] = {}
        while reply != STATUS:  # until it has seen the crowd go
            async with peer(path) as late:
                reply = await late.ask({"command": "status"})
            assert reply == STATUS or reply["error"]["code"] == "busy"
        assert not service.cancelled.is_set()


async def test_without_file_descriptors_it_waits_for_some(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = asyncio.Event()

    class Tell(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.set()

    loop, tell = asyncio.get_running_loop(), Tell()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with serving(path, retry_seconds=0.05):
        with socket.socket(socket.AF_UNIX) as client:
            client.setblocking(False)
            logging.getLogger("myna.platform.sockets").addHandler(tell)
            lowest_free = os.dup(client.fileno())
            os.close(lowest_free)
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
                await loop.sock_connect(client, str(path))
                await asyncio.wait_for(told.wait(), 30)
                for _ in range(200):  # turns of the event loop, in which it does not try again and again
                    await asyncio.sleep(0)
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
                logging.getLogger("myna.platform.sockets").removeHandler(tell)
            await loop.sock_sendall(client, b'{"command": "status"}\n')
            assert json.loads(await asyncio.wait_for(loop.sock_recv(client, 1000), 30)) == STATUS
    assert 0 < len(caplog.records) < 50


async def test_closing_cancels_what_was_asked_for_and_ends_every_connection(path: Path) -> None:
    async with serving(path) as (stack, service), peer(path) as asking, peer(path) as follower:
        await follower.follow()
        asking.send(b'{"command": "listen"}\n')
        await asyncio.wait_for(service.began.wait(), 30)
        await stack.aclose()
        assert service.cancelled.is_set()
        assert await asking.rest() == b""
        assert await follower.rest() == b""
        assert mode(path) == 0


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
async def test_the_mode_does_not_depend_on_the_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        async with serving(path):
            assert stat.S_IMODE(mode(path)) == 0o660
    finally:
        os.umask(before)


async def test_a_socket_that_is_left_over_is_replaced(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
        dead.listen()
    async with serving(path):
        await answers(path)


async def entered(path: Path) -> None:
    """A server at ``path`` was entered and left."""
    async with ControlServer(path, {}, FakeService().follow).serving():
        pass


async def test_a_live_socket_is_left_alone(path: Path) -> None:
    async with serving(path):
        with pytest.raises(ServiceError) as caught:
            await entered(path)
        assert caught.value.code == "control-busy"
        await answers(path)


async def test_a_live_socket_that_is_slow_to_accept_is_left_alone(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as slow, socket.socket(socket.AF_UNIX) as waiting:
        slow.bind(str(path))
        slow.listen(0)
        waiting.connect(str(path))
        with pytest.raises(ServiceError) as caught:
            await entered(path)
        assert caught.value.code == "control-busy"
        assert stat.S_ISSOCK(mode(path))


def _file(path: Path) -> Path:
    path.write_text("not a socket")
    return path


@pytest.mark.parametrize(
    "place",
    [_file, lambda path: path / "none" / "c.sock", lambda path: path.with_name("x" * 200)],
    ids=["file", "none", "long"],
)
async def test_a_place_for_no_socket(path: Path, place: Callable[[Path], Path]) -> None:
    with pytest.raises(ServiceError) as caught:
        await entered(place(path))
    assert caught.value.code == "control-failed"
    assert "cannot be made" in caught.value.message
    assert mode(path) == 0 or stat.S_ISREG(mode(path))


async def test_only_its_own_socket_is_removed(path: Path) -> None:
    async with serving(path) as (earlier, _):
        shutil.move(path, path.with_name("kept"))  # an unlinked one may leave its number to the next
        async with serving(path):
            await earlier.aclose()
            await answers(path)
        assert mode(path) == 0
