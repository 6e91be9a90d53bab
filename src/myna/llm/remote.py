"""The language model on another machine: any server that speaks OpenAI's chat completions.

Its rules:

1. What is said goes to the named server alone, by no proxy and no redirect.
2. Each request has a connection of its own. Closing it tells the server to stop; and one that was kept open would only
   be found out by a long silence when the machine behind it was switched off.
3. A server may be silent for so long and no longer; what merely keeps the connection open does not count as speaking.
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
from myna.llm.reasoning import Aloud
from myna.llm.remote_errors import Failures, one_line, parsed
from myna.platform.network import has_network, os_error_behind, reason

for _logger in ("httpx", "httpcore"):
    logging.getLogger(_logger).setLevel(logging.WARNING)  # below that they write lines about every request

MESSAGE_TOKENS = 8
"""What a chat template puts around a message: ChatML and Llama 3 take 5."""

MAX_BYTES = 1 << 20
"""The longest line of a stream, and the longest other answer that is read."""


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """How the server is asked.

    ``model`` is the name that the server knows it by, None the first that it lists; ``api_key`` is as ``api_key.py``
    gives it. Of the conversation ``context_tokens`` are sent; older exchanges are dropped whole. ``temperature`` None
    is the server's own. ``silence_seconds`` is the longest wait for the first piece of an answer and for each next one.
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

    def __init__(self, url: str, settings: RemoteSettings) -> None:
        self.url = url
        self._settings = settings
        self._failures = Failures(self.url, settings.api_key)
        self._names: list[str] = []
        self._model: str | None = None
        self._client: httpx.AsyncClient | None = None

    async def load(self) -> None:
        """See that the server is there, knows the model and accepts the key. Raises BrainError."""
        self._names = await self._listed()
        model = self._settings.model or next(iter(self._names), None)
        if model is None or not {model, f"{model}:latest"}.intersection(self._names):  # Ollama's name for "no tag"
            raise self._failures.unknown(model, self._names)
        try:
            # llama.cpp's server lists its models to everybody: the key matters to it only where something is asked
            question = {"model": model, "messages": None, "max_tokens": 1}
            async with self._opened("/chat/completions", question, self._deadline()):
                pass
        except LlmError as error:
            if error.code != "server-failed":  # as it must, at a question without messages
                raise
        self._model = model

    @property
    def model(self) -> str | None:
        """The name of the model that it was found with; None where it was not found, or failed since."""
        return self._model

    async def close(self) -> None:
        """Close what is open. Safe to call before ``load``, and twice."""
        client, self._client, self._model = self._client, None, None
        if client is not None:
            await client.aclose()

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> None:
        """Nothing: a server keeps its own cache of what it has read."""

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece, without what the model thinks to itself. Raises BrainError."""
        try:
            if self._model is None:
                await self.load()
            aloud = Aloud()
            async with aclosing(self._streamed(self._body(messages))) as texts:
                async for text in texts:
                    if piece := aloud.feed(text):
                        yield piece
            if rest := aloud.rest():
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
        """What the model writes, as it comes."""
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
                        deadline = self._deadline()  # not before: to speak a piece takes time too
                    if choice.get("finish_reason"):
                        return
                if not block:
                    raise self._failures.away("it broke off in the middle of its answer")
                if len(rest) > MAX_BYTES:
                    raise self._failures.broken("sends a line without end")

    def _choice(self, event: object, is_error: bool, messages: Sequence[Message]) -> dict[str, Any]:
        """The one choice in an event of the stream; empty where it is about something else. Raises BrainError."""
        match event:
            case dict() if is_error or event.get("error") or event.get("object") == "error":
                raise self._failures.failed("failed", event, messages)
            case {"choices": []}:  # how many tokens it took
                return {}
            case {"choices": [dict() as choice, *_]} if isinstance(choice.get("delta") or {}, dict):
                return choice
        raise self._failures.broken("sends something else than an answer")

    @asynccontextmanager
    async def _opened(
        self, path: str, body: dict[str, Any] | None, deadline: float
    ) -> AsyncIterator[tuple[httpx.Response, AsyncIterator[bytes]]]:
        """A response and its body, still to be read; GET without ``body``. Raises BrainError, for the reading too."""
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
                # To read on ends httpx's generators here; else each would be ended by a task of its own, at some time.
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
        """Raise BrainError for what the network does."""
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
    """Tokens that messages take, rather too many than too few: no tokenizer is at hand.

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
