"""The JSON API: the commands of the control socket that a program on the network may use, and the events.

Its rules:

1. ``POST /api/NAME`` is the command NAME, with its arguments as a JSON object; the answer is that of the socket.
2. What was heard and said is in the events only where the owner shows transcripts.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from myna.core.errors import MynaError
from myna.interfaces.web.gate import Gate
from myna.interfaces.web.live import Live
from myna.interfaces.web.upstream import Upstream

COMMANDS = frozenset({
    "status", "ask", "say", "listen", "stop", "mute", "unmute", "volume", "understand", "level", "timer-set",
    "timer-cancel", "lists", "list-add", "list-remove", "list-reword", "list-delete", "note-add", "note-change",
    "settings", "set", "configuration", "configure", "configure-commands", "models", "model-pull", "model-remove",
    "devices", "check", "log", "reload",
})  # fmt: skip

LONG = frozenset({"ask", "say", "set", "configure", "configure-commands", "model-pull", "check", "reload"})
"""Commands that take as long as they take."""

MAX_STREAMS = 16
"""Pages that follow what happens at the same time."""

HEARTBEAT_SECONDS = 15.0
"""How often a stream says that it is there, and looks whether its browser is still let in."""

STATUSES = {"wrong-arguments": 422, "unknown-command": 404, "starting": 503, "not-running": 503, "no-answer": 503,
            "service-ended": 503, "unreachable": 503, "config-changed": 409, "busy": 503}  # fmt: skip


class Api:
    """Answers programs, and follows for pages."""

    def __init__(self, gate: Gate, upstream: Upstream, live: Live) -> None:
        self._gate = gate
        self._upstream = upstream
        self._live = live

    def routes(self) -> list[Route]:
        """The routes below ``/api/``."""
        return [
            Route("/api/events", self._events),
            Route("/api/status", self._status),
            Route("/api/{command:str}", self._command, methods=["POST"]),
        ]

    async def _status(self, _: Request) -> Response:
        return await self._answer("status", {})

    async def _command(self, request: Request) -> Response:
        command = str(request.path_params["command"])
        if command not in COMMANDS:
            return _failed(MynaError("unknown-command", "There is no such command.", "See docs/page.md."))
        body = await request.body()
        try:
            arguments = json.loads(body) if body.strip() else {}
        except (ValueError, RecursionError):
            arguments = None
        if not isinstance(arguments, dict):
            wrong = MynaError("wrong-arguments", "The body is no JSON object.", 'Send one, such as {"level": 40}.')
            return _failed(wrong)
        return await self._answer(command, arguments)

    async def _answer(self, command: str, arguments: dict[str, Any]) -> Response:
        try:
            answer = await self._upstream.ask_with(command, arguments, seconds=None if command in LONG else 30.0)
        except MynaError as error:
            return _failed(error)
        answer.pop("ok")
        return JSONResponse(answer)

    async def _events(self, request: Request) -> Response:
        if self._live.watchers >= MAX_STREAMS:
            return _failed(MynaError("busy", "Too many pages are open.", "Close one of them."))
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._stream(request), media_type="text/event-stream", headers=headers)

    async def _stream(self, request: Request) -> AsyncGenerator[str, None]:
        key, kind = str(request.scope["key"]), str(request.scope["kind"])
        yield "retry: 3000\n\n"
        async with aclosing(self._live.watch()) as events:
            waiting = asyncio.ensure_future(anext(events))
            try:
                while True:
                    done, _ = await asyncio.wait([waiting], timeout=HEARTBEAT_SECONDS)
                    if not self._gate.knows(key, kind):
                        return
                    if not done:
                        yield ": still here\n\n"
                        continue
                    yield f"data: {json.dumps(waiting.result(), ensure_ascii=False)}\n\n"
                    waiting = asyncio.ensure_future(anext(events))
            except StopAsyncIteration:
                return
            finally:
                waiting.cancel()
                await asyncio.gather(waiting, return_exceptions=True)


def _failed(error: MynaError) -> Response:
    return JSONResponse({"error": error.as_json()}, STATUSES.get(error.code, 400))
