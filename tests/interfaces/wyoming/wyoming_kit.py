"""A Wyoming server of toy engines on a real socket, and clients of it that need not be well-behaved."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from app.assembly_kit import built
from app.service_kit import House
from app.toy_engines import Toys, spoken_file
from myna.app.assembly import Running
from myna.app.devices import Files
from myna.interfaces.serving.sockets import Serves, serving
from myna.interfaces.wyoming.connection import Connection
from myna.interfaces.wyoming.satellite import SatelliteConnection
from myna.interfaces.wyoming.wire import MAX_LINE_BYTES
from wyoming_client import Client, connected


class Served:
    """A server at ``port`` of localhost, whose engines ``running`` has; None while it starts."""

    def __init__(self, port: int, running: Running | None) -> None:
        self.port = port
        self.running = running

    def client(self) -> AbstractAsyncContextManager[Client]:
        return connected(self.port)

    async def raw(self, *sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.writelines(sent)
        return reader, writer


async def closed(reader: asyncio.StreamReader) -> bool:
    """Wait for the end of a connection; whether nothing came before it."""
    try:
        return await asyncio.wait_for(reader.read(), 60) == b""
    except ConnectionError:
        return True


@asynccontextmanager
async def _serving(house: House, made: Callable[..., Serves]) -> AsyncIterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    async with serving(listener, partial(made, house.service), MAX_LINE_BYTES):
        yield listener.getsockname()[1]


@asynccontextmanager
async def starting() -> AsyncIterator[Served]:
    """A server of a Myna that has no engines yet."""
    async with _serving(House(), Connection) as port:
        yield Served(port, None)


@asynccontextmanager
async def satellite(house: House) -> AsyncIterator[Served]:
    """The satellite of a Myna that has no engines yet."""
    async with _serving(house, SatelliteConnection) as port:
        yield Served(port, None)


@asynccontextmanager
async def served(toys: Toys, folder: Path) -> AsyncIterator[Served]:
    """A server of a Myna with toy engines."""
    files = Files(spoken_file(folder / "room.wav", ""), folder / "room-answers.wav")
    house = House()
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(built(toys, files, lambda _: None))
        port = await stack.enter_async_context(_serving(house, Connection))
        await stack.enter_async_context(house.service.speech.serving(running, toys.config))
        yield Served(port, running)
