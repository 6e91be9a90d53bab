"""A page without a server: requests go to the application as a browser would send them, and Myna is a socket."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from app.service_kit import House
from myna.interfaces.control.front_end import control_socket
from myna.interfaces.web.serve import Page
from myna.interfaces.web.upstream import Upstream

HOST = "127.0.0.1:8080"
ORIGIN = f"http://{HOST}"


@dataclass(frozen=True)
class Answer:
    """What came of a request."""

    status: int
    headers: Mapping[str, str]
    cookies: list[str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """Sends requests to ``page``; keeps its cookie."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cookie = ""

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.send("GET", path, b"", headers)

    async def post(self, path: str, form: Mapping[str, str] | bytes = b"", **headers: str) -> Answer:
        body = form if isinstance(form, bytes) else urlencode(form).encode()
        return await self.send("POST", path, body, {"origin": ORIGIN, **headers})

    async def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str | None]) -> Answer:
        """``headers`` with None in it leave out what a browser would send; ``_`` stands for ``-``."""
        named: dict[str, str | None] = {"host": HOST, "content-length": str(len(body))}
        if self.cookie:
            named["cookie"] = self.cookie
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        path, _, query = path.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in named.items() if value is not None],
            "client": ("192.168.1.7", 40_000), "server": ("127.0.0.1", 8080), "state": {},
        }  # fmt: skip
        sent: list[dict[str, object]] = []
        pieces = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> Mapping[str, object]:
            if (piece := next(pieces, None)) is None:
                await asyncio.Event().wait()
            return piece or {}

        async def send(message: Mapping[str, object]) -> None:
            sent.append(dict(message))

        await self.page.app(scope, receive, send)  # type: ignore[arg-type]
        start = sent[0]
        raw: list[tuple[bytes, bytes]] = start["headers"]  # type: ignore[assignment]
        found = [(name.decode().lower(), value.decode()) for name, value in raw]
        cookies = [value for name, value in found if name == "set-cookie"]
        if cookies:
            self.cookie = cookies[0].partition(";")[0]
        body = b"".join(message.get("body", b"") for message in sent[1:])  # type: ignore[misc]
        status: int = start["status"]  # type: ignore[assignment]
        return Answer(status, dict(found), cookies, body)


async def claimed(page: Page) -> Browser:
    """A browser that has claimed the page by a code."""
    browser = Browser(page)
    digits = page.gate.new_code(spoken=False)
    answer = await browser.post("/pair", {"code": digits})
    assert answer.status == 303, answer.text
    return browser


@asynccontextmanager
async def page_of(folder: Path, config: str = "") -> AsyncIterator[tuple[Page, House]]:
    """A page and the service behind it, whose configuration is ``config.yaml`` in ``folder``."""
    file = folder / "config.yaml"
    if config:
        file.write_text(config)
    house = House(file)
    path = folder / "c.sock"
    async with control_socket(path, house.service):
        yield Page(folder / "web", Upstream([path])), house
