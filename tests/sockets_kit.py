"""Clients that open sockets, and then leave them open or do not read, for as long as they are let."""

import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

ATTACKER = "127.0.0.66"
"""Where they come from: a limit of one address is not that of the others."""

AGAIN_SECONDS = 2.0
"""How often what was closed is opened again."""

SMALL_BYTES = 4096
"""So little the kernel takes for who never reads."""

Open = Callable[[], socket.socket]


@dataclass
class Held:
    """The sockets of one kind: those that are open, with the time since when, and what became of the others."""

    open: Open
    wanted: int
    sockets: dict[socket.socket, float] = field(default_factory=dict)
    opened: int = 0
    closed: int = 0
    longest_seconds: float = 0.0

    def tend(self) -> None:
        """Open again what was closed."""
        now = time.monotonic()
        for held, since in list(self.sockets.items()):
            if is_closed(held):
                self.closed += 1
                self.longest_seconds = max(self.longest_seconds, now - since)
                del self.sockets[held]
                held.close()
        while len(self.sockets) < self.wanted:
            try:
                held = self.open()
            except OSError:  # it is not let in, or no more
                return
            self.opened += 1
            self.sockets[held] = time.monotonic()

    def end(self) -> None:
        """Close all."""
        for held, since in self.sockets.items():
            self.longest_seconds = max(self.longest_seconds, time.monotonic() - since)
            held.close()
        self.sockets.clear()


@contextmanager
def held_open(kinds: Mapping[str, Open], wanted: int) -> Iterator[dict[str, Held]]:
    """Have ``wanted`` sockets of each kind, always, until the end of the ``with`` block."""
    held = {name: Held(open_, wanted) for name, open_ in kinds.items()}
    over = threading.Event()

    def tend() -> None:
        while not over.wait(AGAIN_SECONDS):
            for kind in held.values():
                kind.tend()

    tending = threading.Thread(target=tend)
    tending.start()
    try:
        yield held
    finally:
        over.set()
        tending.join()
        for kind in held.values():
            kind.end()


def is_closed(client: socket.socket) -> bool:
    """Whether the other side has closed the connection, also where much of it was not read."""
    hang_up = select.poll()
    hang_up.register(client, select.POLLRDHUP)
    return bool(hang_up.poll(0))


@contextmanager
def _closed_where_it_fails(client: socket.socket) -> Iterator[None]:
    try:
        yield
    except OSError:
        client.close()
        raise


def at_port(port: int, said: bytes = b"") -> Open:
    """Connects to a port, and says something there that is not answered in time, or not read."""

    def open_() -> socket.socket:
        client = socket.socket()
        with _closed_where_it_fails(client):
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BYTES)
            client.settimeout(10)
            client.bind((ATTACKER, 0))
            client.connect(("127.0.0.1", port))
            client.sendall(said)
        return client

    return open_


def answered_once(opened: Open, request: bytes) -> Open:
    """Reads the answer to one request, and says nothing more."""

    def open_() -> socket.socket:
        client = opened()
        with _closed_where_it_fails(client):
            client.sendall(request)
            client.recv(1 << 16)
        return client

    return open_


def behind_tls(opened: Open, said: bytes = b"") -> Open:
    """Connects, ends the handshake, and says something there."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def open_() -> socket.socket:
        client = opened()
        with _closed_where_it_fails(client):
            secure = context.wrap_socket(client)
            secure.sendall(said)
        return secure

    return open_


def at_path(path: str, said: bytes = b"") -> Open:
    """Connects to a Unix socket, and says as much of something as is taken."""

    def open_() -> socket.socket:
        client = socket.socket(socket.AF_UNIX)
        with _closed_where_it_fails(client):
            client.connect(path)
            client.setblocking(False)
            with suppress(BlockingIOError):
                client.sendall(said)
        return client

    return open_
