"""A server's sockets: at addresses of the configuration, or at one of the file system behind systemd's.

Its rules:

1. A connection too many (``MAX_CONNECTIONS``) is closed at once, before a byte of it is read.
2. An address that cannot be had is told, and the others are served: it is no reason for Myna not to start.
"""

import asyncio
import logging
import os
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

MODE = 0o660

MAX_CONNECTIONS = 12
"""Home Assistant has one for each thing that it asks for, and a wake phrase takes one for as long as it waits."""

BACKLOG = 16

BUFFER_BYTES = 64 * 1024
"""What is written and not taken yet, before a writer waits."""


class Serves(Protocol):
    """One client that is served."""

    async def serve(self) -> None:
        """Serve it until it goes."""
        ...


Made = Callable[[StreamReader, StreamWriter], Serves]


@asynccontextmanager
async def serving_all(addresses: Sequence[str], variable: str, made: Made, limit_bytes: int) -> AsyncIterator[None]:
    """Serve at ``addresses``, each with a port, or at the socket that the environment's ``variable`` names."""
    async with AsyncExitStack() as stack:
        for listener in _listeners(addresses, os.environ.get(variable)):
            await stack.enter_async_context(serving(listener, made, limit_bytes))
        yield


@asynccontextmanager
async def serving(listener: socket.socket, made: Made, limit_bytes: int) -> AsyncIterator[None]:
    """Serve those who connect to ``listener``, which is closed with the context, and they are cut off.

    ``made`` serves each of them, and at most ``limit_bytes`` of what one sends wait to be read.
    """
    connections: set[asyncio.Task[None]] = set()

    def serve(reader: StreamReader, writer: StreamWriter) -> None:
        if len(connections) >= MAX_CONNECTIONS:
            writer.transport.abort()
            return
        writer.transport.set_write_buffer_limits(BUFFER_BYTES)
        task = asyncio.create_task(made(reader, writer).serve())
        connections.add(task)
        task.add_done_callback(connections.discard)

    start = asyncio.start_unix_server if listener.family == socket.AF_UNIX else asyncio.start_server
    server = await start(serve, sock=listener, limit=limit_bytes, backlog=BACKLOG)
    try:
        yield
    finally:
        server.close()
        for task in connections:
            task.cancel()
        if connections:
            await asyncio.wait(connections)


def _listeners(addresses: Sequence[str], path: str | None) -> list[socket.socket]:
    """Sockets that may be listened at; one that cannot be had is told, and left out."""
    listeners = []
    for address in addresses if path is None else [path]:
        try:
            listeners.append(bound(address) if path is None else _bound_at(Path(path)))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            log.warning("Home Assistant cannot reach Myna at %s: %s.", address, reason)
    return listeners


def bound(address: str) -> socket.socket:
    """A socket at an address with a port. Raises OSError."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if listener.family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, int(port)))
    except OSError:
        listener.close()
        raise
    return listener


def _bound_at(path: Path) -> socket.socket:
    """A socket of the file system, in the place of one that was left over. Raises OSError."""
    with suppress(FileNotFoundError):
        path.unlink()
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(path))
        path.chmod(MODE)  # before it listens: nobody connects in between
    except OSError:
        listener.close()
        raise
    return listener
