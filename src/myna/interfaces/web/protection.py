"""What every request has to pass before a page sees it, and what every answer says to the browser.

Its rules, in their order:

1. The Host is one of this machine's own names, or an address: a name of somebody else's that points here (DNS
   rebinding) is turned away.
2. What changes something comes from this page: the Origin is the Host's own, or, where a browser sends none, its
   Sec-Fetch-Site says so. A program with a token sends neither, and has no cookie that could be abused.
3. Nothing but the way in is open to who is not let in: a path that is not named in ``OPEN`` needs a session or, below
   ``/api/``, may have a token.
4. A body has at most ``MAX_BODY_BYTES``, whether it says so or not.
5. Every answer has the headers that forbid scripts, styles, frames and forms from anywhere else, and is kept nowhere.
"""

import ipaddress
import re
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from myna.interfaces.web.gate import Gate

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY_BYTES = 1 << 20
"""As long as the longest configuration."""

MAX_OPEN_BODY_BYTES = 4096
"""From who is not let in: a code or a password."""

OPEN = frozenset({"/pair", "/pair/code", "/login", "/style.css", "/page.js", "/icon.svg"})
"""What is shown to everybody."""

LOCAL = ("", ".local", ".lan", ".home.arpa")
"""What networks in houses put behind a machine's name; nobody can buy a name that ends so."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

_SAFE = ("GET", "HEAD")
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+)(?::[0-9]{1,5})?")


def host_names(machine: str, others: Collection[str]) -> frozenset[str]:
    """The names that this machine goes by: that of the ``machine``, as it is called in a house, and ``others``."""
    name = machine.partition(".")[0].lower()
    return frozenset({"localhost", machine.lower(), *(f"{name}{end}" for end in LOCAL), *map(str.lower, others)})


class Protection:
    """``app`` behind the rules above; ``hosts`` gives the names of this machine in lower case.

    ``secure``: the page is served by TLS. The key of the browser or program that is let in is ``scope["key"]``, and
    ``scope["kind"]`` is ``browser`` or ``program``.
    """

    def __init__(self, app: App, gate: Gate, hosts: Callable[[], Collection[str]], *, secure: bool) -> None:
        self._app = app
        self._gate = gate
        self._hosts = hosts
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(raw=message.setdefault("headers", []))
                answer.update(HEADERS)
                answer.setdefault("cache-control", "no-store")
                if self._secure:
                    answer["strict-transport-security"] = "max-age=31536000"
            await send(message)

        body = _Body(receive)
        refusal = self._refusal(scope, headers)
        body.most = MAX_BODY_BYTES if "key" in scope else MAX_OPEN_BODY_BYTES
        await (refusal or self._app)(scope, body.receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Why the request is not answered; None where it is."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_here(hosts[0]):
            return PlainTextResponse("This is not the name of this machine. Add it to web.hosts.", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return PlainTextResponse("Too large.", 413, {"connection": "close"})
        path = str(scope["path"])
        token = headers.get("authorization", "")
        if path.startswith("/api/") and token:
            scheme, _, secret = token.partition(" ")
            key = self._gate.program(secret.strip()) if scheme.lower() == "bearer" else None
            if key is None:
                return _failure(401, "not-allowed", "This token is not known, or not any more.")
            if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return _failure(403, "other-origin", "This comes from another page.")
            scope["key"], scope["kind"] = key, "program"
            return None
        if scope["method"] not in _SAFE and not self._is_from_here(scope, headers, hosts[0]):
            return PlainTextResponse("This comes from another page.", 403)
        key = self._gate.browser(cookie(headers, self._secure))
        if key is not None:
            scope["key"], scope["kind"] = key, "browser"
            return None
        if path in OPEN and int(length) <= MAX_OPEN_BODY_BYTES:
            return None
        if path in OPEN:
            return PlainTextResponse("Too large.", 413, {"connection": "close"})
        if path.startswith("/api/") or scope["method"] not in _SAFE:
            return _failure(401, "not-allowed", "Nobody is logged in here.")
        return RedirectResponse("/login" if self._gate.has_password else "/pair", 303)

    def _is_here(self, host: str) -> bool:
        parts = _HOST.fullmatch(host)
        if parts is None:
            return False
        name = parts["name"].lower().rstrip(".")
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return name in self._hosts()
        return True

    def _is_from_here(self, scope: Scope, headers: Headers, host: str) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None and site != "same-origin":
            return False
        origin = headers.get("origin")
        if origin is None:
            return site == "same-origin"
        return origin.lower() == f"{scope['scheme']}://{host.lower()}"


def cookie_name(secure: bool) -> str:
    """The name of the cookie; by TLS one that browsers take from this very machine alone."""
    return "__Host-myna" if secure else "myna"


def cookie(headers: Headers, secure: bool) -> str:
    """The secret in the cookie of a request; empty where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(cookie_name(secure))
    except CookieError:
        return ""
    return "" if found is None else found.value


def _failure(status: int, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message, "hint": "Open the page, and pair."}}, status)


class _Body:
    """Counts what ``receive`` brings."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._bytes = 0
        self.most = MAX_OPEN_BODY_BYTES

    async def receive(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > self.most:
            raise HTTPException(413, "Too large.", {"connection": "close"})
        return message
