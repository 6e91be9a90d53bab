"""The policy: what happens when something is heard. The only code that decides.

Its rules:

1. At most one turn is heard. A wake phrase, a stop word or more words of the speaker cancel it, and it falls silent at
   once; the next one begins when it has ended.
2. After an answer it listens for a while without the wake phrase; without a wake phrase at all, for ever.
3. A turn that fails is told and forgotten. A microphone that fails is told once, and tried again until it is back; a
   recording that fails ends the assistant.
4. Muted, it has no microphone open. What is typed (``ask``, ``say``) it still does, and what is due still rings.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from functools import partial
from typing import Literal, assert_never

from myna.acts import Acts, organ_of
from myna.anticipation import Anticipation, Curtain
from myna.bell import Bell
from myna.ear.ear import Ear
from myna.errors import AudioError, MynaError, unwrapped
from myna.events import (
    EarFailed,
    EarReady,
    NothingHeard,
    Partial,
    Paused,
    SpeechStarted,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.manners import ECHO_SECONDS, Manners
from myna.observer import Observer
from myna.ports import Rings
from myna.stage import Stage
from myna.trace import Trace
from myna.turn import Conversation
from myna.typed import Typed

log = logging.getLogger(__name__)

RETRY_SECONDS = (0.5, 1.0, 2.0, 3.0)
"""Waits before a microphone is tried again; the last one again and again."""

STUCK_SECONDS = 300.0
"""An answer that has not brought a word for so long never will; a Pi reads the longest prompt of a 7B model in less."""

State = Literal["ringing", "muted", "no-microphone", "answering", "hearing", "listening"]


class Assistant:
    """Connects an ear to a conversation, and to what ``rings``."""

    def __init__(
        self, ear: Ear, conversation: Conversation, observer: Observer, manners: Manners, rings: Rings | None = None
    ) -> None:
        self._ear = ear
        self._acts = Acts(ear, conversation, observer, manners.language)
        self._observer = observer
        self._manners = manners
        self._rings = rings
        self._stage: Stage  # of the running assistant, as the next one
        self._ahead: Anticipation
        self._bell: Bell
        self._typed: Typed
        self._hearing: asyncio.Task[MynaError | None] | None = None
        self._unmuted = asyncio.Event()
        self._away = False  # the microphone is muted or lost, and what was listened for is forgotten
        self._losses = 0  # how often in a row it was lost
        self._heard_chunks = 0
        self.idle = asyncio.Event()
        """Set while nobody speaks to it and it answers nobody."""
        self.ready = asyncio.Event()
        """Set when it can be spoken to for the first time: the microphone delivers sound, or is muted on purpose."""
        self.lost: MynaError | None = None
        """Why there is no microphone, while there is none."""

    async def run(self, *, listen: bool = False, muted: bool = False) -> None:
        """Live until the ear's stream ends; ``listen`` begins as if the wake phrase had just been heard.

        Raises MynaError where the ear failed. Cancelling it cancels the turn.
        """
        if not listen:
            self.idle.set()
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                self._stage = Stage(group)
                self._acts.begin(group)
                self._ahead = Anticipation(self._stage, self._acts.read, self._answer, self._acts.is_skill)
                self._typed = Typed(self._stage, self._ahead, self.idle, self._rest)
                self._bell = Bell(self._ear, self._acts, self._stage, self._ahead, self.idle, self._rest)
                self._bell.start(self._rings, group)
                if muted:
                    self._away = True
                    self.ready.set()
                else:
                    self._unmuted.set()
                    if listen or self._manners.always_listen:
                        await self._ear.listen()
                while await self._unmuted.wait():
                    self._hearing = group.create_task(self._live())
                    await asyncio.wait([self._hearing])
                    self._ahead.drop()
                    if self._hearing.cancelled():  # muted
                        continue
                    failure = self._hearing.result()
                    if failure is None:
                        return self._bell.close()
                    await self._without_microphone(failure)

    async def _without_microphone(self, failure: MynaError) -> None:
        """Tell that the microphone failed, the first time, and wait until it is worth another try."""
        if not (self._manners.lasting and isinstance(failure, AudioError)):
            raise failure
        if self.lost is None:
            self._acts.failed(failure)
            self._stage.start(self._complain_of_microphone)
        self._away, self.lost = True, failure
        delay = RETRY_SECONDS[min(self._losses, len(RETRY_SECONDS) - 1)]
        self._losses += 1
        await asyncio.sleep(delay)

    @property
    def turns(self) -> int:
        """Questions so far."""
        return self._acts.turns

    @property
    def last_said(self) -> str:
        """Its last answer, as far as it has come; empty before the first one."""
        return self._acts.last_said

    @property
    def last_error(self) -> MynaError | None:
        """The last thing that went wrong, if anything did."""
        return self._acts.last_error

    @property
    def state(self) -> State:
        """What it is doing."""
        if self._bell.is_ringing:
            return "ringing"
        if not self._unmuted.is_set():
            return "muted"
        if not self._ahead.is_quiet:
            return "answering"
        if self.lost is not None:
            return "no-microphone"
        return "listening" if self.idle.is_set() else "hearing"

    def alive(self) -> bool:
        """Whether it got on since the last call: sound was heard through, and a turn is not stuck.

        A microphone that is muted, or away and known to be, is no reason to hear nothing; a silent one is.
        """
        before, self._heard_chunks = self._heard_chunks, self._ear.heard_chunks
        if self._stage.busy and asyncio.get_running_loop().time() - self._acts.moved > STUCK_SECONDS:
            return False
        known = not self._unmuted.is_set() or (self.lost is not None and self.lost.code != "microphone-silent")
        return known or self._heard_chunks != before

    async def listen(self) -> None:
        """Listen for a sentence as if the wake phrase had been heard. Raises AudioError where nothing can be heard."""
        if not self._unmuted.is_set():
            raise AudioError("muted", "The microphone is muted.", "Type: myna unmute")
        if self.lost is not None:
            raise AudioError(self.lost.code, self.lost.message, self.lost.hint)
        self._attend()
        await self._ear.listen()

    async def stop(self) -> None:
        """Fall silent, and listen for nothing but the wake phrase."""
        self._bell.dismiss()
        self._stage.interrupt()
        await self._ear.rest()
        await self._rest()

    async def mute(self) -> None:
        """Close the microphone, until ``unmute``. What sounds goes on."""
        self._unmuted.clear()
        self._away = True
        self.ready.set()
        is_quiet = self._ahead.is_quiet  # what is begun for an unfinished sentence ends with the hearing
        if self._hearing is not None:
            self._hearing.cancel()
            await asyncio.wait([self._hearing])
        if is_quiet:
            self.idle.set()

    def unmute(self) -> None:
        """Hear again."""
        self._unmuted.set()

    async def ask(self, question: str, on_text: Callable[[str], None], *, aloud: bool) -> None:
        """Answer a typed question. Raises MynaError, also where the answer was interrupted."""
        trace = Trace(asyncio.get_running_loop().time)
        await self._typed.do(partial(self._acts.answer, question, trace, Curtain().raised(), on_text, aloud=aloud))

    async def say(self, text: str) -> None:
        """Speak a typed text. Raises MynaError, also where it was interrupted."""
        await self._typed.do(partial(self._acts.say, text))

    async def _live(self) -> MynaError | None:
        """Follow the ear to the end of its stream; the failure that ended it, if one did."""
        async with aclosing(self._ear.events()) as events:
            async for event in events:
                self._observer.on_event(event)
                if await self._bell.heard(event):
                    continue
                match event:
                    case EarReady():
                        await self._recovered()
                    case WakeHeard():
                        self._attend()
                    case SpeechStarted():
                        self.idle.clear()
                        self._ahead.silence()
                    case Partial(text=text):
                        self.idle.clear()
                        self._ahead.read(text)
                    case Paused(text=text):
                        if text not in self._manners.language.stop:
                            self._ahead.guess(text)
                    case Utterance(text=text):
                        if text in self._manners.language.stop:
                            self._stage.interrupt()
                            await self._rest()
                        else:
                            self.idle.clear()
                            trace, clock = self._ahead.answer(text), self._ear.clock
                            trace.heard(clock(event.speech_end), clock(event.at))
                    case StopHeard():
                        self._stage.interrupt()
                        await self._rest()
                    case NothingHeard():
                        self._ahead.drop()
                        await self._rest()
                    case EarFailed(error=error):
                        return error
                    case _:
                        assert_never(event)
        return None

    async def _recovered(self) -> None:
        """The microphone delivers sound, for the first time or again."""
        self.ready.set()
        if self.lost is not None:
            log.info("The microphone is back.")
            self.lost, self._losses = None, 0
        if self._away:
            self._away = False
            if self._ahead.is_quiet:
                await self._rest()

    def _attend(self) -> None:
        """Somebody turns to it: be silent, and say that it listens."""
        self._bell.dismiss()
        self.idle.clear()
        self._stage.interrupt()
        if self._manners.chime:
            self._stage.start(self._acts.chime)

    async def _answer(self, question: str, trace: Trace, curtain: Curtain) -> None:
        failure = await self._acts.answer(question, trace, curtain)
        if self._stage.silenced:  # it failed while it was being interrupted
            return
        if failure is None:
            await self._listen_on()
        else:
            await self._acts.complain(organ_of(failure))
            await self._rest()

    async def _listen_on(self) -> None:
        """After an answer: the next question needs no wake phrase, and is read behind all that was said."""
        self.idle.set()
        self._ahead.read_on()
        if self._away:
            return
        if self._manners.always_listen:
            await self._ear.listen(after_seconds=ECHO_SECONDS)
        elif seconds := self._manners.follow_up_seconds:
            await self._ear.listen(after_seconds=ECHO_SECONDS, timeout_seconds=seconds)

    async def _rest(self) -> None:
        """Nothing more to do until something is heard."""
        self.idle.set()
        if self._manners.always_listen and not self._away:
            await self._ear.listen()

    async def _complain_of_microphone(self) -> None:
        await self._acts.complain("microphone")
        await self._rest()
