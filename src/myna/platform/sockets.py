"""Accepting connections one by one, so that whoever is connected decides over each before anything is made for it."""

import asyncio
import logging
import socket
from collections.abc import AsyncGenerator

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
"""The pause after a connection that could not be accepted."""


async def accepted(
    listener: socket.socket, name: str, retry_seconds: float = RETRY_SECONDS
) -> AsyncGenerator[socket.socket, None]:
    """The connections of a non-blocking ``listener``, non-blocking too, for ever: one a turn of the event loop.

    ``name`` is what the log calls the listener. What is written to them is sent at once: asyncio sees to it only where
    a socket knows its protocol, and else the last part of each answer waits 40 ms for the acknowledgement of the first.
    """
    while True:
        await _readable(listener)
        try:
            client, _ = listener.accept()
        except BlockingIOError:  # it has gone again
            continue
        except OSError as error:  # no file descriptor is left, for one
            log.warning("A connection to %s could not be accepted: %s", name, error)
            await asyncio.sleep(retry_seconds)
            continue
        client.setblocking(False)
        if client.family in (socket.AF_INET, socket.AF_INET6):
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield client


async def _readable(listener: socket.socket) -> None:
    """Wait until a connection waits; a turn of the event loop at the least."""
    waits, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_reader(listener, waits.set)
    try:
        await waits.wait()
    finally:
        loop.remove_reader(listener)
