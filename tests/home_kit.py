"""A home for tests: what a real Home Assistant told of its demo home, and a server that tells it again.

``tests/data/home.json`` was written by ``scripts/home_server.py record``. The server speaks the WebSocket API as far as
Myna uses it: it answers from the record, keeps the states that services set, and sends their changes as events.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve, unix_serve
from websockets.exceptions import ConnectionClosedError

from myna.core.decision import Decision
from myna.core.errors import HomeError
from myna.home.model import Entity, Home

TOKEN = "a-token"
RECORD = Path(__file__).parent / "data" / "home.json"


def recorded() -> dict[str, Any]:
    """The answers of the server, by their commands; a new copy each time."""
    answers: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return answers


def recorded_home() -> Home:
    """The demo home."""
    return Home.read(recorded())


EFFECTS: Mapping[str, str] = {
    "turn_on": "on",
    "turn_off": "off",
    "open_cover": "open",
    "close_cover": "closed",
    "lock": "locked",
    "unlock": "unlocked",
}
"""The states that services lead to."""


class FakeServer:
    """Stands in for ``HomeLink``: services change the states at once, but for what is ``stuck``.

    ``calls`` are what was called; ``failure`` is raised by every call if there is one; ``understood`` is what the
    server's own agent says to sentences.
    """

    def __init__(self, home: Home | None = None) -> None:
        self.home = home or recorded_home()
        self.connected = True
        self.failure: HomeError | None = None
        self.calls: list[tuple[str, list[str], dict[str, Any]]] = []
        self.stuck: set[str] = set()
        self.understood: dict[str, str] = {}
        self.items: list[str] = []

    async def call(self, service: str, entities: Sequence[str], data: Mapping[str, Any] | None = None) -> Any:
        if self.failure is not None:
            raise self.failure
        self.calls.append((service, list(entities), dict(data or {})))
        if service == "todo.get_items":
            return {entities[0]: {"items": [{"summary": item} for item in self.items]}}
        state = EFFECTS.get(service.partition(".")[2])
        for name in entities:
            if state is not None and name not in self.stuck:
                self.home = self.home.changed(name, state, self.home.entities[name].attributes)
        return None

    async def process(self, text: str, language: str) -> str | None:
        if self.failure is not None:
            raise self.failure
        return self.understood.get(text)

    async def settled(self, entities: Sequence[str], wanted: Callable[[Entity], bool], seconds: float) -> list[str]:
        return [name for name in entities if not wanted(self.home.entities[name])]


async def done(decision: Decision, answer: str = "yes") -> str:
    """What is said once all is done that was decided; what is asked back gets the ``answer``."""
    reply, said = decision.reply, ""
    while reply is not None:
        said = (await reply.act() if reply.act else None) or reply.text
        reply = reply.question(answer) if reply.question else None
    return said


class RecordedServer:
    """A WebSocket server with the recorded home.

    ``refused`` are commands that are refused, as to a token that is no administrator's; ``token`` is the right one;
    ``silent`` lets it answer nothing more.
    """

    def __init__(self) -> None:
        self.answers = recorded()
        self.token = TOKEN
        self.refused: set[str] = set()
        self.silent = False
        self.asked: list[str] = []
        self.called: list[tuple[str, list[str]]] = []
        self._sockets: dict[ServerConnection, dict[str, int]] = {}
        self._server: Server | None = None

    @asynccontextmanager
    async def serving(self, path: Path | None = None) -> AsyncGenerator[str, None]:
        """Serve until the context ends; the address, whose port stays the same when it serves again."""
        async with AsyncExitStack() as stack:
            options: dict[str, Any] = {"max_size": None, "compression": None}
            if path is not None:
                await stack.enter_async_context(unix_serve(self._serve, str(path), **options))
                yield "http://home.test:8123"
                return
            port = 0 if self._server is None else self._port
            self._server = await stack.enter_async_context(serve(self._serve, "127.0.0.1", port, **options))
            self._port = self._server.sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{self._port}"

    async def _serve(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        assert socket.request.path == "/api/websocket"
        await socket.send(json.dumps({"type": "auth_required", "ha_version": "2025.4.4"}))
        said = json.loads(await socket.recv())
        if said != {"type": "auth", "access_token": self.token}:
            await socket.send(json.dumps({"type": "auth_invalid", "message": "Invalid access token or password"}))
            return
        await socket.send(json.dumps({"type": "auth_ok", "ha_version": "2025.4.4"}))
        self._sockets[socket] = {}
        try:
            async for message in socket:
                if not self.silent:
                    await self._take(socket, json.loads(message))
        except ConnectionClosedError:
            pass  # a client that is cancelled
        finally:
            del self._sockets[socket]

    async def _take(self, socket: ServerConnection, message: dict[str, Any]) -> None:
        number, kind = message["id"], message["type"]
        self.asked.append(kind)
        if kind == "ping":
            await socket.send(json.dumps({"id": number, "type": "pong"}))
            return
        if kind in self.refused:
            error = {"code": "unauthorized", "message": "Unauthorized"}
            await socket.send(json.dumps({"id": number, "type": "result", "success": False, "error": error}))
            return
        result: Any = None
        if kind == "subscribe_events":
            self._sockets[socket][message["event_type"]] = number
        elif kind == "call_service":
            result = {"context": {}, "response": await self._call(message)}
        elif kind == "conversation/process":
            speech = {"plain": {"speech": "I told everybody."}}
            known = message["text"] == "dinner is ready"
            result = {"response": {"response_type": "action_done" if known else "error", "speech": speech}}
        else:
            result = self.answers[kind]
        await socket.send(json.dumps({"id": number, "type": "result", "success": True, "result": result}))

    async def _call(self, message: dict[str, Any]) -> Any:
        entities = message["target"]["entity_id"]
        self.called.append((f"{message['domain']}.{message['service']}", entities))
        for name in entities:
            if (state := EFFECTS.get(message["service"])) is not None:
                await self.change(name, state)
        return {name: {"items": []} for name in entities} if message.get("return_response") else None

    async def change(self, name: str, state: str | None, **attributes: Any) -> None:
        """Give the entity another state, or take it away, and tell that to all."""
        states = self.answers["get_states"]
        known = next((one for one in states if one["entity_id"] == name), None)
        old = None if known is None else dict(known)
        if state is None:
            states.remove(known)
            new = None
        else:
            if known is None:
                known = {"entity_id": name, "attributes": {}}
                states.append(known)
            known["state"] = state
            known["attributes"] = {**known["attributes"], **attributes}
            new = known
        await self.tell("state_changed", {"entity_id": name, "old_state": old, "new_state": new})

    async def tell(self, event: str, data: Mapping[str, Any]) -> None:
        """Send an event to all that subscribed to it."""
        for socket, subscribed in list(self._sockets.items()):
            if event in subscribed:
                message = {"id": subscribed[event], "type": "event", "event": {"event_type": event, "data": data}}
                await socket.send(json.dumps(message))

    async def hang_up(self) -> None:
        """End all connections."""
        await asyncio.gather(*(socket.close() for socket in list(self._sockets)))
