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

from myna.core.errors import AudioError, MynaError, unwrapped
from myna.core.events import (
    ListeningFailed,
    MicrophoneReady,
    NothingHeard,
    Partial,
    Paused,
    SpeechStarted,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.core.ports import Alerts
from myna.listening.listener import Listener
from myna.session.foreground import Foreground
from myna.session.observer import Observer
from myna.session.options import ECHO_SECONDS, SessionOptions
from myna.session.preemptive import Gate, PreemptiveGeneration
from myna.session.responder import Responder, component_of
from myna.session.ringer import Ringer
from myna.session.trace import Trace
from myna.session.turn import Conversation
from myna.session.typed import Typed

log = logging.getLogger(__name__)

RETRY_SECONDS = (0.5, 1.0, 2.0, 3.0)
"""Waits before a microphone is tried again; the last one again and again."""

STUCK_SECONDS = 300.0
"""An answer that has not brought a word for so long never will; a Pi reads the longest prompt of a 7B model in less."""

State = Literal["ringing", "muted", "no-microphone", "answering", "hearing", "listening"]


class Assistant:
    """Connects a listener to a conversation, and to what ``rings``."""

    def __init__(
        self,
        listener: Listener,
        conversation: Conversation,
        observer: Observer,
        options: SessionOptions,
        alerts: Alerts | None = None,
    ) -> None:
        self._listener = listener
        self._responder = Responder(listener, conversation, observer, options.language)
        self._observer = observer
        self._options = options
        self._alerts = alerts
        self._foreground: Foreground  # of the running assistant, as the next one
        self._preemptive: PreemptiveGeneration
        self._ringer: Ringer
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
        """Live until the listener's stream ends; ``listen`` begins as if the wake phrase had just been heard.

        Raises MynaError where the listener failed. Cancelling it cancels the turn.
        """
        if not listen:
            self.idle.set()
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                self._foreground = Foreground(group)
                self._responder.begin(group)
                self._preemptive = PreemptiveGeneration(
                    self._foreground, self._responder.read, self._answer, self._responder.is_skill
                )
                self._typed = Typed(self._foreground, self._preemptive, self.idle, self._rest)
                self._ringer = Ringer(
                    self._listener, self._responder, self._foreground, self._preemptive, self.idle, self._rest
                )
                self._ringer.start(self._alerts, group)
                if muted:
                    self._away = True
                    self.ready.set()
                else:
                    self._unmuted.set()
                    if listen or self._options.always_listen:
                        await self._listener.listen()
                while await self._unmuted.wait():
                    self._hearing = group.create_task(self._live())
                    await asyncio.wait([self._hearing])
                    self._preemptive.drop()
                    if self._hearing.cancelled():  # muted
                        continue
                    failure = self._hearing.result()
                    if failure is None:
                        return self._ringer.close()
                    await self._without_microphone(failure)

    async def _without_microphone(self, failure: MynaError) -> None:
        """Tell that the microphone failed, the first time, and wait until it is worth another try."""
        if not (self._options.lasting and isinstance(failure, AudioError)):
            raise failure
        if self.lost is None:
            self._responder.failed(failure)
            self._foreground.start(self._complain_of_microphone)
        self._away, self.lost = True, failure
        delay = RETRY_SECONDS[min(self._losses, len(RETRY_SECONDS) - 1)]
        self._losses += 1
        await asyncio.sleep(delay)

    @property
    def turns(self) -> int:
        """Questions so far."""
        return self._responder.turns

    @property
    def last_said(self) -> str:
        """Its last answer, as far as it has come; empty before the first one."""
        return self._responder.last_said

    @property
    def last_error(self) -> MynaError | None:
        """The last thing that went wrong, if anything did."""
        return self._responder.last_error

    @property
    def state(self) -> State:
        """What it is doing."""
        if self._ringer.is_ringing:
            return "ringing"
        if not self._unmuted.is_set():
            return "muted"
        if not self._preemptive.is_quiet:
            return "answering"
        if self.lost is not None:
            return "no-microphone"
        return "listening" if self.idle.is_set() else "hearing"

    def alive(self) -> bool:
        """Whether it got on since the last call: sound was heard through, and a turn is not stuck.

        A microphone that is muted, or away and known to be, is no reason to hear nothing; a silent one is.
        """
        before, self._heard_chunks = self._heard_chunks, self._listener.heard_chunks
        if self._foreground.busy and asyncio.get_running_loop().time() - self._responder.moved > STUCK_SECONDS:
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
        await self._listener.listen()

    async def stop(self) -> None:
        """Fall silent, and listen for nothing but the wake phrase."""
        self._ringer.dismiss()
        self._foreground.interrupt()
        await self._listener.rest()
        await self._rest()

    async def mute(self) -> None:
        """Close the microphone, until ``unmute``. What sounds goes on."""
        self._unmuted.clear()
        self._away = True
        self.ready.set()
        is_quiet = self._preemptive.is_quiet  # what is begun for an unfinished sentence ends with the hearing
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
        await self._typed.do(partial(self._responder.answer, question, trace, Gate().raised(), on_text, aloud=aloud))

    async def say(self, text: str) -> None:
        """Speak a typed text. Raises MynaError, also where it was interrupted."""
        await self._typed.do(partial(self._responder.say, text))

    async def _live(self) -> MynaError | None:
        """Follow the listener to the end of its stream; the failure that ended it, if one did."""
        async with aclosing(self._listener.events()) as events:
            async for event in events:
                self._observer.on_event(event)
                if await self._ringer.heard(event):
                    continue
                match event:
                    case MicrophoneReady():
                        await self._recovered()
                    case WakeHeard():
                        self._attend()
                    case SpeechStarted():
                        self.idle.clear()
                        self._preemptive.silence()
                    case Partial(text=text):
                        self.idle.clear()
                        self._preemptive.read(text)
                    case Paused(text=text):
                        if text not in self._options.language.stop:
                            self._preemptive.guess(text)
                    case Utterance(text=text):
                        if text in self._options.language.stop:
                            self._foreground.interrupt()
                            await self._rest()
                        else:
                            self.idle.clear()
                            trace, clock = self._preemptive.answer(text), self._listener.clock
                            trace.heard(clock(event.speech_end), clock(event.at))
                    case StopHeard():
                        self._foreground.interrupt()
                        await self._rest()
                    case NothingHeard():
                        self._preemptive.drop()
                        await self._rest()
                    case ListeningFailed(error=error):
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
            if self._preemptive.is_quiet:
                await self._rest()

    def _attend(self) -> None:
        """Somebody turns to it: be silent, and say that it listens."""
        self._ringer.dismiss()
        self.idle.clear()
        self._foreground.interrupt()
        if self._options.chime:
            self._foreground.start(self._responder.chime)

    async def _answer(self, question: str, trace: Trace, gate: Gate) -> None:
        failure = await self._responder.answer(question, trace, gate)
        if self._foreground.silenced:  # it failed while it was being interrupted
            return
        if failure is None:
            await self._listen_on()
        else:
            await self._responder.complain(component_of(failure))
            await self._rest()

    async def _listen_on(self) -> None:
        """After an answer: the next question needs no wake phrase, and is read behind all that was said."""
        self.idle.set()
        self._preemptive.read_on()
        if self._away:
            return
        if self._options.always_listen:
            await self._listener.listen(after_seconds=ECHO_SECONDS)
        elif seconds := self._options.follow_up_seconds:
            await self._listener.listen(after_seconds=ECHO_SECONDS, timeout_seconds=seconds)

    async def _rest(self) -> None:
        """Nothing more to do until something is heard."""
        self.idle.set()
        if self._options.always_listen and not self._away:
            await self._listener.listen()

    async def _complain_of_microphone(self) -> None:
        await self._responder.complain("microphone")
        await self._rest()
