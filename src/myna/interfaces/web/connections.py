"""How much one client may take of the page: connections, and time for a request.

Its rules:

1. A connection too many is closed at once, before a byte of it is read; so is one too many of the same address.
2. An address that opens connections faster than any browser has them closed as well: a flood costs next to nothing.
3. A request has to arrive whole, head and body, within ``REQUEST_SECONDS`` of its first byte or of the connection.
4. Nothing here depends on what a request says.
"""

import asyncio
import time
from collections.abc import Callable
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

KEEP_ALIVE_SECONDS = 20
"""A connection without a request is closed after so long."""

MAX_HEAD_BYTES = 16 * 1024

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


_rate = Rate()


class LimitedProtocol(H11Protocol):
    """One connection of a browser."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, or close it."""
        super().connection_made(transport)
        address = self.client and self.client[0]
        same = sum(1 for other in self.connections if _address(other) == address)
        if (
            len(self.connections) > MAX_CONNECTIONS
            or same > MAX_CONNECTIONS_OF_ADDRESS
            or not _rate.takes(address or "")
        ):
            transport.abort()
        else:
            self._start()

    def data_received(self, data: bytes) -> None:
        """Take what came, and watch the time."""
        super().data_received(data)
        if self.conn.their_state in _RECEIVED:
            self._stop()
        elif self._deadline is None and not self.transport.is_closing():
            self._start()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._deadline = self.loop.call_later(REQUEST_SECONDS, self._too_slow)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        self.transport.abort()


def _address(connection: Any) -> str | None:
    client: tuple[str, int] | None = getattr(connection, "client", None)
    return client and client[0]
