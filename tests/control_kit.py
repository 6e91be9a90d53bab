"""A control socket with small commands, and a client that says exactly what a test wants."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from myna.core.errors import ConfigError
from myna.interfaces.control.connection import Limits
from myna.interfaces.control.protocol import Arguments, Ask, Command, Send, Volume
from myna.interfaces.control.server import ControlServer

STATUS = {"ok": True, "status": {"state": "listening"}}
SNAPSHOT = {"event": "snapshot", "status": {"state": "listening"}}


class Followers:
    """Hands a snapshot, and then what is published, to everybody who follows; ``some`` is set when somebody does."""

    def __init__(self) -> None:
        self._followers: list[Callable[[Mapping[str, object]], None]] = []
        self.some = asyncio.Event()

    @contextmanager
    def follow(self, follower: Callable[[Mapping[str, object]], None]) -> Iterator[None]:
        self._followers.append(follower)
        self.some.set()
        try:
            follower(SNAPSHOT)
            yield
        finally:
            self._followers.remove(follower)

    def publish(self, event: Mapping[str, object]) -> None:
        for follower in list(self._followers):
            follower(event)


class FakeService(Followers):
    """Small commands, what became of them, and events."""

    def __init__(self) -> None:
        super().__init__()
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

    async def follow(self) -> None:
        """Ask for events, and read what comes before the first change."""
        assert await self.ask({"command": "events"}) == {"ok": True}
        snapshot = await self.line()
        assert datetime.fromisoformat(snapshot.pop("time")).utcoffset() == timedelta(0)
        assert snapshot == SNAPSHOT

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
    path: Path,
    commands: Mapping[str, Command[Any]] | None = None,
    followers: Followers | None = None,
    **limits: Any,
) -> AsyncIterator[tuple[AsyncExitStack, FakeService]]:
    """A control socket, which ends with the stack, and the commands that it answers where there are no others."""
    service = FakeService()
    server = ControlServer(path, commands or service.commands(), (followers or service).follow, Limits(**limits))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(server.serving())
        yield stack, service


async def answers(path: Path) -> None:
    """It answers on a new connection."""
    async with peer(path) as other:
        assert await other.ask({"command": "status"}) == STATUS
