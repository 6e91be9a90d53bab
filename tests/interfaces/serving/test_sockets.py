"""Who may connect, and how many."""

import asyncio
import socket
import stat
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from interfaces.wyoming.wyoming_kit import closed
from myna.interfaces.serving import sockets
from myna.interfaces.serving.sockets import MAX_CONNECTIONS, serving, serving_all

VARIABLE = "MYNA_ECHO_SOCKET"


class Echo:
    """Says every line again."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def serve(self) -> None:
        try:
            while line := await self._reader.readline():
                self._writer.write(line)
        finally:
            self._writer.transport.abort()


@asynccontextmanager
async def echo() -> AsyncIterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    async with serving(listener, Echo, 1024):
        yield listener.getsockname()[1]


async def says(reader: StreamReader, writer: StreamWriter) -> bool:
    """Whether a line comes back."""
    writer.write(b"here\n")
    return await asyncio.wait_for(reader.readline(), 60) == b"here\n"


async def test_a_hundred_connections_are_no_more_than_the_server_has_room_for() -> None:
    async with echo() as port:
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        left = [asyncio.create_task(closed(reader)) for reader, _ in clients]
        async with asyncio.timeout(60):
            while sum(task.done() for task in left) < 100 - MAX_CONNECTIONS:
                await asyncio.wait(left, timeout=0.1)
            still = [task for task in left if not task.done()]
            assert len(still) == MAX_CONNECTIONS
            for _, writer in clients:
                writer.close()
            await asyncio.wait(left)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)  # there is room again
        assert await says(reader, writer)
        writer.close()


async def test_it_serves_each_address_and_tells_which_it_cannot_have(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as free:
        busy, port = (one.getsockname()[1] for one in (taken, free))
        free.close()
        async with serving_all([f"127.0.0.1:{busy}", f"127.0.0.1:{port}"], VARIABLE, Echo, 1024):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert await says(reader, writer)
            writer.close()
    assert [record.getMessage() for record in caplog.records] == [
        f"Home Assistant cannot reach Myna at 127.0.0.1:{busy}: Address already in use."
    ]


async def test_without_a_network_it_serves_a_socket_of_the_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "echo.sock"
    with socket.socket(socket.AF_UNIX) as left_over:
        left_over.bind(str(path))
    monkeypatch.setenv(VARIABLE, str(path))
    async with serving_all(["192.0.2.1:10300"], VARIABLE, Echo, 1024):
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        reader, writer = await asyncio.open_unix_connection(path)
        assert await says(reader, writer)
        writer.close()


async def test_its_end_cuts_everybody_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MAX_CONNECTIONS", 3)
    async with echo() as port:
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        assert all([await says(*client) for client in clients])
    for reader, writer in clients:
        assert await closed(reader)
        writer.close()
