"""Requests of commands, to a real server on this machine."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from myna.config.commands import Http
from myna.core.errors import CommandError
from myna.skills.user_commands import http
from myna.skills.user_commands.http import MAX_ANSWER_BYTES, send
from skills.user_commands.commands_kit import commands_of, said


class Server(ThreadingHTTPServer):
    """Notes what it is asked, and answers as its path says."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.hanging = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        if self.path == "/hang":
            self.server.hanging.wait()
            return
        status = int(self.path[1:]) if self.path[1:].isdigit() else 200
        answer = b"x" * 100_000 if self.path == "/long" else b"  It is\n 21 degrees. "
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        serving = threading.Thread(target=made.serve_forever, args=(0.01,))
        serving.start()
        yield made
        made.hanging.set()
        made.shutdown()
        serving.join()


def request(**keys: object) -> Http:
    return Http.model_validate(keys)


async def test_what_was_said_is_encoded_and_the_answer_comes_back(server: Server) -> None:
    body = '{"text": "{what}", "n": {n}}'
    answer = await send(request(url=f"{server.url}/say/{{what}}?n={{n}}", body=body), {"what": 'a/"b" ü', "n": 5}, 30)
    assert answer == "It is 21 degrees."
    ((method, path, headers, sent),) = server.asked
    assert (method, path) == ("POST", "/say/a%2F%22b%22%20%C3%BC?n=5")
    assert headers["Content-Type"] == "application/json"
    assert json.loads(sent) == {"text": 'a/"b" ü', "n": 5}


async def test_without_a_body_it_asks_and_headers_are_the_user_s(server: Server) -> None:
    await send(request(url=f"{server.url}/", headers={"Authorization": "Bearer x"}), {}, 30)
    await send(request(url=f"{server.url}/", method="put", body="{state}"), {"state": "on"}, 30)
    await send(request(url=f"{server.url}/", body="[]", headers={"content-type": "text/x"}), {}, 30)
    assert [(method, body) for method, _, _, body in server.asked] == [("GET", ""), ("PUT", "on"), ("POST", "[]")]
    assert server.asked[0][2]["Authorization"] == "Bearer x"
    types = [{name.lower(): value for name, value in asked[2].items()}.get("content-type") for asked in server.asked]
    assert types == [None, "text/plain; charset=utf-8", "text/x"]


async def test_of_a_long_answer_the_beginning_is_kept(server: Server) -> None:
    assert await send(request(url=f"{server.url}/long"), {}, 30) == "x" * MAX_ANSWER_BYTES


@pytest.mark.parametrize("status", ["302", "404", "500"])
async def test_what_is_no_success_is_a_failure_and_no_redirect_is_followed(server: Server, status: str) -> None:
    with pytest.raises(CommandError) as caught:
        await send(request(url=f"{server.url}/{status}"), {}, 30)
    assert caught.value.message == f"{server.url} answered {status}."
    assert len(server.asked) == 1


async def test_a_server_that_hangs(server: Server) -> None:
    with pytest.raises(CommandError, match="took more than"):
        await send(request(url=f"{server.url}/hang"), {}, 0.3)


async def test_a_server_that_is_away_and_the_address_is_not_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(CommandError) as caught:
            await send(request(url=f"http://me:key@127.0.0.1:{port}/{{what}}?key=secret"), {"what": "secret"}, 30)
    assert caught.value.message == f"http://127.0.0.1:{port} is away: connection refused."


async def test_a_server_that_makes_no_secure_connection(server: Server) -> None:
    with pytest.raises(CommandError, match="is away: it makes no secure connection: "):
        await send(request(url=server.url.replace("http", "https")), {}, 30)


async def test_a_server_that_speaks_something_else() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"SSH-2.0-x\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as other:
        port = other.sockets[0].getsockname()[1]
        with pytest.raises(CommandError, match="does not speak HTTP"):
            await send(request(url=f"http://127.0.0.1:{port}/"), {}, 30)


async def test_where_the_service_has_no_network_the_log_says_how_to_open_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(http, "has_network", lambda: False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        commands = commands_of(f"[{{name: lamp, say: lamp, http: {{url: '{url}'}}, reply: On.}}]")
        assert await said(commands, "lamp") == "The lamp command failed."
    assert "Myna's service has no network" in caplog.text
    assert "network.conf" in caplog.text
