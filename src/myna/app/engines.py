"""The engines of the running assistant: loaded once, and again only where a changed configuration asks for others.

Its rules:

1. Without a listener or a voice there is no assistant; without a language model there is one, of skills and commands.
2. ``prepare`` may fail and changes nothing: what a new configuration needs is looked for, and listener and voice are
   loaded beside those that are at work.
3. ``adopt`` comes when the assistant has stopped. The language model is let go before another is loaded: two of them
   may not fit into the memory.
4. At the start the listener comes first, alone on processor and disk: the wake phrase is heard while the voice loads,
   and then the language model.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Iterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import psutil

from myna.app.active_model import ActiveLanguageModel
from myna.app.factory import BegunSpeech, build_llm, build_remote, build_voice, model_selector
from myna.app.language_model import load_language_model, reason_against
from myna.app.listener_factory import ListenerFactory, open_listener
from myna.app.loading import LoadingModel, LoadingVoice, Part
from myna.app.oom_guard import OutOfMemoryGuard
from myna.config import Config
from myna.core.errors import ConfigError, ListeningError, ModelError
from myna.core.ports import Voice
from myna.home.model import Home
from myna.llm.absent import AbsentModel
from myna.llm.api_key import read_api_key
from myna.platform.memory import give_back_loading

log = logging.getLogger(__name__)

T = TypeVar("T")

MISTAKES = ("wake-word-unknown", "wake-engine-broken", "model-unknown", "model-wrong-kind", "language-unsupported")
"""Codes of failures that a person mends in the configuration, and nothing else does."""

Progress = Callable[[list[Path]], AbstractContextManager[object]]
HomeNow = Callable[[], Home | None]
"""Tells what is known of the home now, whose names the listener expects."""


class Engines:
    """Listener, language model and voice; the last two may still be loading, by the tasks ``loads``.

    These begin when ``wanted`` is set.

    ``home`` tells what is known of the home. ``live``: the sound comes as it is made, and does not wait for the
    listener as a recording does.
    """

    def __init__(
        self,
        oom_guard: OutOfMemoryGuard,
        live: bool,
        listener: Part[ListenerFactory],
        voice: Part[Voice],
        llm: Part[ActiveLanguageModel],
        loads: tuple[asyncio.Task[Part[Voice]], asyncio.Task[Part[ActiveLanguageModel]]],
        wanted: asyncio.Event,
        home: HomeNow = lambda: None,
    ) -> None:
        self._oom_guard = oom_guard
        self._live = live
        self._listener = listener
        self._voice = voice
        self._llm = llm
        self._loads: tuple[asyncio.Task[Part[Voice]], asyncio.Task[Part[ActiveLanguageModel]]] | None = loads
        self._wanted = wanted
        self._home = home
        self._next_listener: Part[ListenerFactory] | None = None
        self._next_voice: Part[Voice] | None = None
        self._next_llm: Hashable = None

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        config: Config,
        oom_guard: OutOfMemoryGuard,
        progress: Progress,
        *,
        live: bool = True,
        early: bool = False,
        begun: BegunSpeech | None = None,
        home: HomeNow = lambda: None,
    ) -> AsyncGenerator[Self, None]:
        """Load everything, and end it with the context; ``early``: the listener alone, and the others by ``whole``.

        The speech model's loading may have ``begun``. ``progress`` is entered with the paths of the models meanwhile.
        Raises MynaError.
        """
        async with AsyncExitStack() as stack:
            with _mistakes():
                chosen = model_selector(config)
                paths = [chosen.speech().path, chosen.voice().path, *(choice.path for choice in chosen.chats()[:1])]
                with progress(paths):
                    engines = await cls._begin(config, oom_guard, live, begun, home)
                    stack.push_async_callback(engines._close)
                    if not early:
                        await engines.whole()
            yield engines

    @classmethod
    async def _begin(
        cls, config: Config, oom_guard: OutOfMemoryGuard, live: bool, begun: BegunSpeech | None, home: HomeNow
    ) -> Self:
        """Load the listener, and begin to load the others. Raises MynaError."""
        of_voice, of_llm, file = _of_voice(config), _of_llm(config), build_voice(config)
        rate_hz, chats = file.rate_hz(), model_selector(config).chats()
        expected = chats[0] if chats and config.server_url is None else None
        name = config.server_url or (expected.name if expected else AbsentModel.name)
        listener = await _load_listener(config, live, home(), begun=begun)
        wanted = asyncio.Event()
        voice = asyncio.create_task(_when(wanted, partial(_load_voice, config)))
        llm = asyncio.create_task(_when(wanted, partial(_load_llm_last, config, oom_guard, listener.engine, voice)))
        return cls(
            oom_guard,
            live,
            listener,
            Part(LoadingVoice(file.path, rate_hz, voice), of_voice, AsyncExitStack()),
            Part(LoadingModel(name, expected, llm), of_llm, AsyncExitStack()),
            (voice, llm),
            wanted,
            home,
        )

    async def whole(self) -> None:
        """Load voice and language model, if they are not there yet, and wait for all. Raises MynaError."""
        self._wanted.set()
        await self.listener.whole()
        if self._loads is None:
            return
        with _mistakes():
            voice, llm = self._loads
            done, _ = await asyncio.wait(self._loads, return_when=asyncio.FIRST_EXCEPTION)
            for load in done:
                load.result()  # raises
            if self._loads is not None:
                self._voice, self._llm, self._loads = voice.result(), llm.result(), None

    @property
    def is_loading(self) -> bool:
        """Whether voice and language model are not there yet."""
        return self._loads is not None

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
        await self.whole()
        await self.discard()
        with _mistakes():
            return await self._prepare(config)

    async def _prepare(self, config: Config) -> list[str]:
        try:
            home = self._home()
            if self._listener.made_of != _of_listener(config, home):
                self._next_listener = await _load_listener(config, self._live, home, self.listener)
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
        for load in self._loads or ():
            load.cancel()
            await asyncio.wait([load])
            if not load.cancelled() and load.exception() is None:
                await load.result().stack.aclose()
        for stack in (self._listener.stack, self._llm.stack, self._voice.stack):
            await stack.aclose()


async def _when(wanted: asyncio.Event, load: Callable[[], Awaitable[Part[T]]]) -> Part[T]:
    """Load as soon as that is ``wanted``."""
    await wanted.wait()
    return await load()


async def _load_listener(
    config: Config,
    live: bool,
    home: Home | None,
    before: ListenerFactory | None = None,
    begun: BegunSpeech | None = None,
) -> Part[ListenerFactory]:
    async with AsyncExitStack() as stack:
        opened = open_listener(config, live=live, before=before, begun=begun, home=home)
        listener = await stack.enter_async_context(opened)
        return Part(listener, _of_listener(config, home), stack.pop_all())


async def _load_voice(config: Config) -> Part[Voice]:
    async with AsyncExitStack() as stack:
        voice = await stack.enter_async_context(build_voice(config).loaded())
        return Part(voice, _of_voice(config), stack.pop_all())


async def _load_llm(config: Config, oom_guard: OutOfMemoryGuard) -> Part[ActiveLanguageModel]:
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
        return Part(llm, _of_llm(config), stack.pop_all())


async def _load_llm_last(
    config: Config, oom_guard: OutOfMemoryGuard, listener: ListenerFactory, voice: asyncio.Task[Part[Voice]]
) -> Part[ActiveLanguageModel]:
    """Load the largest part when the others are there, and what their loading needed is given back.

    The peak is lower so: with the starter model by 13 MB of 554.
    """
    await listener.whole()
    await asyncio.wait([voice])
    await asyncio.to_thread(give_back_loading)
    return await _load_llm(config, oom_guard)


def _of_listener(config: Config, home: Home | None) -> Hashable:
    path = model_selector(config).speech().path
    wake = config.wake_phrases, config.wake_engine, config.wake_sensitivity
    vocabulary = () if home is None else (config.home_assistant.area, *home.vocabulary)
    return path, config.language, *wake, config.endpoint, config.commands, vocabulary


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
