"""The Myna that runs, as the page reaches it: by its control socket, a connection for each request.

Its rules:

1. What fails there is raised here as it was told: code, message and hint.
2. Who stops waiting hangs up, and so cancels what was asked for.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from myna.core.errors import MynaError, ServiceError
from myna.platform.places import control_sockets

SOON_SECONDS = 30.0
"""For what is done at once; a busy board needs its time."""

MAX_ANSWER_BYTES = 8 << 20
"""The longest line of an answer: a configuration has at most 1 MiB, and quotes make it longer."""


class Upstream:
    """The first Myna that answers at one of ``paths``, by default where Myna's own clients look."""

    def __init__(self, paths: Sequence[Path] | None = None) -> None:
        self._paths = paths

    async def ask(
        self,
        command: str,
        *,
        on_piece: Callable[[str], None] = lambda _: None,
        seconds: float | None = SOON_SECONDS,
        **arguments: object,
    ) -> dict[str, Any]:
        """The same as ``ask_with``, with the arguments by their names."""
        return await self.ask_with(command, arguments, on_piece=on_piece, seconds=seconds)

    async def ask_with(
        self,
        command: str,
        arguments: Mapping[str, object],
        *,
        on_piece: Callable[[str], None] = lambda _: None,
        seconds: float | None = SOON_SECONDS,
    ) -> dict[str, Any]:
        """The answer to ``command``; its pieces go to ``on_piece`` as they come.

        ``seconds`` is how long to wait for each line; None: for ever. Raises MynaError.
        """
        async with self._connected() as (reader, writer):
            writer.write(_line({**arguments, "command": command}))
            while "ok" not in (message := await _read(reader, seconds)):
                on_piece(str(message.get("piece", "")))
            if message["ok"]:
                return message
            raise _told(message.get("error"))

    async def events(self) -> AsyncGenerator[dict[str, Any], None]:
        """What happens, for ever, from a snapshot on. Raises MynaError where it ends."""
        async with self._connected() as (reader, writer):
            writer.write(_line({"command": "events"}))
            await _read(reader, SOON_SECONDS)
            while True:
                yield await _read(reader, None)

    @asynccontextmanager
    async def _connected(self) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter], None]:
        reader, writer = await self._connection()
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        barred: OSError | None = None
        for path in control_sockets() if self._paths is None else self._paths:
            try:
                return await asyncio.open_unix_connection(path, limit=MAX_ANSWER_BYTES)
            except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
                continue
            except OSError as error:
                barred = barred or error
        if barred is None:
            raise ServiceError("not-running", "Myna is not running.", "Type: sudo systemctl start myna, or: myna run")
        raise ServiceError("unreachable", f"Myna cannot be reached: {barred.strerror or barred}.", "Type: myna check")


def _line(message: Mapping[str, object]) -> bytes:
    return json.dumps(message).encode() + b"\n"


async def _read(reader: asyncio.StreamReader, seconds: float | None) -> dict[str, Any]:
    try:
        async with asyncio.timeout(seconds):
            line = await reader.readuntil(b"\n")
        message = json.loads(line)
    except TimeoutError:
        raise ServiceError("no-answer", "Myna runs, but does not answer.", "Type: journalctl -u myna") from None
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
        raise ServiceError(
            "service-ended", "Myna ended, or closed the connection.", "Type: journalctl -u myna"
        ) from None
    return dict(message)


def _told(members: Any) -> MynaError:
    told = members if isinstance(members, dict) else {}
    return MynaError(*(str(told.get(name, "")) for name in ("code", "message", "hint")))
