"""A control socket with small commands, and a client that says exactly what a test wants."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from myna.core.errors import ConfigError
from myna.interfaces.control.connection import Limits
from myna.interfaces.control.protocol import Arguments, Ask, Command, Send, Volume
from myna.interfaces.control.server import ControlServer

STATUS = {"ok": True, "status": {"state": "listening"}}


class Bird:
    """Small commands, and what became of them."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.cancelled = asyncio.Event()

    def commands(self) -> Mapping[str, Command[Any]]:
        return {
            "status": Command(Arguments, self.status),
            "ask": Command(Ask, self.ask),
            "volume": Command(Volume, self.volume),
            "reload": Command(Arguments, self.reload),
            "listen": Command(Arguments, self.listen),
            "stop": Command(Arguments, self.stop),
        }

    async def status(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"status": {"state": "listening"}}

    async def ask(self, arguments: Ask, send: Send) -> Mapping[str, object]:
        for word in arguments.text.split():
            send(word)
        return {"answer": arguments.text, "aloud": arguments.aloud}

    async def volume(self, arguments: Volume, _: Send) -> Mapping[str, object]:
        return {"volume": arguments.level, "change": arguments.change}

    async def reload(self, _: Arguments, __: Send) -> Mapping[str, object]:
        raise ConfigError("config-invalid", "The file is wrong.", "Correct it.")

    async def listen(self, _: Arguments, __: Send) -> Mapping[str, object]:
        self.began.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return {}

    async def stop(self, _: Arguments, __: Send) -> Mapping[str, object]:
        raise ZeroDivisionError("a mistake of ours")


class Peer:
    """A client that says exactly what a test wants."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def line(self) -> dict[str, Any]:
        message = json.loads(await asyncio.wait_for(self.reader.readline(), 30))
        assert isinstance(message, dict)
        return message

    async def ask(self, request: Mapping[str, object] | bytes) -> dict[str, Any]:
        self.send(request if isinstance(request, bytes) else json.dumps(request).encode() + b"\n")
        return await self.line()

    async def rest(self) -> bytes:
        """All that still comes until the server closes the connection."""
        data = b""
        try:
            while piece := await asyncio.wait_for(self.reader.read(1 << 16), 30):
                data += piece
        except ConnectionResetError:  # it closed with something of ours unread
            pass
        return data


@asynccontextmanager
async def peer(path: Path) -> AsyncIterator[Peer]:
    reader, writer = await asyncio.open_unix_connection(path)
    try:
        yield Peer(reader, writer)
    finally:
        writer.transport.abort()


@asynccontextmanager
async def serving(
    path: Path, commands: Mapping[str, Command[Any]] | None = None, **limits: Any
) -> AsyncIterator[tuple[ControlServer, Bird]]:
    bird = Bird()
    server = ControlServer(path, commands or bird.commands(), Limits(**limits))
    await server.start()
    try:
        yield server, bird
    finally:
        await server.close()


async def answers(path: Path) -> None:
    """It answers on a new connection."""
    async with peer(path) as other:
        assert await other.ask({"command": "status"}) == STATUS
