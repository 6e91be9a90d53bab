"""One client of the control socket.

Its rules:

1. Requests are answered in their order, one at a time, each by a task of its own. That takes a turn of the event loop
   at the least, so that a flood starves nobody.
2. A client that goes away cancels what it asked for. One that only closes its writing end still gets its answer.
3. Nobody but itself waits for a client that does not read, and that not for long: what is unread is bounded.
4. Whatever a command does, the connection's answer is one line: a failure of its own, or ``internal`` and a log entry.
"""

import asyncio
import logging
import select
import socket
from asyncio import StreamReader, StreamReaderProtocol, StreamWriter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from myna.core.errors import MynaError, ServiceError
from myna.interfaces.control.protocol import MAX_LINE_BYTES, Arguments, Command, Send, encode, failed, find, parse

log = logging.getLogger(__name__)

_TOO_LONG = ServiceError("request-too-long", f"A request has at most {MAX_LINE_BYTES} bytes.", "Send a shorter text.")
_INTERNAL = ServiceError("internal", "Myna made a mistake.", "Look what it was: journalctl -u myna")


Message = Mapping[str, object]

Follow = Callable[[Callable[[Message], None]], AbstractContextManager[None]]
"""While it is entered, its argument is called with what happens, and never waits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the service one client may take.

    ``clients``: connections at once. ``idle_seconds``: how long one may stay without a request. ``unread_bytes``: what
    may wait for a client beside what the kernel holds for it (about 200 kB). ``read_seconds``: how long an answer waits
    until it is read. ``retry_seconds``: the pause after a connection that could not be accepted.
    """

    clients: int = 32
    idle_seconds: float = 60.0
    unread_bytes: int = 256 * 1024
    read_seconds: float = 10.0
    retry_seconds: float = 1.0


class Connection:
    """Answers one client. ``follow`` is how a client comes to its events."""

    def __init__(
        self,
        reader: StreamReader,
        writer: StreamWriter,
        commands: Mapping[str, Command[Any]],
        follow: Follow,
        limits: Limits,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._commands = {**commands, "events": Command(Arguments, self._begin_following)}
        self._follow = follow
        self._limits = limits
        self._follows = False

    async def serve(self) -> None:
        """Answer the client until it is gone."""
        self._writer.transport.set_write_buffer_limits(high=0)  # draining then waits until the kernel has everything
        try:
            while (line := await self._line()) is not None:
                self._write(await asyncio.create_task(self._answer(line)))
                await self._delivered()
                if self._follows:
                    with self._follow(self._tell):
                        await asyncio.get_running_loop().create_future()  # until the task is cancelled
        except asyncio.LimitOverrunError:
            self._write(encode(failed(_TOO_LONG)))
            await self._delivered()
        except (ConnectionError, TimeoutError):
            log.debug("A client of the control socket is gone, sent nothing for long, or does not read.")
        finally:
            self._writer.transport.abort()

    async def _line(self) -> bytes | None:
        """The next request; None at the end of them."""
        try:
            async with asyncio.timeout(self._limits.idle_seconds):
                return await self._reader.readuntil(b"\n")
        except asyncio.IncompleteReadError as end:
            return end.partial or None

    async def _answer(self, line: bytes) -> bytes:
        try:
            request = parse(line)
            command = find(self._commands, request.pop("command", None))
            return encode({"ok": True, **await command.run(request, self._send)})
        except MynaError as error:
            return encode(failed(error))
        except Exception:
            log.exception("A command on the control socket failed unexpectedly.")
            return encode(failed(_INTERNAL))

    async def _begin_following(self, _: Arguments, __: Send) -> Message:
        self._follows = True
        return {}

    def _tell(self, event: Message) -> None:
        """Write an event, with the time if it has none."""
        self._write(encode({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **event}))

    def _send(self, piece: str) -> None:
        self._write(encode({"piece": piece}))

    def _write(self, line: bytes) -> None:
        """Never waits."""
        if self._writer.is_closing():
            return
        if self._writer.transport.get_write_buffer_size() > self._limits.unread_bytes:
            log.warning("A client of the control socket does not read; its connection is closed.")
            self._writer.transport.abort()
            return
        self._writer.write(line)

    async def _delivered(self) -> None:
        async with asyncio.timeout(self._limits.read_seconds):
            await self._writer.drain()


class Wire(StreamReaderProtocol):
    """The stream of the connection ``client``, which calls ``gone`` when its client is gone.

    asyncio's own takes a client that is gone for one that has said its last request, and goes on until it writes.
    """

    def __init__(self, reader: StreamReader, client: socket.socket, gone: Callable[[], object]) -> None:
        super().__init__(reader)
        self._client = client
        self._gone = gone

    def eof_received(self) -> bool:
        """No more requests come; whether to keep the connection open, because answers can still go."""
        super().eof_received()
        hang_up = select.poll()
        hang_up.register(self._client, 0)  # a hang-up is told in any case
        return not hang_up.poll(0)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed, by either side."""
        super().connection_lost(exc)
        self._gone()
