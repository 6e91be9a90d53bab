"""The control socket: where the command line, buttons and other local programs reach a Myna that runs.

Its rules:

1. It knows commands by name, and nothing of what they do. Of its own it has ``events`` alone: a snapshot, and then what
   happens, live.
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
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from myna.core.errors import ServiceError
from myna.interfaces.control.connection import Connection, Follow, Limits, Wire
from myna.interfaces.control.protocol import MAX_LINE_BYTES, Command, encode, failed
from myna.platform.sockets import accepted

log = logging.getLogger(__name__)

MODE = 0o660
BACKLOG = 128
"""Connections that may wait to be accepted; the kernel refuses or delays those behind them."""

_BUSY = encode(
    failed(ServiceError("busy", "Too many programs are connected to Myna.", "Close some of them, and try again."))
)


class ControlServer:
    """Answers ``commands`` on a Unix socket at ``path``, whose folder is made if it is missing.

    ``follow`` is how a client that asks for ``events`` comes to them.
    """

    def __init__(
        self, path: Path, commands: Mapping[str, Command[Any]], follow: Follow, limits: Limits | None = None
    ) -> None:
        self._path = path
        self._commands = commands
        self._follow = follow
        self._limits = limits or Limits()
        self._connections: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Make the socket and answer; at the end cancel what was asked for, hang up, and remove the socket.

        Raises ServiceError: ``control-busy`` if another Myna answers there, ``control-failed`` if none can be made.
        """
        with _listening(self._path) as listener:
            made = _identity(self._path)
            accepting = asyncio.create_task(self._accept(listener))
            try:
                yield
            finally:
                if _identity(self._path) == made:
                    self._path.unlink(missing_ok=True)
                ending = [accepting, *self._connections]
                for task in ending:
                    task.cancel()
                await asyncio.wait(ending)

    async def _accept(self, listener: socket.socket) -> None:
        """Take connections, one a turn of the event loop."""
        async for client in accepted(listener, "the control socket", self._limits.retry_seconds):
            if len(self._connections) < self._limits.clients:
                self._begin(client)
            else:
                _send_away(client)

    def _begin(self, client: socket.socket) -> None:
        """Answer ``client``, by a task of its own."""
        serving = asyncio.create_task(self._serve(client))
        self._connections.add(serving)
        serving.add_done_callback(self._connections.discard)
        serving.add_done_callback(lambda _: client.close())

    async def _serve(self, client: socket.socket) -> None:
        serving = asyncio.current_task()
        assert serving is not None
        loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=MAX_LINE_BYTES)
        transport, wire = await loop.connect_accepted_socket(lambda: Wire(reader, client, serving.cancel), client)
        writer = asyncio.StreamWriter(transport, wire, reader, loop)
        await Connection(reader, writer, self._commands, self._follow, self._limits).serve()


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
        try:
            client.send(_BUSY)
        except OSError as error:
            log.debug("A client of the control socket went before it was sent away: %s", error)
