"""The engines of the running assistant: loaded once, and again only where a changed configuration asks for others.

Its rules:

1. Without ears or a voice there is no assistant; without a language model there is one, of skills and commands.
2. ``prepare`` may fail and changes nothing: what a new configuration needs is looked for, and listener and voice are
   loaded beside those that are at work.
3. ``adopt`` comes when the assistant has stopped. The language model is let go before another is loaded: two of them
   may not fit into the memory.
"""

import asyncio
import logging
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import psutil

from myna.app.factory import ListenerEngines, build_listener, build_llm, build_remote, build_voice, model_selector
from myna.app.failover import ServerFailover
from myna.app.language_model import LoadedModel, load_language_model, reason_against
from myna.app.oom_guard import OutOfMemoryGuard
from myna.config import Config
from myna.core.errors import ConfigError, ListeningError, ModelError, unwrapped
from myna.llm.absent import AbsentModel
from myna.llm.api_key import read_api_key

if TYPE_CHECKING:
    from myna.tts.piper import Piper

log = logging.getLogger(__name__)

T = TypeVar("T")
AnyModel = LoadedModel | ServerFailover | AbsentModel

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
    """Listener, language model and voice; ``close`` ends all of them.

    ``live``: the sound comes as it is made, and does not wait for the listener as a recording does.
    """

    def __init__(self, oom_guard: OutOfMemoryGuard, *, live: bool = True) -> None:
        self._oom_guard = oom_guard
        self._live = live
        self._listener: _Part[ListenerEngines] | None = None
        self._voice: _Part[Piper] | None = None
        self._llm: _Part[AnyModel] | None = None
        self._next_listener: _Part[ListenerEngines] | None = None
        self._next_voice: _Part[Piper] | None = None
        self._next_llm: Hashable = None

    @property
    def listener(self) -> ListenerEngines:
        """The listener's engines at work."""
        assert self._listener is not None, "load() comes first"
        return self._listener.engine

    @property
    def voice(self) -> "Piper":
        """The voice at work."""
        assert self._voice is not None, "load() comes first"
        return self._voice.engine

    @property
    def llm(self) -> AnyModel:
        """The language model at work."""
        assert self._llm is not None, "load() comes first"
        return self._llm.engine

    async def load(self, config: Config, progress: Progress) -> None:
        """Load everything, at the same time; ``progress`` is entered with the paths. Raises MynaError."""
        with _mistakes():
            await self._load(config, progress)

    async def _load(self, config: Config, progress: Progress) -> None:
        chosen = model_selector(config)
        paths = [chosen.speech().path, chosen.voice().path, *(choice.path for choice in chosen.chats()[:1])]

        async def listener() -> None:
            self._listener = await self._load_listener(config)

        async def voice() -> None:
            self._voice = await self._load_voice(config)

        async def llm() -> None:
            self._llm = await self._load_llm(config)

        with progress(paths), unwrapped():
            async with asyncio.TaskGroup() as group:
                for load in (listener, voice, llm):
                    group.create_task(load())

    async def prepare(self, config: Config) -> list[str]:
        """Get ready what ``config`` needs; the names of the engines that it changes. Raises MynaError."""
        await self.discard()
        with _mistakes():
            return await self._prepare(config)

    async def _prepare(self, config: Config) -> list[str]:
        try:
            if self._listener is None or self._listener.made_of != _of_listener(config):
                self._next_listener = await self._load_listener(config)
            if self._voice is None or self._voice.made_of != _of_voice(config):
                self._next_voice = await self._load_voice(config)
            if self._llm is None or self._llm.made_of != _of_llm(config):
                async with AsyncExitStack() as stack:
                    if config.server_url is None:
                        build_llm(config, stack).check_file()
                    else:
                        build_remote(config, stack)
                self._next_llm = _of_llm(config)
            elif _was_replaced(self._llm.engine) and _may_work_now(config, self._oom_guard):
                self._next_llm = _of_llm(config)
        except BaseException:
            await self.discard()
            raise
        named = {"ear": self._next_listener, "model": self._next_llm, "voice": self._next_voice}
        return [name for name, part in named.items() if part is not None]

    async def adopt(self, config: Config) -> None:
        """Put what was prepared for ``config`` in the place of what is at work. Raises ModelError."""
        if self._next_listener is not None:
            self._listener, old_listener, self._next_listener = self._next_listener, self._listener, None
            await _end(old_listener)
        if self._next_voice is not None:
            self._voice, old_voice, self._next_voice = self._next_voice, self._voice, None
            await _end(old_voice)
        if self._next_llm is not None:
            self._llm, old_llm, self._next_llm = None, self._llm, None
            await _end(old_llm)
            self._llm = await self._load_llm(config)

    async def discard(self) -> None:
        """Let go what was prepared and is not wanted any more."""
        self._next_listener, listener = None, self._next_listener
        self._next_voice, voice = None, self._next_voice
        self._next_llm = None
        await _end(listener)
        await _end(voice)

    async def close(self) -> None:
        """End all engines."""
        await self.discard()
        for part in (self._listener, self._llm, self._voice):
            await _end(part)

    async def _load_listener(self, config: Config) -> _Part[ListenerEngines]:
        async with AsyncExitStack() as stack:
            before = self._listener.engine if self._listener else None
            engines = build_listener(config, stack, live=self._live, before=before)
            await engines.load()
            return _Part(engines, _of_listener(config), stack.pop_all())

    async def _load_voice(self, config: Config) -> "_Part[Piper]":
        async with AsyncExitStack() as stack:
            voice = build_voice(config, stack)
            await voice.load()
            return _Part(voice, _of_voice(config), stack.pop_all())

    async def _load_llm(self, config: Config) -> _Part[AnyModel]:
        self._oom_guard.wish(f"{config.model} {config.brain.context_tokens} {psutil.virtual_memory().total}")
        async with AsyncExitStack() as stack:
            llm: AnyModel
            try:
                llm = await load_language_model(config, self._oom_guard, stack)
            except ModelError as error:
                if error.code in MISTAKES:
                    raise
                log.warning("%s %s Skills and commands work without it.", error.message, error.hint)
                llm = AbsentModel(error)
            return _Part(llm, _of_llm(config), stack.pop_all())


async def _end(part: "_Part[ListenerEngines] | _Part[AnyModel] | _Part[Piper] | None") -> None:
    if part is not None:
        await part.stack.aclose()


def _of_listener(config: Config) -> Hashable:
    path = model_selector(config).speech().path
    wake = config.wake_phrases, config.wake_engine, config.wake_sensitivity
    return path, config.language, *wake, config.endpoint, config.commands


def _of_voice(config: Config) -> Hashable:
    return model_selector(config).voice().path, config.speaking


def _of_llm(config: Config) -> Hashable:
    """Of a model that is not there, nothing is known: it is looked for again. Raises ConfigError for an API key."""
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


def _was_replaced(llm: AnyModel) -> bool:
    """Whether another model is loaded than was asked for, or none; a server is looked for without a reload."""
    return not isinstance(llm, ServerFailover) and llm.failure is not None


def _may_work_now(config: Config, oom_guard: OutOfMemoryGuard) -> bool:
    """Whether the language model that is asked for is there, and nothing is known against it."""
    try:
        return reason_against(model_selector(config).chat(), oom_guard) is None
    except ModelError:
        return False
