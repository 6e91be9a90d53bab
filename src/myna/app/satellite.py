"""Myna as a satellite of a home's server: the server's ear and mouth in the room.

A part of the facade (``service.py``). Its rules:

1. One server at a time has Myna as its satellite: who comes later takes the place of the one before.
2. No sound goes to it but that of a sentence that is to be answered there, whole: behind the wake phrase, a button, or
   a question of its own.
3. What it says sounds as what Myna says: a stop word or the wake phrase interrupts it.
4. While it has something to say Myna's voice may speak for it: it may be Myna's voice that it says it with.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from myna.app.current import Current
from myna.app.household import Household
from myna.core.errors import MynaError
from myna.core.ports import OtherAnswer, Spoken
from myna.core.reply import others_question
from myna.core.sound import AudioChunk
from myna.nlu.intent_catalogue import home_assistant_file
from myna.session.state import Phase, State

log = logging.getLogger(__name__)

FREE_SECONDS = 30.0
"""How long what the server has to say waits for whoever speaks."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a server is told of its satellite; ``apology`` is how Home Assistant begins to say that it has no answer."""

    wake_phrases: tuple[str, ...]
    language: str
    area: str | None
    apology: str

    def is_apology(self, text: str) -> bool:
        """Whether ``text`` says that there is no answer."""
        return bool(self.apology) and text.casefold().startswith(self.apology.casefold())


class SatelliteServer(Protocol):
    """A server that has Myna as its satellite."""

    async def answer(self, spoken: Spoken) -> OtherAnswer | None:
        """What its own assistant answers to a sentence; None where it understands nothing, or is away or slow."""
        ...


class Satellite:
    """Serves as a satellite; ``current`` is what Myna lives by, and ``household`` has its timers."""

    def __init__(self, current: Current, household: Household) -> None:
        self._current = current
        self._household = household
        self._server: SatelliteServer | None = None
        self._saying = 0

    @property
    def place(self) -> Place:
        """What a server is told."""
        config = self._current.config
        return Place(config.wake_phrases, config.language, config.home_assistant.area, apology(config.language))

    @property
    def has_server(self) -> bool:
        """Whether a server is there."""
        return self._server is not None

    @property
    def is_saying(self) -> bool:
        """Whether the server answers, or has something to say."""
        return self._saying > 0

    @contextmanager
    def serving(self, server: SatelliteServer) -> Iterator[None]:
        """Be the satellite of ``server``, until the context ends or another one comes."""
        self._server = server
        log.info("A server has Myna as its satellite.")
        try:
            yield
        finally:
            if self._server is server:
                self._server = None
                log.info("The server that had Myna as its satellite is gone.")

    async def answer(self, spoken: Spoken | None) -> OtherAnswer | None:
        """What the server answers to a sentence that was ``spoken``; None where there is none, or it has no answer."""
        if self._server is None or spoken is None:
            return None
        ends = self._begin_saying()
        answer = None
        try:
            answer = await self._server.answer(spoken)
        finally:
            if answer is None:
                ends()
        if answer is None:
            return None
        played = answer.played

        def ended() -> None:
            ends()
            played()

        return replace(answer, played=ended)

    async def announce(self, what: AsyncGenerator[AudioChunk, None] | str, *, asks: bool = False) -> None:
        """Say what the server has to say by itself, as soon as nobody speaks; returns when that is over.

        That is its own sound, or a text for Myna's voice. Where it ``asks``, the next sentence needs no wake phrase,
        and is for it. Raises MynaError, also where it was interrupted.
        """
        assistant, ends = self._current.assistant, self._begin_saying()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(FREE_SECONDS):
                    await assistant.until(_is_free)
            if isinstance(what, str):
                await assistant.say(what, asks=asks)
            else:
                await assistant.play(what, asks=asks)
        finally:
            ends()

    async def until_answered(self) -> None:
        """Wait until what the server has asked was answered, or is answered no more. Raises ServiceError."""
        await self._current.assistant.until(lambda state: state.question is not others_question)

    async def ring(self, seconds: float, text: str = "") -> None:
        """Ring for a timer of so many ``seconds`` that the server has kept; ``text`` is its name."""
        try:
            await self._household.ring(seconds, text)
        except MynaError as error:
            log.warning("A timer of the server does not ring: %s", error.message)

    def _begin_saying(self) -> Callable[[], None]:
        """The server is saying something from now on; what is returned ends that, and may be called twice."""
        self._saying += 1
        over = False

        def end() -> None:
            nonlocal over
            self._saying -= not over
            over = True

        return end


@cache
def apology(tag: str) -> str:
    """How Home Assistant begins to say in the language ``tag`` that it has no answer; empty: that is not known."""
    file = home_assistant_file(tag)
    found = {} if file is None else json.loads(file.read_text(encoding="utf-8"))
    return str(found.get("responses", {}).get("errors", {}).get("no_intent", "")).partition(",")[0]


def _is_free(state: State) -> bool:
    """Whether nobody is listened to or answered."""
    return state.phase in (Phase.IDLE, Phase.RINGING)
