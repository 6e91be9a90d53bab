"""Who may connect, and how many."""

import asyncio
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from wyoming.client import AsyncTcpClient, AsyncUnixClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe
from wyoming.ping import Ping, Pong

from app.service_kit import House
from interfaces.wyoming.wyoming_kit import closed, starting
from myna.interfaces.wyoming import server
from myna.interfaces.wyoming.server import MAX_CONNECTIONS, SOCKET, wyoming_server


async def test_a_hundred_connections_are_no_more_than_the_server_has_room_for() -> None:
    async with starting() as served:
        clients = [await served.raw() for _ in range(100)]
        left = [asyncio.create_task(closed(reader)) for reader, _ in clients]
        _, still = await asyncio.wait(left, timeout=1)
        assert len(still) == MAX_CONNECTIONS
        clients[0][1].write(b'{"type": "ping"}\n')
        async with asyncio.timeout(60):
            for _reader, writer in clients:
                writer.close()
            await asyncio.wait(left)
        async with served.client() as client:  # there is room again
            await client.send(Ping("here"))
            assert Pong.from_event(await client.told()).text == "here"


async def answer(client: AsyncTcpClient | AsyncUnixClient) -> Event:
    async with client:
        await client.write_event(Describe().event())
        event = await asyncio.wait_for(client.read_event(), 60)
        assert event is not None
        return event


async def test_it_serves_each_address_and_tells_which_it_cannot_have(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SOCKET, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as free:
        busy, port = (one.getsockname()[1] for one in (taken, free))
        free.close()
        async with wyoming_server([f"127.0.0.1:{busy}", f"127.0.0.1:{port}"], House().service):
            told = await answer(AsyncTcpClient("127.0.0.1", port))
    assert Error.from_event(told).code == "starting"
    assert [record.getMessage() for record in caplog.records] == [
        f"Home Assistant cannot reach Myna at 127.0.0.1:{busy}: Address already in use."
    ]


async def test_without_a_network_it_serves_a_socket_of_the_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wyoming.sock"
    with socket.socket(socket.AF_UNIX) as left_over:
        left_over.bind(str(path))
    monkeypatch.setenv(SOCKET, str(path))
    async with wyoming_server(["192.0.2.1:10300"], House().service):
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        assert Error.from_event(await answer(AsyncUnixClient(path))).code == "starting"


async def test_its_end_cuts_everybody_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 3)
    async with starting() as served:
        clients = [await served.raw(b'{"type": "ping"}\n') for _ in range(3)]
        for reader, _ in clients:
            assert b"pong" in await asyncio.wait_for(reader.readline(), 60)
    for reader, writer in clients:
        await closed(reader)
        writer.close()


def test_the_library_is_imported_only_where_it_is_switched_on() -> None:
    program = "import sys, myna.interfaces.cli.main, myna.app.daemon; sys.exit('wyoming' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
