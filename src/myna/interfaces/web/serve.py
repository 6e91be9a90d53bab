"""Starts the page: ``python -m myna.interfaces.web.serve``, by hand or by systemd.

Its rules:

1. Under systemd the listening socket is handed over, for this process has no network; and it ends after a while without
   a visitor, since systemd starts it again for the next one.
2. Nothing of Myna's engines or of its configuration is imported: the page takes the memory of a page.
"""

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from myna.core.errors import MynaError, ServiceError
from myna.interfaces.web.api import Api
from myna.interfaces.web.connections import KEEP_ALIVE_SECONDS, MAX_HEAD_BYTES, Admission, LimitedProtocol
from myna.interfaces.web.gate import Gate
from myna.interfaces.web.live import Live
from myna.interfaces.web.protection import App, Protection, Receive, Scope, Send, host_names
from myna.interfaces.web.site import Site
from myna.interfaces.web.store import Store, page_folder
from myna.interfaces.web.upstream import Upstream
from myna.platform import logs
from myna.platform.sockets import accepted

log = logging.getLogger(__name__)

LISTEN = "127.0.0.1:8080"
"""Where the page is without systemd."""

IDLE_SECONDS = 300.0
"""How long systemd's page waits for a visitor before it ends."""

NICE = 10
"""The page waits for who listens."""

END_SECONDS = 1.0
"""How often it is looked whether to end."""

SETTINGS_SECONDS = 5.0
"""How old what is known of ``web.hosts`` and ``web.transcripts`` may be."""

FIRST_DESCRIPTOR = 3
"""The first socket that systemd hands over. Source: sd_listen_fds(3)."""


class Page:
    """The page as an application, and what runs beside it. ``folder`` keeps who may use it."""

    def __init__(self, folder: Path, upstream: Upstream, *, secure: bool = False) -> None:
        self.gate = Gate(Store(folder))
        self._upstream = upstream
        self._hosts: frozenset[str] = host_names(socket.gethostname(), ())
        self._transcripts = False
        self._asked = float("-inf")
        self.seen = time.monotonic()
        """When somebody was here last, by the steady clock."""
        self.live = Live(upstream, lambda: self._transcripts)
        self._site = Site(self.gate, upstream, self.live, tell, secure=secure)
        api = Api(self.gate, upstream, self.live)
        starlette = Starlette(
            routes=[*api.routes(), *self._site.routes()],
            exception_handlers={MynaError: self._site.failed, ClientDisconnect: _gone},
            lifespan=self._beside,
        )
        self._starlette = starlette
        self.app: App = self._visited
        self._protected = Protection(starlette, self.gate, self._names, secure=secure)

    async def _visited(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._starlette(scope, receive, send)
            return
        self.seen = time.monotonic()
        if time.monotonic() - self._asked > SETTINGS_SECONDS and self.gate.claimed:
            await self._ask_settings()
        await self._protected(scope, receive, send)

    async def _ask_settings(self) -> None:
        """Ask which names and words the owner allows; what was known stays where Myna does not answer."""
        self._asked = time.monotonic()
        try:
            keys = (await self._upstream.ask("settings", seconds=5))["keys"]
        except MynaError as error:
            log.debug("The settings are not known: %s", error.message)
            return
        values = {key["key"]: key["value"] for key in keys}
        hosts = values.get("web.hosts") or []
        self._hosts = host_names(socket.gethostname(), [hosts] if isinstance(hosts, str) else hosts)
        self._transcripts = values.get("web.transcripts") is True

    def _names(self) -> Collection[str]:
        return self._hosts

    @asynccontextmanager
    async def _beside(self, _: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.live.follow()), group.create_task(self.live.follow_level())]
            yield
            for task in tasks:
                task.cancel()

    async def until_left(self, seconds: float) -> None:
        """Wait until nobody was here for so long."""
        left = seconds
        while left > 0 or self.live.watchers:
            await asyncio.sleep(max(1.0, left))
            left = self.seen + seconds - time.monotonic()


def _gone(_: Request, __: Exception) -> Response:
    """The answer to who went before all of a request was there, or was cut off: nobody reads it."""
    return Response(status_code=400)


