"""One client of the control socket.

Its rules:

1. Requests are answered in their order, one at a time, and one a turn of the event loop: a flood starves nobody.
2. A client that goes away cancels what it asked for. One that only closes its writing end still gets its answer.
3. Nobody but itself waits for a client that does not read, and that not for long: what is unread is bounded.
4. Whatever a command does, the connection's answer is one line: a failure of its own, or ``internal`` and a log entry.
"""

import asyncio
import logging
import select
from asyncio import StreamReader, StreamReaderProtocol, StreamWriter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from myna.core.errors import MynaError, ServiceError
from myna.interfaces.control.protocol import MAX_LINE_BYTES, Arguments, Command, Send, encode, failed, find, parse

log = logging.getLogger(__name__)

_TOO_LONG = ServiceError("request-too-long", f"A request has at most {MAX_LINE_BYTES} bytes.", "Send a shorter text.")
_INTERNAL = ServiceError("internal", "Myna made a mistake.", "Look what it was: journalctl -u myna")


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
    """Answers one client; ``task`` runs until the client is gone."""

    def __init__(
        self, reader: StreamReader, writer: StreamWriter, commands: Mapping[str, Command[Any]], limits: Limits
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._commands = {**commands, "events": Command(Arguments, self._follow)}
        self._limits = limits
        self._following = False
        writer.transport.set_write_buffer_limits(high=0)  # to drain is then to wait until the kernel has everything
        self.task = asyncio.create_task(self._serve())

    def publish(self, line: bytes) -> None:
        """Hand an event to a client that follows them."""
        if self._following:
            self._write(line)

    async def _serve(self) -> None:
        try:
            while (line := await self._line()) is not None:
                self._write(await self._answer(line))
                await self._delivered()
                if self._following:
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

    async def _follow(self, _: Arguments, __: Send) -> Mapping[str, object]:
        self._following = True
        return {}

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
        await asyncio.sleep(0)


class Wire(StreamReaderProtocol):
    """The stream of one connection, which cancels the connection's task when its client is gone.

    asyncio's own takes a client that is gone for one that has said its last request, and goes on until it writes.
    """

    def __init__(self, connect: Callable[[StreamReader, StreamWriter], Connection]) -> None:
        self._connect = connect
        super().__init__(StreamReader(limit=MAX_LINE_BYTES), self._begin)

    def _begin(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._socket = writer.get_extra_info("socket")
        self._serving = self._connect(reader, writer).task

    def eof_received(self) -> bool:
        """No more requests come; whether to keep the connection open, because answers can still go."""
        super().eof_received()
        hang_up = select.poll()
        hang_up.register(self._socket, 0)  # a hang-up is told in any case
        return not hang_up.poll(0)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed, by either side."""
        super().connection_lost(exc)
        self._serving.cancel()
