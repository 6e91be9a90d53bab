"""The control socket: where the command line, buttons and other local programs reach a Myna that runs.

Its rules:

1. It knows commands by name, and nothing of what they do. Of its own it has ``events`` alone: what is published, live.
2. Who may open the socket may do everything: its mode is 0660 from the first moment that it can be connected to.
3. A socket that nobody answers on is left over, and replaced. A live one is left alone, and so is anything else there.
4. Whatever its clients do, a turn goes on: no call here waits for a client, and what one client may take is limited
   (``Limits``). A client too many is told so and sent away.
"""

import asyncio
import errno
import logging
import os
import socket
import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from myna.core.errors import ServiceError
from myna.interfaces.control.connection import Connection, Limits, Wire
from myna.interfaces.control.protocol import Command, encode, failed

log = logging.getLogger(__name__)

MODE = 0o660
BACKLOG = 128
"""Connections that may wait to be accepted; the kernel refuses or delays those behind them."""

_BUSY = encode(
    failed(ServiceError("busy", "Too many programs are connected to Myna.", "Close some of them, and try again."))
)


class ControlServer:
    """Answers ``commands`` on a Unix socket at ``path``, whose folder is made if it is missing."""

    def __init__(self, path: Path, commands: Mapping[str, Command[Any]], limits: Limits | None = None) -> None:
        self._path = path
        self._commands = commands
        self._limits = limits or Limits()
        self._connections: set[Connection] = set()
        self._listener: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        self._made: tuple[int, int] | None = None

    async def start(self) -> None:
        """Make the socket and answer from now on.

        Raises ServiceError: ``control-busy`` if another Myna answers there, ``control-failed`` if none can be made.
        """
        self._listener = _listening(self._path)
        self._made = _identity(self._path)
        self._accepting = asyncio.create_task(self._accept(self._listener))

    async def close(self) -> None:
        """End every connection, cancel what was asked for, and remove the socket. Safe to call twice."""
        if self._listener is None or self._accepting is None:
            return
        if _identity(self._path) == self._made:
            self._path.unlink(missing_ok=True)
        self._accepting.cancel()
        await asyncio.wait([self._accepting])
        self._listener.close()
        self._listener = None
        if ending := [connection.task for connection in self._connections]:
            for task in ending:
                task.cancel()
            await asyncio.wait(ending)

    def publish(self, event: Mapping[str, object]) -> None:
        """Hand an event to every client that follows them, with the time if it has none. Never waits."""
        if self._connections:
            line = encode({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **event})
            for connection in self._connections:
                connection.publish(line)

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, _ = await loop.sock_accept(listener)
                if len(self._connections) < self._limits.clients:
                    await loop.connect_accepted_socket(lambda: Wire(self._connect), client)
                else:
                    _send_away(client)
                    await asyncio.sleep(0)
            except OSError as error:  # no file descriptor is left, for one
                log.warning("A connection to the control socket could not be accepted: %s", error)
                await asyncio.sleep(self._limits.retry_seconds)

    def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Connection:
        connection = Connection(reader, writer, self._commands, self._limits)
        self._connections.add(connection)
        connection.task.add_done_callback(lambda _: self._connections.discard(connection))
        return connection


def _listening(path: Path) -> socket.socket:
    """A listening socket at ``path``. Raises ServiceError."""
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.setblocking(False)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _remove_left_over(path)
        listener.bind(str(path))
        path.chmod(MODE)  # before it listens: nobody connects in between
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ServiceError(
            "control-failed",
            f"The control socket {path} cannot be made: {reason}.",
            f"Look what is there: ls -ld {path.parent} {path}",
        ) from error
    except ServiceError:
        listener.close()
        raise
    return listener


def _remove_left_over(path: Path) -> None:
    """Make room at ``path``, unless somebody answers there. Raises ServiceError and OSError."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.setblocking(False)
        found = probe.connect_ex(str(path))
    if found in (0, errno.EAGAIN):  # accepted, or waiting behind others
        raise ServiceError("control-busy", f"Another Myna runs already; it answers on {path}.", "Type: myna status")
    if found == errno.ECONNREFUSED and stat.S_ISSOCK(path.lstat().st_mode):
        path.unlink()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file ``path`` is; None if there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _send_away(client: socket.socket) -> None:
    """Tell a client that there are too many, as far as it can be told at once."""
    with client:
        client.setblocking(False)
        try:
            client.send(_BUSY)
        except OSError as error:
            log.debug("A client of the control socket went before it was sent away: %s", error)
