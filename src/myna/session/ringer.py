"""Rings what is due, until somebody stops it.

Its rules:

1. A ring is an act on the stage. It waits for the end of a turn, and interrupts nobody.
2. While it rings the listener listens for a sentence, again and again; only words that stop a ring or put it off
   count. A stop word in another sentence, the wake phrase and a button end it too; what else they do is done as usual.
3. Who speaks is not rung over, for a while. While Myna says what rings, the listener does not listen for a sentence: it
   might hear that.
4. It rings without a microphone too, and where the speaker fails it tries again.
5. A ring whose place on the stage is taken, by a typed question, goes on behind that.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from typing import assert_never

from myna.audio import cues
from myna.core.errors import MynaError
from myna.core.events import (
    ListeningEvent,
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
from myna.core.ports import Alert, Alerts
from myna.core.reply import Reply
from myna.listening.listener import Listener
from myna.session.foreground import Foreground
from myna.session.options import ECHO_SECONDS
from myna.session.preemptive import PreemptiveGeneration
from myna.session.responder import Responder

TURN_SECONDS = 60.0
"""How long a ring waits for the end of a turn."""

RING_SECONDS = 600.0
"""It stops by itself after so long."""

PAUSE_SECONDS = 2.0
"""Between two times that it sounds; longer than it takes to say "stop"."""

HUSH_SECONDS = 6.0
"""How long it waits for whoever speaks."""

TIMES_A_TEXT = 8
"""It says what rings after it has sounded first, and again after so many times more."""


class Ringer:
    """Of one assistant; ``idle`` is set while nobody is spoken with, ``rest`` is done when nothing is left to do."""

    def __init__(
        self,
        listener: Listener,
        responder: Responder,
        foreground: Foreground,
        preemptive: PreemptiveGeneration,
        idle: asyncio.Event,
        rest: Callable[[], Awaitable[None]],
    ) -> None:
        self._listener = listener
        self._responder = responder
        self._foreground = foreground
        self._preemptive = preemptive
        self._idle = idle
        self._rest = rest
        self._alerts: Alerts
        self._living: asyncio.Task[None] | None = None
        self._ringing: Alert | None = None
        self._reply: Reply | None = None  # what ends the ring
        self._silent = asyncio.Event()  # nobody speaks while it rings

    def start(self, alerts: Alerts | None, group: asyncio.TaskGroup) -> None:
        """Ring whenever something is due, as a task of ``group``."""
        if alerts is not None:
            self._alerts = alerts
            self._living = group.create_task(self._live())

    def close(self) -> None:
        """Ring no more; what rings is not ended by that."""
        if self._living is not None:
            self._living.cancel()

    @property
    def is_ringing(self) -> bool:
        """Whether something rings."""
        return self._ringing is not None

    async def _live(self) -> None:
        while True:
            ring = await self._alerts.due()
            await self._turn_over()
            self._idle.clear()
            self._preemptive.drop()
            if ring.missed:
                await asyncio.wait([self._foreground.start(partial(self._tell, ring.text))])
                await ring.end()
            else:
                await self._ring(ring)

    def dismiss(self) -> None:
        """Somebody turned to Myna: what rings has been heard. The stage is interrupted by the caller."""
        if self._ringing is not None:
            self._reply = Reply()

    async def heard(self, event: ListeningEvent) -> bool:
        """Take what the listener says while something rings; whether that was all that is to be done about it."""
        if self._ringing is None or self._reply is not None:
            return False
        match event:
            case SpeechStarted():
                self._silent.clear()
            case Partial():
                pass
            case Paused(text=words) | Utterance(text=words):
                is_whole = isinstance(event, Utterance)
                reply = self._ringing.reply(words)
                if reply is not None and (is_whole or not reply.text):  # a word that stops it is enough
                    self._reply = reply
                    await self._listener.rest()  # what follows is for nobody
                    self._foreground.interrupt()
                elif is_whole:
                    self._silent.set()
                    await self._listener.listen(alert=True)
            case NothingHeard():
                self._silent.set()
                await self._listener.listen(alert=True)
            case MicrophoneReady():
                await self._listener.listen(alert=True)
                return False
            case StopHeard():
                self.dismiss()
                return False
            case WakeHeard() | ListeningFailed():
                return False
            case _:
                assert_never(event)
        return True

    async def _turn_over(self) -> None:
        try:
            async with asyncio.timeout(TURN_SECONDS):
                while not self._idle.is_set():
                    await self._idle.wait()
        except TimeoutError:
            self._foreground.interrupt()

    async def _tell(self, text: str) -> None:
        """Say it, with nothing to ring for any more."""
        self._failed(await self._responder.say(text) if text else None)
        if not self._foreground.silenced:
            await self._rest()

    async def _ring(self, ring: Alert) -> None:
        self._ringing, self._reply = ring, None
        self._silent.set()
        sounding = self._foreground.start(partial(self._sound, ring.text))
        try:
            await self._listener.listen(alert=True)
            await asyncio.wait([sounding])
        finally:
            sounding.cancel()
            self._ringing = None
        if self._reply is not None:
            await self._end(ring, self._reply)
        elif not sounding.cancelled():
            await ring.end(missed=True)
            await self._rest()

    async def _end(self, ring: Alert, reply: Reply) -> None:
        """Do what the words that ended a ring want; without an act it was ended by other means."""
        if reply.act is None:
            await ring.end()
            return
        await reply.act()
        await asyncio.wait([self._foreground.start(partial(self._tell, reply.text))])

    async def _sound(self, text: str) -> None:
        """Ring, louder and louder, and say what rings, for as long as anybody may want it."""
        clock = asyncio.get_running_loop().time
        begun, unsaid = clock(), True
        for times in count():
            await self._hush()
            if clock() - begun > RING_SECONDS:
                return
            failure = await self._responder.sound(cues.ring(times))
            unsaid = unsaid or times % TIMES_A_TEXT == 0
            if text and unsaid and self._silent.is_set() and failure is None:
                await self._listener.rest()
                failure = await self._responder.say(text)
                await self._listener.listen(after_seconds=ECHO_SECONDS, alert=True)
                unsaid = False
            if times == 0:
                self._failed(failure)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _hush(self) -> None:
        """Wait for whoever speaks, for a while."""
        try:
            async with asyncio.timeout(HUSH_SECONDS):
                await self._silent.wait()
        except TimeoutError:
            self._silent.set()

    def _failed(self, failure: MynaError | None) -> None:
        if failure is not None:
            self._responder.failed(failure)
