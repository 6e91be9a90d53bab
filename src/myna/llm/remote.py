"""The language model on another machine: any server that speaks OpenAI's chat completions.

Its rules:

1. What is said goes to the named server alone, by no proxy and no redirect.
2. Each request has a connection of its own. Closing it tells the server to stop. A connection that is kept open would
   seem alive for a long time after the machine behind it was switched off.
3. A server may be silent for ``silence_seconds``. Bytes that only keep the connection open count as silence.
4. After a failure the next answer begins with ``load``: the server may have come back with another model.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from myna.core.errors import LlmError
from myna.core.ports import Message
from myna.llm.history import fitting
from myna.llm.reasoning import ReasoningFilter
from myna.llm.remote_errors import Failures, one_line, parsed
from myna.platform.network import has_network, os_error_behind, reason

for _logger in ("httpx", "httpcore"):
    logging.getLogger(_logger).setLevel(logging.WARNING)  # below that they write lines about every request

MESSAGE_TOKENS = 8
"""Tokens that a chat template puts around a message: ChatML and Llama 3 need 5."""

MAX_BYTES = 1 << 20
"""Bytes of the longest line of a stream, and of the longest other response, that are read."""


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """The settings of requests to the server.

    ``model`` is a name in the server's list, or None for the first one; ``api_key`` is that of ``api_key.py``. At most
    ``context_tokens`` of a conversation are sent, without the oldest exchanges. ``temperature`` None leaves it to the
    server. ``silence_seconds`` is the longest wait for the first piece of an answer and for each next one.
    """

    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    max_tokens: int = 160
    context_tokens: int = 2048
    temperature: float | None = None
    connect_seconds: float = 3.0
    silence_seconds: float = 30.0


class RemoteModel:
    """A chat model behind a URL such as ``http://192.168.1.20:8080/v1``, without a slash at its end."""

    parameters: int | None = None

    def __init__(self, url: str, settings: RemoteSettings) -> None:
        self.url = url
        self._settings = settings
        self._failures = Failures(self.url, settings.api_key)
        self._names: list[str] = []
        self._model: str | None = None
        self._client: httpx.AsyncClient | None = None

    async def load(self) -> None:
        """Check that the server is there, has the model and accepts the key. Raises LlmError."""
        self._names = await self._listed()
        model = self._settings.model or next(iter(self._names), None)
        if model is None or not {model, f"{model}:latest"}.intersection(self._names):  # Ollama's name for "no tag"
            raise self._failures.unknown(model, self._names)
        try:
            # llama.cpp's server lists its models without a key, and checks the key of other requests alone
            question = {"model": model, "messages": None, "max_tokens": 1}
            async with self._opened("/chat/completions", question, self._deadline()):
                pass
        except LlmError as error:
            if error.code != "server-failed":  # a request without messages fails in any case
                raise
        self._model = model

    @property
    def model(self) -> str | None:
        """The name of the model that answers; None before ``load``, and after a failure."""
        return self._model

    async def close(self) -> None:
        """Close the client. Safe to call before ``load``, and twice."""
        client, self._client, self._model = self._client, None, None
        if client is not None:
            await client.aclose()

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        """Does nothing: a server has a cache of its own."""
        return None

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece, without the model's reasoning. Raises LlmError."""
        try:
            if self._model is None:
                await self.load()
            reasoning = ReasoningFilter()
            async with aclosing(self._streamed(self._body(messages))) as texts:
                async for text in texts:
                    if piece := reasoning.feed(text):
                        yield piece
            if rest := reasoning.rest():
                yield rest
        except LlmError:
            self._model = None
            raise

    def _body(self, messages: Sequence[Message]) -> dict[str, Any]:
        settings = self._settings
        kept = fitting(messages, settings.context_tokens - settings.max_tokens, estimated_tokens)
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [{**message, "content": _clean(message["content"])} for message in kept],
            "max_tokens": settings.max_tokens,
            "stream": True,
        }
        return body if settings.temperature is None else {**body, "temperature": settings.temperature}

    async def _listed(self) -> list[str]:
        """The names of the server's models."""
        deadline = self._deadline()
        async with self._opened("/models", None, deadline) as (_, blocks):
            match parsed(await _read(blocks, deadline)):
                case {"data": [*models]}:
                    return [str(model["id"]) for model in models if isinstance(model, dict) and "id" in model]
                case {"data": None}:  # Ollama without a model
                    return []
            raise self._failures.broken("sends no list of models")

    async def _streamed(self, body: dict[str, Any]) -> AsyncGenerator[str, None]:
        """The pieces of text in the stream of an answer."""
        deadline, rest = self._deadline(), b""
        async with self._opened("/chat/completions", body, deadline) as (response, blocks):
            if not response.headers.get("Content-Type", "").startswith("text/event-stream"):
                raise self._failures.broken("sends no stream")
            while True:
                async with asyncio.timeout_at(deadline):
                    block = await anext(blocks, b"")
                *lines, rest = (rest + (block or b"\n")).split(b"\n")
                for line in lines:
                    kind, _, value = line.strip().partition(b":")
                    if kind not in (b"data", b"error"):  # a comment; "error" is how llama.cpp once told of a failure
                        continue
                    if value.strip() == b"[DONE]":
                        return
                    if not block:  # the line was cut off
                        break
                    choice = self._choice(parsed(value), kind == b"error", body["messages"])
                    delta = choice.get("delta") or {}
                    text = delta.get("content")
                    if text and isinstance(text, str):
                        yield _clean(text)
                    if text or delta.get("reasoning_content") or delta.get("reasoning"):
                        deadline = self._deadline()  # not before the yield, as speaking a piece takes time too
                    if choice.get("finish_reason"):
                        return
                if not block:
                    raise self._failures.away("it broke off in the middle of its answer")
                if len(rest) > MAX_BYTES:
                    raise self._failures.broken("sends a line without end")

    def _choice(self, event: object, is_error: bool, messages: Sequence[Message]) -> dict[str, Any]:
        """The choice in an event of the stream; empty for an event without one. Raises LlmError."""
        match event:
            case dict() if is_error or event.get("error") or event.get("object") == "error":
                raise self._failures.failed("failed", event, messages)
            case {"choices": []}:  # the usage of tokens, at the end
                return {}
            case {"choices": [dict() as choice, *_]} if isinstance(choice.get("delta") or {}, dict):
                return choice
        raise self._failures.broken("sends something else than an answer")

    @asynccontextmanager
    async def _opened(
        self, path: str, body: dict[str, Any] | None, deadline: float
    ) -> AsyncIterator[tuple[httpx.Response, AsyncIterator[bytes]]]:
        """A response and the blocks of its body; a GET where ``body`` is None. Raises LlmError inside the block too."""
        if self._client is None:
            key = self._settings.api_key
            self._client = httpx.AsyncClient(
                headers={"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {}),
                timeout=httpx.Timeout(None, connect=self._settings.connect_seconds),
                limits=httpx.Limits(max_keepalive_connections=0),
                verify=ssl.create_default_context(),
                trust_env=False,
            )
        with self._translated():
            request = self._client.build_request("GET" if body is None else "POST", self.url + path, json=body)
            async with asyncio.timeout_at(deadline):
                response = await self._client.send(request, stream=True)
            blocks = response.aiter_bytes()
            try:
                if response.status_code != httpx.codes.OK:
                    raise self._refusal(response, await _read(blocks, deadline), body or {})
                yield response, blocks
            finally:
                await response.aclose()
                # Reading on ends httpx's generators here; else the event loop would end each in a task of its own.
                with suppress(httpx.HTTPError, httpx.StreamError):
                    async for _ in blocks:
                        pass

    def _refusal(self, response: httpx.Response, content: bytes, body: dict[str, Any]) -> LlmError:
        answered = one_line(f"{response.status_code} {response.reason_phrase}")
        match response.status_code:
            case 401 | 403:
                return self._failures.refused()
            case 404 if body:
                return self._failures.unknown(body["model"], self._names)
            case 502 | 503 | 504:
                return self._failures.away(f"it answers {answered}")
            case status if status == 404 or status < 400:
                return self._failures.broken(f"answers {answered}")
        return self._failures.failed(f"answers {answered}", parsed(content), body.get("messages") or ())

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn errors of the network into LlmError."""
        settings, failures = self._settings, self._failures
        try:
            yield
        except TimeoutError as error:
            raise failures.silent(settings.silence_seconds) from error
        except httpx.ConnectTimeout as error:
            raise failures.away(f"it takes no connection within {settings.connect_seconds:g} seconds") from error
        except httpx.NetworkError as error:
            cause = os_error_behind(error)
            if isinstance(cause, ssl.SSLError):
                raise failures.broken(f"makes no secure connection: {cause.strerror}") from error
            raise (failures.away(reason(cause)) if has_network() else failures.unreachable()) from error
        except (httpx.InvalidURL, UnicodeError) as error:  # such as xn--, and nothing behind it
            raise failures.away("no machine has such a name") from error
        except httpx.HTTPError as error:
            if isinstance(error, httpx.RemoteProtocolError) and "connect" in str(error):  # "closed", "disconnected"
                raise failures.away("it closed the connection") from error
            raise failures.broken("does not speak HTTP as a server should") from error

    def _deadline(self) -> float:
        return asyncio.get_running_loop().time() + self._settings.silence_seconds


def estimated_tokens(messages: Sequence[Message]) -> int:
    """Tokens that messages take, without a tokenizer and so rather too many than too few.

    Five ASCII letters or spaces count two, each other ASCII character one, three bytes of other characters two.
    Measured with the vocabularies of 11 models on 8 languages and on numbers: 0.92 to 6 times the real count, for
    English 1.7 to 2 times.
    """
    text = _clean("".join(message["content"] for message in messages))
    plain = sum(character.isascii() for character in text)
    letters = sum(character.isascii() and (character.isalpha() or character == " ") for character in text)
    other_bytes = len(text.encode()) - plain
    return letters * 2 // 5 + (plain - letters) + other_bytes * 2 // 3 + MESSAGE_TOKENS * len(messages)


def _clean(text: str) -> str:
    """The text without lone surrogates, which cannot be sent or written."""
    return text.encode(errors="replace").decode()


async def _read(blocks: AsyncIterator[bytes], deadline: float) -> bytes:
    """The whole body, or as much of it as is ever of interest."""
    content = b""
    async with asyncio.timeout_at(deadline):
        async for block in blocks:
            content += block
            if len(content) > MAX_BYTES:
                break
    return content