class Server(uvicorn.Server):
    """uvicorn's server, with connections that are limited from their first moment; who runs it hears the signals."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.servers = []  # uvicorn's own listen for themselves
        self._admission = Admission(self.server_state.connections)
        self._accepting: list[asyncio.Task[None]] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen at ``sockets``."""
        await self.lifespan.startup()
        for listener in sockets or ():
            listener.setblocking(False)
            listener.listen(self.config.backlog)
            self._accepting.append(asyncio.create_task(self._accept(listener)))
        self.started = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is there, and listen no more."""
        for task in self._accepting:
            task.cancel()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        await self._admission.end()
        await super().shutdown(sockets)

    async def _accept(self, listener: socket.socket) -> None:
        async for client in accepted(listener, "the page"):
            self._admission.admit(client, self._protocol, self.config.ssl)

    def _protocol(self) -> asyncio.Protocol:
        return LimitedProtocol(self.config, self.server_state, self.lifespan.state)

    async def main_loop(self) -> None:
        """Wait for the end. uvicorn's own wakes ten times a second for a header that is not sent here."""
        while not self.should_exit:  # noqa: ASYNC110 - uvicorn has a flag, and no event
            await asyncio.sleep(END_SECONDS)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def tell(sentence: str) -> None:
    """Print on the console, or in the journal."""
    print(sentence, flush=True)


def made(options: argparse.Namespace, page: Page) -> Server:
    """A server for ``page``."""
    config = uvicorn.Config(
        page.app,
        http=LimitedProtocol,
        interface="asgi3",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
    )
    return Server(config)


async def run(options: argparse.Namespace, sockets: list[socket.socket]) -> None:
    """Show the page until SIGTERM, SIGINT, or until nobody was here for long. Raises MynaError."""
    page = Page(options.state, Upstream(), secure=options.certificate is not None)
    server = made(options, page)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, setattr, server, "should_exit", True)
    serving = loop.create_task(server.serve(sockets))
    leaving = loop.create_task(page.until_left(options.idle)) if options.idle else None
    if leaving is not None:
        await asyncio.wait([serving, leaving], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        leaving.cancel()
    await serving


def listening(address: str) -> socket.socket:
    """A listening socket at ``HOST:PORT``. Raises ServiceError."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.create_server((host, int(port)), family=family, backlog=128)
    except (ValueError, OverflowError):
        raise ServiceError("page-address", f"{address} is no address.", f"Type it as {LISTEN}") from None
    except OSError as error:
        raise ServiceError(
            "page-address", f"{address} cannot be listened on: {error.strerror or error}.", "Take another port."
        ) from error
    made.setblocking(False)
    return made


def handed_over() -> list[socket.socket]:
    """The sockets that systemd has handed over; none without systemd. Source: sd_listen_fds(3)."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        return []
    count = int(os.environ.get("LISTEN_FDS", 0))
    return [socket.socket(fileno=FIRST_DESCRIPTOR + number) for number in range(count)]


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser("myna web", description="Show Myna's page in browsers.")
    parser.add_argument("--listen", default=LISTEN, metavar="HOST:PORT", help=f"where; by default {LISTEN}")
    parser.add_argument("--state", type=Path, default=page_folder(), help="a folder that keeps who may use it")
    parser.add_argument("--certificate", help="a TLS certificate in PEM")
    parser.add_argument("--key", help="its private key in PEM")
    parser.add_argument("--idle", type=float, default=0, help="end after so many seconds without a visitor; 0: never")
    return parser


def main() -> None:
    """Show the page."""
    logs.set_up()
    options = arguments().parse_args()
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and Path(credentials, "certificate").exists():
        options.certificate, options.key = (str(Path(credentials, name)) for name in ("certificate", "key"))
    try:
        sockets = handed_over()
        options.idle = options.idle or (IDLE_SECONDS if sockets else 0)
        if not sockets:
            os.nice(NICE)  # systemd's has it from its unit, and may not change it
            sockets = [listening(options.listen)]
            scheme = "https" if options.certificate else "http"
            tell(f"Myna's page: {scheme}://{options.listen}/")
        gate = Gate(Store(options.state))
        if not gate.claimed:
            tell("Nobody has claimed it yet: open it, and ask for a code.")
        asyncio.run(run(options, sockets))
    except MynaError as error:
        print(f"{error.message}\n{error.hint}", file=sys.stderr)
        sys.exit(error.exit_status)
    except OSError as error:
        print(
            f"The page cannot be shown: {error.strerror or error}.\nLook at the certificate and the key.",
            file=sys.stderr,
        )
        sys.exit(ServiceError.exit_status)


if __name__ == "__main__":
    main()
