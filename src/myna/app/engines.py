"""The engines of the running assistant: loaded once, and again only where a changed configuration asks for others.

Its rules:

1. Without a listener or a voice there is no assistant; without a language model there is one, of skills and commands.
2. ``prepare`` may fail and changes nothing: what a new configuration needs is looked for, and listener and voice are
   loaded beside those that are at work.
3. ``adopt`` comes when the assistant has stopped. The language model is let go before another is loaded: two of them
   may not fit into the memory.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Iterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Self, TypeVar

import psutil

from myna.app.active_model import ActiveLanguageModel
from myna.app.factory import build_llm, build_remote, build_voice, model_selector
from myna.app.language_model import load_language_model, reason_against
from myna.app.listener_factory import ListenerFactory, open_listener
from myna.app.oom_guard import OutOfMemoryGuard
from myna.config import Config
from myna.core.errors import ConfigError, ListeningError, ModelError, unwrapped
from myna.core.ports import Voice
from myna.llm.absent import AbsentModel
from myna.llm.api_key import read_api_key

log = logging.getLogger(__name__)

T = TypeVar("T")

MISTAKES = ("wake-word-unknown", "wake-engine-broken", "model-unknown", "model-wrong-kind", "language-unsupported")
"""Codes of failures that a person mends in the configuration, and nothing else does."""

Progress = Callable[[list[Path]], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class _Part(Generic[T]):
    """An engine, what it was made of, and what ends it."""

    engine: T
    made_of: Hashable
    stack: AsyncExitStack


class Engines:
    """Listener, language model and voice, loaded.

    ``live``: the sound comes as it is made, and does not wait for the listener as a recording does.
    """

    def __init__(
        self,
        oom_guard: OutOfMemoryGuard,
        live: bool,
        listener: _Part[ListenerFactory],
        voice: _Part[Voice],
        llm: _Part[ActiveLanguageModel],
    ) -> None:
        self._oom_guard = oom_guard
        self._live = live
        self._listener = listener
        self._voice = voice
        self._llm = llm
        self._next_listener: _Part[ListenerFactory] | None = None
        self._next_voice: _Part[Voice] | None = None
        self._next_llm: Hashable = None

    @classmethod
    @asynccontextmanager
    async def open(
        cls, config: Config, oom_guard: OutOfMemoryGuard, progress: Progress, *, live: bool = True
    ) -> AsyncGenerator[Self, None]:
        """Load everything, at the same time, and end it with the context. Raises MynaError.

        ``progress`` is entered with the paths of the models while they load.
        """
        engines = await cls._load(config, oom_guard, progress, live)
        try:
            yield engines
        finally:
            await engines._close()

    @classmethod
    async def _load(cls, config: Config, oom_guard: OutOfMemoryGuard, progress: Progress, live: bool) -> Self:
        with _mistakes():
            chosen = model_selector(config)
            paths = [chosen.speech().path, chosen.voice().path, *(choice.path for choice in chosen.chats()[:1])]
            async with AsyncExitStack() as stack:
                with progress(paths), unwrapped():
                    async with asyncio.TaskGroup() as group:
                        listener = group.create_task(_ended_with(stack, _load_listener(config, live)))
                        voice = group.create_task(_ended_with(stack, _load_voice(config)))
                        llm = group.create_task(_ended_with(stack, _load_llm(config, oom_guard)))
                stack.pop_all()
            return cls(oom_guard, live, listener.result(), voice.result(), llm.result())

    @property
    def listener(self) -> ListenerFactory:
        """What makes the listener."""
        return self._listener.engine

    @property
    def voice(self) -> Voice:
        """The voice at work."""
        return self._voice.engine

    @property
    def llm(self) -> ActiveLanguageModel:
        """The language model at work."""
        return self._llm.engine

    async def prepare(self, config: Config) -> list[str]:
        """Get ready what ``config`` needs; the names of the engines that it changes. Raises MynaError."""
        await self.discard()
        with _mistakes():
            return await self._prepare(config)

    async def _prepare(self, config: Config) -> list[str]:
        try:
            if self._listener.made_of != _of_listener(config):
                self._next_listener = await _load_listener(config, self._live, self.listener)
            if self._voice.made_of != _of_voice(config):
                self._next_voice = await _load_voice(config)
            if self._llm.made_of != _of_llm(config):
                if config.server_url is None:
                    build_llm(config).check()
                else:
                    async with AsyncExitStack() as stack:
                        build_remote(config, stack)
                self._next_llm = _of_llm(config)
            elif _was_replaced(self.llm) and _may_work_now(config, self._oom_guard):
                self._next_llm = _of_llm(config)
        except BaseException:
            await self.discard()
            raise
        named = {"listener": self._next_listener, "model": self._next_llm, "voice": self._next_voice}
        return [name for name, part in named.items() if part is not None]

    async def adopt(self, config: Config) -> None:
        """Put what was prepared for ``config`` in the place of what is at work. Raises ModelError."""
        if self._next_listener is not None:
            old_listener, self._listener, self._next_listener = self._listener, self._next_listener, None
            await old_listener.stack.aclose()
        if self._next_voice is not None:
            old_voice, self._voice, self._next_voice = self._voice, self._next_voice, None
            await old_voice.stack.aclose()
        if self._next_llm is not None:
            self._next_llm = None
            await self._llm.stack.aclose()
            self._llm = await _load_llm(config, self._oom_guard)

    async def discard(self) -> None:
        """Let go what was prepared and is not wanted any more."""
        prepared = [part.stack for part in (self._next_listener, self._next_voice) if part is not None]
        self._next_listener = self._next_voice = self._next_llm = None
        for stack in prepared:
            await stack.aclose()

    async def _close(self) -> None:
        await self.discard()
        for stack in (self._listener.stack, self._llm.stack, self._voice.stack):
            await stack.aclose()


async def _ended_with(stack: AsyncExitStack, load: Awaitable[_Part[T]]) -> _Part[T]:
    """What ``load`` loads, which ends with ``stack``."""
    part = await load
    stack.push_async_callback(part.stack.aclose)
    return part


async def _load_listener(config: Config, live: bool, before: ListenerFactory | None = None) -> _Part[ListenerFactory]:
    async with AsyncExitStack() as stack:
        listener = await stack.enter_async_context(open_listener(config, live=live, before=before))
        return _Part(listener, _of_listener(config), stack.pop_all())


async def _load_voice(config: Config) -> _Part[Voice]:
    async with AsyncExitStack() as stack:
        voice = await stack.enter_async_context(build_voice(config).loaded())
        return _Part(voice, _of_voice(config), stack.pop_all())


async def _load_llm(config: Config, oom_guard: OutOfMemoryGuard) -> _Part[ActiveLanguageModel]:
    oom_guard.wish(f"{config.model} {config.brain.context_tokens} {psutil.virtual_memory().total}")
    async with AsyncExitStack() as stack:
        llm: ActiveLanguageModel
        try:
            llm = await load_language_model(config, oom_guard, stack)
        except ModelError as error:
            if error.code in MISTAKES:
                raise
            log.warning("%s %s Skills and commands work without it.", error.message, error.hint)
            llm = AbsentModel(error)
        return _Part(llm, _of_llm(config), stack.pop_all())


def _of_listener(config: Config) -> Hashable:
    path = model_selector(config).speech().path
    wake = config.wake_phrases, config.wake_engine, config.wake_sensitivity
    return path, config.language, *wake, config.endpoint, config.commands


def _of_voice(config: Config) -> Hashable:
    speaking = config.speaking
    return model_selector(config).voice().path, speaking.rate, speaking.volume, speaking.threads


def _of_llm(config: Config) -> Hashable:
    """What the language model of ``config`` is made of; a missing one has no path, so that it is looked for again.

    Raises ConfigError for an API key that cannot be read.
    """
    paths = [choice.path for choice in model_selector(config).chats()]
    server = None if config.server_url is None else (config.server, read_api_key(config.server.api_key_file))
    return config.model, *paths, config.brain, server


@contextmanager
def _mistakes() -> Iterator[None]:
    """Raise what is wrong with the configuration and shows only at its engines as a ConfigError."""
    try:
        yield
    except (ListeningError, ModelError) as error:
        if error.code not in MISTAKES:
            raise
        raise ConfigError(error.code, error.message, error.hint) from error


def _was_replaced(llm: ActiveLanguageModel) -> bool:
    """Whether another model is loaded than was asked for, or none; a server is looked for without a reload."""
    return llm.failure is not None and llm.component != "server"


def _may_work_now(config: Config, oom_guard: OutOfMemoryGuard) -> bool:
    """Whether the language model that is asked for is there, and nothing is known against it."""
    try:
        return reason_against(model_selector(config).chat(), oom_guard) is None
    except ModelError:
        return False
