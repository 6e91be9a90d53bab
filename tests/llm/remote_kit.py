"""Language model servers on the loopback: a real one, and one that plays the bytes that it is given."""

import asyncio
import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, aclosing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from myna.config import Config, models_directory
from myna.core.errors import LlmError
from myna.core.ports import LanguageModel, Message
from myna.llm.remote import RemoteModel, RemoteSettings

Block = bytes | float
"""What is played: bytes, or so many seconds of silence."""

HOLD = b""
"""In what is played: wait until the client leaves."""

WHOLE = b"X-Whole: yes"
"""A header of responses after which the connection stays open for the next request."""

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
"""How a stream begins."""

KEY = "sk-loopback-4711"
ASK = RemoteSettings(api_key=KEY, temperature=0)
QUESTION = "What is the capital of France?"
START_SECONDS = 120
SERVER_PACKAGES = ("fastapi", "pydantic_settings", "sse_starlette", "starlette_context", "uvicorn")


def asked(question: str) -> list[Message]:
    return [{"role": "system", "content": "Answer in one short sentence."}, {"role": "user", "content": question}]


async def answer(llm: LanguageModel, messages: Sequence[Message]) -> str:
    async with aclosing(llm.answer(messages)) as pieces:
        return "".join([piece async for piece in pieces])


async def failure(llm: RemoteModel, question: str = QUESTION) -> LlmError:
    """How an answer fails."""
    with pytest.raises(LlmError) as caught:
        await answer(llm, asked(question))
    assert caught.value.hint
    assert "\n" not in caught.value.message
    return caught.value


class Brains:
    """Makes language models that are closed at the end of the stack."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack

    def __call__(self, url: str, settings: RemoteSettings = ASK) -> RemoteModel:
        llm = RemoteModel(url, settings)
        self._stack.push_async_callback(llm.close)
        return llm


class RealServer:
    """llama-cpp-python's own server with one model; started when it is needed, also after it was killed."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._process: subprocess.Popen[str] | None = None
        self._lines: list[str] = []
        self._written = threading.Condition()
        self._reader: threading.Thread | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        options = {
            "model": self._model, "model_alias": "smol", "host": "127.0.0.1", "port": self.port, "api_key": KEY,
            "n_ctx": 1024, "n_threads": 2, "n_threads_batch": 2, "interrupt_requests": False, "verbose": False,
        }  # fmt: skip
        self._lines.clear()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "llama_cpp.server"] + [f"--{name}={value}" for name, value in options.items()],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "GOMP_SPINCOUNT": "1000"},
        )
        self._reader = threading.Thread(target=self._read, args=[self._process])
        self._reader.start()
        self.wait_for("Uvicorn running")

    def kill(self) -> None:
        if self._process is not None and self._reader is not None:
            self._process.kill()
            self._process.wait()
            self._reader.join()

    def signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def forget_lines(self) -> None:
        with self._written:
            self._lines.clear()

    def wait_for(self, words: str) -> None:
        """Wait until the server has written ``words``."""
        with self._written:
            done = self._written.wait_for(lambda: any(words in line for line in self._lines), START_SECONDS)
            assert done, f"no {words!r} in: {''.join(self._lines)}"

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                with self._written:
                    self._lines.append(line)
                    self._written.notify_all()


@contextmanager
def real_server_of_smollm() -> Iterator[RealServer]:
    """A real server, not started yet; skips the test where the packages that it needs are missing."""
    if missing := [name for name in SERVER_PACKAGES if importlib.util.find_spec(name) is None]:
        pytest.skip(f"llama-cpp-python's server needs {', '.join(missing)}")
    model = models_directory(Config()) / "SmolLM2-135M-Instruct.Q4_1.gguf"
    assert model.exists(), "Type: make test"
    server = RealServer(model)
    try:
        yield server
    finally:
        server.kill()


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked, on which of the connections."""

    line: str
    headers: dict[str, str]
    body: Any
    connection: int


@dataclass(slots=True)
class PlayedServer:
    """Plays what is given for a path, and for a question without messages; ``left``: a client has closed."""

    played: dict[str, list[Block]] = field(default_factory=dict)
    without_messages: bytes = b""
    requests: list[Request] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""
    _connections: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> "PlayedServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        self.played["/v1/models"] = [reply('{"data": [{"id": "smol"}]}')]
        self.without_messages = reply('{"error": {"message": "messages is missing"}}', "400 Bad Request")
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        await asyncio.gather(*self._tasks)

    def answers(self, *blocks: Block) -> None:
        """Play a stream of these blocks for the next questions."""
        self.plays(HEAD, *blocks)

    def plays(self, *blocks: Block) -> None:
        """Play these blocks for the next questions."""
        self.played["/v1/chat/completions"] = [*blocks]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._connections += 1
        number = self._connections
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode().splitlines():
                headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
                content = await reader.readexactly(int(headers.get("content-length", 0)))
                body = json.loads(content) if content else None
                self.requests.append(Request(head[0], headers, body, number))
                blocks = self._blocks(head[0].split()[1], body)
                for block in blocks:
                    if isinstance(block, float):
                        await asyncio.sleep(block)
                    elif block == HOLD:
                        await reader.read()
                        self.left.set()
                    else:
                        writer.write(block)
                        await writer.drain()
                if not any(isinstance(block, bytes) and WHOLE in block for block in blocks):
                    break  # the end of the connection is the end of the answer
        except asyncio.IncompleteReadError:
            pass  # there is no further request
        except ConnectionError:
            self.left.set()
        finally:
            writer.close()

    def _blocks(self, path: str, body: Any) -> list[Block]:
        if body is not None and body["messages"] is None:
            return [self.without_messages]
        return self.played.get(path, [reply("404 page not found", "404 Not Found", "text/plain")])


def reply(body: str, status: str = "200 OK", kind: str = "application/json", more: str = "") -> bytes:
    """A whole response."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n{WHOLE.decode()}\r\n"
    return f"{head}{more}\r\n{body}".encode()


def event(finish: str | None = None, **delta: object) -> bytes:
    """One event of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {json.dumps({'object': 'chat.completion.chunk', 'choices': [choice]})}\n\n".encode()


DONE = b"data: [DONE]\n\n"
