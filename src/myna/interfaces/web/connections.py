"""How much one client may take of the page: connections, and time for a request and for its answer.

Its rules:

1. A connection too many is closed at once, before a byte of it is read and before TLS is begun; so is one too many of
   the same address.
2. An address that opens connections faster than any browser has them closed as well: a flood costs next to nothing.
3. A TLS handshake, and a request, head and body, have to arrive whole within ``REQUEST_SECONDS`` of the connection, or
   of the request's first byte.
4. Who takes nothing of an answer for ``TAKE_SECONDS`` is cut off.
5. Nothing here depends on what a request says.
"""

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import Callable, Collection
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_CONNECTIONS = 64
MAX_CONNECTIONS_OF_ADDRESS = 24
"""A browser opens six, and a house has a few browsers behind one address at the most."""

BURST, CONNECTIONS_A_SECOND = 60, 10
"""Connections of one address at once, and how many more each second: a browser keeps its own open."""

MAX_ADDRESSES = 256

REQUEST_SECONDS = 15.0
"""A phone at the edge of the network needs a few seconds."""

TAKE_SECONDS = 20.0
"""How long an answer waits to be taken, beyond what the kernel holds of it."""

KEEP_ALIVE_SECONDS = 20
"""A connection without a request is closed after so long."""

MAX_HEAD_BYTES = 16 * 1024

log = logging.getLogger(__name__)

_RECEIVED = (h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR)


class Rate:
    """How many connections each address may still open; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # by address, and when that was so

    def takes(self, address: str) -> bool:
        """Count one more of ``address``; whether that is not too many."""
        now = self._clock()
        left, at = self._left.pop(address, (float(BURST), now))
        left = min(BURST, left + (now - at) * CONNECTIONS_A_SECOND)
        if len(self._left) >= MAX_ADDRESSES:
            del self._left[next(iter(self._left))]  # who was here longest ago
        self._left[address] = (max(0.0, left - 1), now)
        return left >= 1


class Admission:
    """Who may connect beside ``connections``, those that speak HTTP already."""

    def __init__(self, connections: Collection[Any]) -> None:
        self._connections = connections
        self._rate = Rate()
        self._entering: dict[asyncio.Task[None], str] = {}

    def admit(self, client: socket.socket, made: Callable[[], asyncio.Protocol], tls: ssl.SSLContext | None) -> None:
        """Have ``made`` make the protocol of ``client``, behind TLS if there is any; or close it."""
        try:
            address = str(client.getpeername()[0])
        except OSError:  # it has gone again
            client.close()
            return
        if not self._takes(address):
            client.close()
            return
        task = asyncio.create_task(_enter(client, made, tls))
        self._entering[task] = address
        task.add_done_callback(self._entering.pop)

    async def end(self) -> None:
        """Cut off who has not come to speak HTTP yet."""
        entering = list(self._entering)
        for task in entering:
            task.cancel()
        if entering:
            await asyncio.wait(entering)

    def _takes(self, address: str) -> bool:
        there = [*map(_address, self._connections), *self._entering.values()]
        return (
            len(there) < MAX_CONNECTIONS
            and there.count(address) < MAX_CONNECTIONS_OF_ADDRESS
            and self._rate.takes(address)
        )


async def _enter(client: socket.socket, made: Callable[[], asyncio.Protocol], tls: ssl.SSLContext | None) -> None:
    handshake_seconds = None if tls is None else REQUEST_SECONDS
    try:
        await asyncio.get_running_loop().connect_accepted_socket(
            made, client, ssl=tls, ssl_handshake_timeout=handshake_seconds
        )
    except OSError as error:
        log.debug("A connection came to nothing: %s", error)
        client.close()


class LimitedProtocol(H11Protocol):
    """One connection of a browser."""

    _deadline: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=1)  # whatever the kernel does not take at once is waited for
        self._start()

    def data_received(self, data: bytes) -> None:
        """Take what came, and watch the time."""
        super().data_received(data)
        if self.conn.their_state in _RECEIVED:
            self._stop()
        elif self._deadline is None and not self.transport.is_closing():
            self._start()

    def pause_writing(self) -> None:
        """The kernel takes no more of an answer."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The kernel has all that was written."""
        self._stop_taking()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._stop()
        self._stop_taking()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._deadline = self.loop.call_later(REQUEST_SECONDS, self._too_slow)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _stop_taking(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _too_slow(self) -> None:
        self._deadline = None
        self.transport.abort()


def _address(connection: Any) -> str | None:
    client: tuple[str, int] | None = getattr(connection, "client", None)
    return client and client[0]
