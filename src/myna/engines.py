"""The engines of the running assistant: loaded once, and again only where a changed configuration asks for others.

Its rules:

1. Without ears or a voice there is no assistant; without a language model there is one, of skills and commands.
2. ``prepare`` may fail and changes nothing: what a new configuration needs is looked for, and ear and voice are loaded
   beside those that are at work.
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

from myna.brain.absent import AbsentBrain
from myna.brain.api_key import read_api_key
from myna.brain.fallback import LoadedBrain, load_brain, reason_against
from myna.brain.standby import Standby
from myna.brain.trials import Trials
from myna.config import Config
from myna.errors import ConfigError, EarError, ModelError, unwrapped
from myna.organs import EarEngines, build_brain, build_ear, build_remote, build_voice, chooser

if TYPE_CHECKING:
    from myna.voice.piper import Piper

log = logging.getLogger(__name__)

T = TypeVar("T")
AnyBrain = LoadedBrain | Standby | AbsentBrain

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
    """Ear, brain and voice; ``close`` ends all of them."""

    def __init__(self, trials: Trials) -> None:
        self._trials = trials
        self._ear: _Part[EarEngines] | None = None
        self._voice: _Part[Piper] | None = None
        self._brain: _Part[AnyBrain] | None = None
        self._next_ear: _Part[EarEngines] | None = None
        self._next_voice: _Part[Piper] | None = None
        self._next_brain: Hashable = None

    @property
    def ear(self) -> EarEngines:
        """The ear's engines at work."""
        assert self._ear is not None, "load() comes first"
        return self._ear.engine

    @property
    def voice(self) -> "Piper":
        """The voice at work."""
        assert self._voice is not None, "load() comes first"
        return self._voice.engine

    @property
    def brain(self) -> AnyBrain:
        """The language model at work."""
        assert self._brain is not None, "load() comes first"
        return self._brain.engine

    async def load(self, config: Config, progress: Progress) -> None:
        """Load everything, at the same time; ``progress`` is entered with the paths. Raises MynaError."""
        with _mistakes():
            await self._load(config, progress)

    async def _load(self, config: Config, progress: Progress) -> None:
        chosen = chooser(config)
        paths = [chosen.speech().path, chosen.voice().path, *(choice.path for choice in chosen.chats()[:1])]

        async def ear() -> None:
            self._ear = await self._load_ear(config)

        async def voice() -> None:
            self._voice = await self._load_voice(config)

        async def brain() -> None:
            self._brain = await self._load_brain(config)

        with progress(paths), unwrapped():
            async with asyncio.TaskGroup() as group:
                for load in (ear, voice, brain):
                    group.create_task(load())

    async def prepare(self, config: Config) -> list[str]:
        """Get ready what ``config`` needs; the names of the engines that it changes. Raises MynaError."""
        await self.discard()
        with _mistakes():
            return await self._prepare(config)

    async def _prepare(self, config: Config) -> list[str]:
        try:
            if self._ear is None or self._ear.made_of != _of_ear(config):
                self._next_ear = await self._load_ear(config)
            if self._voice is None or self._voice.made_of != _of_voice(config):
                self._next_voice = await self._load_voice(config)
            if self._brain is None or self._brain.made_of != _of_brain(config):
                async with AsyncExitStack() as stack:
                    if config.server_url is None:
                        build_brain(config, stack).check_file()
                    else:
                        build_remote(config, stack)
                self._next_brain = _of_brain(config)
            elif _was_replaced(self._brain.engine) and _may_work_now(config, self._trials):
                self._next_brain = _of_brain(config)
        except BaseException:
            await self.discard()
            raise
        named = {"ear": self._next_ear, "model": self._next_brain, "voice": self._next_voice}
        return [name for name, part in named.items() if part is not None]

    async def adopt(self, config: Config) -> None:
        """Put what was prepared for ``config`` in the place of what is at work. Raises ModelError."""
        if self._next_ear is not None:
            self._ear, old_ear, self._next_ear = self._next_ear, self._ear, None
            await _end(old_ear)
        if self._next_voice is not None:
            self._voice, old_voice, self._next_voice = self._next_voice, self._voice, None
            await _end(old_voice)
        if self._next_brain is not None:
            self._brain, old_brain, self._next_brain = None, self._brain, None
            await _end(old_brain)
            self._brain = await self._load_brain(config)

    async def discard(self) -> None:
        """Let go what was prepared and is not wanted any more."""
        self._next_ear, ear = None, self._next_ear
        self._next_voice, voice = None, self._next_voice
        self._next_brain = None
        await _end(ear)
        await _end(voice)

    async def close(self) -> None:
        """End all engines."""
        await self.discard()
        for part in (self._ear, self._brain, self._voice):
            await _end(part)

    async def _load_ear(self, config: Config) -> _Part[EarEngines]:
        async with AsyncExitStack() as stack:
            engines = build_ear(config, stack, live=True, before=self._ear.engine if self._ear else None)
            await engines.load()
            return _Part(engines, _of_ear(config), stack.pop_all())

    async def _load_voice(self, config: Config) -> "_Part[Piper]":
        async with AsyncExitStack() as stack:
            voice = build_voice(config, stack)
            await voice.load()
            return _Part(voice, _of_voice(config), stack.pop_all())

    async def _load_brain(self, config: Config) -> _Part[AnyBrain]:
        self._trials.wish(f"{config.model} {config.brain.context_tokens} {psutil.virtual_memory().total}")
        async with AsyncExitStack() as stack:
            brain: AnyBrain
            try:
                brain = await load_brain(config, self._trials, stack)
            except ModelError as error:
                if error.code in MISTAKES:
                    raise
                log.warning("%s %s Skills and commands work without it.", error.message, error.hint)
                brain = AbsentBrain(error)
            return _Part(brain, _of_brain(config), stack.pop_all())


async def _end(part: "_Part[EarEngines] | _Part[AnyBrain] | _Part[Piper] | None") -> None:
    if part is not None:
        await part.stack.aclose()


def _of_ear(config: Config) -> Hashable:
    path = chooser(config).speech().path
    wake = config.wake_phrases, config.wake_engine, config.wake_sensitivity
    return path, config.language, *wake, config.endpoint, config.commands


def _of_voice(config: Config) -> Hashable:
    return chooser(config).voice().path, config.speaking


def _of_brain(config: Config) -> Hashable:
    """Of a model that is not there, nothing is known: it is looked for again. Raises ConfigError for an API key."""
    paths = [choice.path for choice in chooser(config).chats()]
    server = None if config.server_url is None else (config.server, read_api_key(config.server.api_key_file))
    return config.model, *paths, config.brain, server


@contextmanager
def _mistakes() -> Iterator[None]:
    """Raise what is wrong with the configuration and shows only at its engines as a ConfigError."""
    try:
        yield
    except (EarError, ModelError) as error:
        if error.code not in MISTAKES:
            raise
        raise ConfigError(error.code, error.message, error.hint) from error


def _was_replaced(brain: AnyBrain) -> bool:
    """Whether another model is loaded than was asked for, or none; a server is looked for without a reload."""
    return not isinstance(brain, Standby) and brain.failure is not None


def _may_work_now(config: Config, trials: Trials) -> bool:
    """Whether the language model that is asked for is there, and nothing is known against it."""
    try:
        return reason_against(chooser(config).chat(), trials) is None
    except ModelError:
        return False
