"""Where the Wyoming servers are."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from wyoming.client import AsyncTcpClient, AsyncUnixClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe

from app.service_kit import House
from myna.interfaces.wyoming.server import SOCKET, wyoming_server
from wyoming_client import free_port


async def answer(client: AsyncTcpClient | AsyncUnixClient) -> Event:
    async with client:
        await client.write_event(Describe().event())
        event = await asyncio.wait_for(client.read_event(), 60)
        assert event is not None
        return event


async def test_it_serves_at_an_address_or_without_a_network_at_a_socket_of_the_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SOCKET, raising=False)
    port = free_port()
    async with wyoming_server([f"127.0.0.1:{port}"], House().service):
        assert Error.from_event(await answer(AsyncTcpClient("127.0.0.1", port))).code == "starting"
    path = tmp_path / "wyoming.sock"
    monkeypatch.setenv(SOCKET, str(path))
    async with wyoming_server(["192.0.2.1:10300"], House().service):
        assert Error.from_event(await answer(AsyncUnixClient(path))).code == "starting"


def test_the_library_is_imported_only_where_it_is_switched_on() -> None:
    program = "import sys, myna.interfaces.cli.main, myna.app.daemon; sys.exit('wyoming' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
