"""One connection to Home Assistant's WebSocket API.

Its rules:

1. It goes to the configured address alone, or through the socket that systemd opens for it, where the service itself
   has no network; what the server is called in the HTTP request is the address in both cases.
2. Each command has a number, and waits for the answer with that number; what comes without being asked is an event.
3. Whatever goes wrong is a HomeError with a sentence that can be said.
"""

import asyncio
import json
import os
import ssl
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect, unix_connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from myna.core.errors import HomeError
from myna.platform.network import has_network, reason
from myna.platform.tasks import beside

SOCKET = "MYNA_HOME_SOCKET"
"""The variable with the path of the socket through which a service without network reaches the server."""

OPEN_SECONDS = 10.0
"""How long the server may take to accept a connection: one that restarts takes long."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest answer: the states of thousands of entities."""

OnEvent = Callable[[Mapping[str, Any]], None]


class Connection:
    """An open connection; made by ``connected``."""

    def __init__(self, socket: ClientConnection, version: str) -> None:
        self.version = version
        self._socket = socket
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._events: dict[int, OnEvent] = {}
        self.closed = asyncio.get_running_loop().create_future()

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str, token: str) -> AsyncGenerator[Self, None]:
        """A connection to the server at ``url`` as whom ``token`` belongs to; it ends with the context.

        Raises HomeError.
        """
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(OPEN_SECONDS):
                    socket = await stack.enter_async_context(_socket(url))
                    version = await _authenticate(socket, token, url)
            except TimeoutError as error:
                raise HomeError("home-slow", f"{url} does not answer.", "Look whether it is still starting.") from error
            except (InvalidHandshake, InvalidMessage, ConnectionClosed, ValueError) as error:
                raise HomeError(
                    "home-broken", f"{url} is no Home Assistant.", "Correct home_assistant.url, then type: myna check"
                ) from error
            except OSError as error:
                raise _away(url, error) from error
            made = cls(socket, version)
            beside(made._read(), stack)
            yield made

    async def ask(self, kind: str, /, **values: Any) -> Any:
        """The result of the command ``kind``. Raises HomeError where the server refuses it or is gone."""
        self._number += 1
        return await self._ask(self._number, kind, values)

    async def subscribe(self, kind: str, on_event: OnEvent, /, **values: Any) -> None:
        """Call ``on_event`` with each event of the command ``kind`` from now on. Raises HomeError."""
        self._number += 1
        number = self._number
        self._events[number] = on_event
        await self._ask(number, kind, values)

    async def _ask(self, number: int, kind: str, values: Mapping[str, Any]) -> Any:
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            await self._socket.send(json.dumps({"id": number, "type": kind, **values}))
            return await answer
        except ConnectionClosed as error:
            raise _gone() from error
        finally:
            self._waiting.pop(number, None)

    async def _read(self) -> None:
        """Hand out what comes, until the connection is closed."""
        try:
            async for message in self._socket:
                found = json.loads(message)
                for one in found if isinstance(found, list) else [found]:
                    self._take(one)
        except (ConnectionClosed, ValueError):
            pass
        finally:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(_gone())
            if not self.closed.done():
                self.closed.set_result(None)

    def _take(self, message: Any) -> None:
        if not isinstance(message, Mapping):
            return
        number = message.get("id")
        if message.get("type") == "event" and number in self._events:
            self._events[number](message.get("event") or {})
        elif message.get("type") == "pong" and (pong := self._waiting.get(number or 0)) and not pong.done():
            pong.set_result(None)
        elif message.get("type") == "result" and (answer := self._waiting.get(number or 0)) and not answer.done():
            if message.get("success"):
                answer.set_result(message.get("result"))
            else:
                error = message.get("error") or {}
                said = str(error.get("message") or "no reason was told")
                answer.set_exception(
                    HomeError("home-refused", f"Home Assistant refused: {said}.", str(error.get("code")))
                )


def _socket(url: str) -> connect:
    """The WebSocket to be opened: to the network, or to systemd's socket where there is no network."""
    address = url.replace("http", "ws", 1).rstrip("/") + "/api/websocket"
    secure: dict[str, Any] = {"ssl": ssl.create_default_context()} if address.startswith("wss") else {}
    options: dict[str, Any] = {"max_size": MAX_BYTES, "compression": None, "open_timeout": None, **secure}
    path = os.environ.get(SOCKET)
    if path and Path(path).exists():
        return unix_connect(path, address, **options)
    return connect(address, proxy=None, **options)


async def _authenticate(socket: ClientConnection, token: str, url: str) -> str:
    """Say who it is; the server's version. Raises HomeError where that is refused."""
    await _said(socket)
    await socket.send(json.dumps({"type": "auth", "access_token": token}))
    answer = await _said(socket)
    if answer.get("type") != "auth_ok":
        raise HomeError(
            "home-token-refused",
            f"{url} does not accept the access token.",
            "Make a new one in Home Assistant (your profile, Security), and write it into the file of "
            "home_assistant.token_file.",
        )
    return str(answer.get("ha_version") or "")


async def _said(socket: ClientConnection) -> Mapping[str, Any]:
    message = json.loads(await socket.recv())
    if not isinstance(message, Mapping) or not str(message.get("type", "")).startswith("auth"):
        raise ValueError("no server of Home Assistant begins like that")
    return message


def _away(url: str, error: OSError) -> HomeError:
    if not os.environ.get(SOCKET) and not has_network():
        return HomeError(
            "no-network",
            f"{url} is away: Myna's service has no network.",
            "Type: sudo systemctl enable --now myna-home.socket, then: sudo systemctl restart myna",
        )
    return HomeError("home-away", f"{url} is away: {reason(error)}.", f"Look whether it runs: open {url} in a browser")


def _gone() -> HomeError:
    return HomeError("home-away", "Home Assistant is away: the connection ended.", "Myna connects again by itself.")
