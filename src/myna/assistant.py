"""The policy: what happens when something is heard. The only code that decides.

Its rules:

1. At most one turn is heard. A wake phrase, a stop word or more words of the speaker cancel it, and it falls silent at
   once; the next one begins when it has ended.
2. After an answer it listens for a while without the wake phrase; without a wake phrase at all, for ever.
3. A turn that fails is told and forgotten. A microphone that fails is told once, and tried again until it is back; a
   recording that fails ends the assistant.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Protocol, assert_never

from myna.audio import cues
from myna.ear.ear import Ear
from myna.errors import AudioError, BrainError, EarError, ModelError, MynaError, unwrapped
from myna.events import (
    EarFailed,
    EarReady,
    Event,
    NothingHeard,
    Partial,
    SpeechStarted,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.languages import Language, Organ
from myna.trace import Trace
from myna.turn import Conversation

log = logging.getLogger(__name__)

CHIME_AFTER_SECONDS = 0.2
"""Who speaks on right behind the wake phrase needs no chime."""

ECHO_SECONDS = 0.3
"""How long the room sounds on after the last word: so much is not listened to."""

RETRY_SECONDS = (0.5, 1.0, 2.0, 3.0)
"""Waits before a microphone is tried again; the last one again and again."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How it behaves: the keys of the configuration that are about conversations.

    ``lasting``: the microphone may fail and come back.
    """

    language: Language
    always_listen: bool = False
    follow_up_seconds: float = 0.0
    chime: bool = False
    lasting: bool = False


class Observer(Protocol):
    """Somebody who watches the assistant, and has no say."""

    def on_event(self, event: Event) -> None:
        """The ear said something."""
        ...

    def on_answer(self, piece: str) -> None:
        """The next piece of the answer's text; an empty one ends it."""
        ...

    def on_failure(self, error: MynaError) -> None:
        """A turn failed, or the microphone; the assistant goes on."""
        ...

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over, by itself, by a failure or by an interruption."""
        ...


class Assistant:
    """Connects an ear to a conversation."""

    def __init__(self, ear: Ear, conversation: Conversation, observer: Observer, manners: Manners) -> None:
        self._ear = ear
        self._conversation = conversation
        self._observer = observer
        self._manners = manners
        self._act: asyncio.Task[None] | None = None  # what sounds or is about to: an answer, a chime, a complaint
        self._silenced: asyncio.Task[None] | None = None
        self._outage = 0  # how often in a row the microphone failed
        self.idle = asyncio.Event()
        """Set while nobody speaks to it and it answers nobody."""
        self.hears = asyncio.Event()
        """Set when the microphone has delivered sound for the first time."""
        self.turns = 0
        self.last_error: MynaError | None = None

    async def run(self, *, listen: bool = False) -> None:
        """Live until the ear's stream ends; ``listen`` begins as if the wake phrase had just been heard.

        Raises MynaError where the ear failed. Cancelling it cancels the turn.
        """
        if not listen:
            self.idle.set()
        if listen or self._manners.always_listen:
            await self._ear.listen()
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                while (failure := await self._live(group)) is not None:
                    if not (self._manners.lasting and isinstance(failure, AudioError)):
                        raise failure
                    if not self._outage:
                        self._failed(failure)
                        self._start(group, self._complain_of_microphone)
                    delay = RETRY_SECONDS[min(self._outage, len(RETRY_SECONDS) - 1)]
                    self._outage += 1
                    await asyncio.sleep(delay)

    async def _live(self, group: asyncio.TaskGroup) -> MynaError | None:
        """Follow the ear to the end of its stream; the failure that ended it, if one did."""
        async with aclosing(self._ear.events()) as events:
            async for event in events:
                self._observer.on_event(event)
                match event:
                    case EarReady():
                        await self._recovered()
                    case WakeHeard():
                        self.idle.clear()
                        self._interrupt()
                        if self._manners.chime:
                            self._start(group, self._chime)
                    case SpeechStarted() | Partial():
                        self.idle.clear()
                        self._interrupt()
                    case Utterance(text=text):
                        self._interrupt()
                        if text in self._manners.language.stop:
                            await self._rest()
                        else:
                            self.idle.clear()
                            self._start(group, partial(self._answer, event))
                    case StopHeard():
                        self._interrupt()
                        await self._rest()
                    case NothingHeard():
                        await self._rest()
                    case EarFailed(error=error):
                        return error
                    case _:
                        assert_never(event)
        return None

    async def _recovered(self) -> None:
        """The microphone delivers sound, for the first time or again."""
        self.hears.set()
        if self._outage:
            log.info("The microphone is back.")
            self._outage = 0
            if self._act is None or self._act.done():
                await self._rest()

    def _start(self, group: asyncio.TaskGroup, act: Callable[[], Awaitable[None]]) -> None:
        """Do ``act`` as soon as what was done before it has ended."""
        before = self._act

        async def then() -> None:
            if before is not None:
                try:
                    await asyncio.wait([before])
                except asyncio.CancelledError:
                    before.cancel()
                    raise
            await act()

        self._act = group.create_task(then())

    def _interrupt(self) -> None:
        """Silence what sounds, if anything does."""
        self._silenced = self._act
        if self._act is not None:
            self._act.cancel()

    async def _answer(self, utterance: Utterance) -> None:
        trace = Trace(asyncio.get_running_loop().time)
        trace.mark("end of speech", self._ear.clock(utterance.speech_end))
        trace.mark("endpoint", self._ear.clock(utterance.at))
        trace.mark("final transcript")
        self.turns += 1
        self._ear.answering("")
        failure: MynaError | None = None
        try:
            await self._conversation.answer(
                utterance.text, trace, self._observer.on_answer, on_clause=self._ear.answering
            )
        except MynaError as error:
            failure = error
            self._failed(error)
        finally:
            self._ear.answering(None)
            self._observer.on_answer("")
            self._observer.on_turn_end(trace)
        if asyncio.current_task() is self._silenced:  # it failed while it was being interrupted
            return
        if failure is None:
            await self._listen_on()
        else:
            await self._complain(_organ(failure))
            await self._rest()

    async def _listen_on(self) -> None:
        """After an answer: the next question needs no wake phrase."""
        self.idle.set()
        if self._outage:
            return
        if self._manners.always_listen:
            await self._ear.listen(after_seconds=ECHO_SECONDS)
        elif seconds := self._manners.follow_up_seconds:
            await self._ear.listen(after_seconds=ECHO_SECONDS, timeout_seconds=seconds)

    async def _rest(self) -> None:
        """Nothing more to do until something is heard."""
        self.idle.set()
        if self._manners.always_listen and not self._outage:
            await self._ear.listen()

    async def _chime(self) -> None:
        await asyncio.sleep(CHIME_AFTER_SECONDS)
        try:
            await self._conversation.cue(cues.listening())
        except AudioError as error:
            self._failed(error)

    def _failed(self, error: MynaError) -> None:
        self.last_error = error
        self._observer.on_failure(error)

    async def _complain_of_microphone(self) -> None:
        await self._complain("microphone")
        await self._rest()

    async def _complain(self, organ: Organ | None) -> None:
        """Say what failed: by a sound, and in words where the voice works."""
        self._ear.answering("")
        try:
            await self._conversation.cue(cues.failure())
            if organ is not None and (sentence := self._manners.language.failures.get(organ)):
                await self._conversation.say(sentence, on_clause=self._ear.answering)
        except MynaError as error:
            log.warning("The failure could not be told aloud: %s", error.message)
        finally:
            self._ear.answering(None)


def _organ(error: MynaError) -> Organ | None:
    """Which organ's failure to tell in words; none where the voice or the speaker is what failed."""
    if isinstance(error, BrainError | ModelError):
        return "brain"
    return "speech" if isinstance(error, EarError) else None
