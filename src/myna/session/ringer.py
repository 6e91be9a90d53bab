"""Rings what is due, until somebody ends it.

Its rules:

1. A ring is an act in the foreground. It waits for the end of a turn, and interrupts nobody.
2. While it rings an utterance is listened for, again and again; only words that end a ring or put it off count. A stop
   word in another utterance, the wake phrase and a button end it too; what else they do is done as usual.
3. Who speaks is not rung over, for a while. While Myna says what rings, no utterance is listened for: the listener
   might hear that.
4. It rings without a microphone too, and where the loudspeaker fails it tries again.
5. A ring whose place in the foreground is taken, by a typed question, goes on behind that.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from itertools import count

from myna.audio import cues
from myna.core.errors import MynaError
from myna.core.ports import Alert, Alerts
from myna.core.reply import Reply
from myna.listening.listener import Listener
from myna.session.foreground import Foreground
from myna.session.options import ECHO_SECONDS
from myna.session.responder import Responder
from myna.session.state import ActEnded, AlertDue, AlertExpired, AlertMissed, Input, Phase, State

TURN_SECONDS = 60.0
"""How long a ring waits for the end of a turn."""

RING_SECONDS = 600.0
"""It ends by itself after so long."""

PAUSE_SECONDS = 2.0
"""Between two times that it sounds; longer than it takes to say "stop"."""

HUSH_SECONDS = 6.0
"""How long it waits for whoever speaks."""

TIMES_A_TEXT = 8
"""It says what rings after it has sounded first, and again after so many times more."""


class Ringer:
    """Rings what ``alerts`` gives.

    ``feed`` hands an input to the session; ``until`` waits until its state meets a condition.
    """

    def __init__(
        self,
        alerts: Alerts,
        listener: Listener,
        responder: Responder,
        foreground: Foreground,
        feed: Callable[[Input], Awaitable[None]],
        until: Callable[[Callable[[State], bool]], Awaitable[None]],
    ) -> None:
        self._alerts = alerts
        self._listener = listener
        self._responder = responder
        self._foreground = foreground
        self._feed = feed
        self._until = until
        self._ended: asyncio.Future[Callable[[], Awaitable[None]]] | None = None  # how a ring is to be ended
        self._silent = asyncio.Event()  # nobody speaks while it rings

    async def run(self) -> None:
        """Ring whenever something is due, for ever."""
        while True:
            alert = await self._alerts.due()
            with suppress(TimeoutError):
                async with asyncio.timeout(TURN_SECONDS):
                    await self._until(lambda state: state.phase is Phase.IDLE)
            await (self._tell_missed(alert) if alert.missed else self._ring(alert))

    def end(self, alert: Alert, reply: Reply | None, act_number: int) -> None:
        """End what rings: by what ``reply`` does and says, as the act of that number, or because it has been heard."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(alert.end if reply is None else partial(self._obey, reply, act_number))

    def hush(self) -> None:
        """Somebody speaks: do not ring over it, for a while."""
        self._silent.clear()

    def unhush(self) -> None:
        """Nobody speaks any more."""
        self._silent.set()

    async def _tell_missed(self, alert: Alert) -> None:
        told: list[asyncio.Task[None]] = []
        await self._feed(AlertMissed(lambda act_number: told.append(self._start_telling(alert.text, act_number))))
        await asyncio.wait(told)
        await alert.end()

    async def _ring(self, alert: Alert) -> None:
        self._silent.set()
        self._ended = ended = asyncio.get_running_loop().create_future()
        rung: list[asyncio.Task[None]] = []
        ringing = partial(self._ring_aloud, alert.text)
        try:
            await self._feed(AlertDue(alert, lambda _: rung.append(self._foreground.start(ringing))))
            await asyncio.wait(rung)
        finally:
            self._ended = None
            for task in rung:
                task.cancel()
        if ended.done():
            await ended.result()()
        elif not rung[0].cancelled():
            await alert.end(missed=True)
            await self._feed(AlertExpired())

    async def _obey(self, reply: Reply, act_number: int) -> None:
        """Do what the words that ended a ring want, and say what they are answered with."""
        if reply.act is not None:
            await reply.act()
        await asyncio.wait([self._start_telling(reply.text, act_number)])

    def _start_telling(self, text: str, act_number: int) -> asyncio.Task[None]:
        return self._foreground.start(partial(self._tell, text, act_number))

    async def _tell(self, text: str, act_number: int) -> None:
        """Say it, with nothing to ring for any more."""
        self._failed(await self._responder.say(text, act_number) if text else None)
        await self._feed(ActEnded(act_number))

    async def _ring_aloud(self, text: str) -> None:
        """Ring, louder and louder, and say what rings, for as long as anybody may want it."""
        clock = asyncio.get_running_loop().time
        begun, unsaid = clock(), True
        for times in count():
            await self._wait_for_silence()
            if clock() - begun > RING_SECONDS:
                return
            failure = await self._responder.play_cue(cues.ring(times))
            unsaid = unsaid or times % TIMES_A_TEXT == 0
            if text and unsaid and self._silent.is_set() and failure is None:
                await self._listener.wait_for_wake_phrase()
                failure = await self._responder.say(text)
                await self._listener.listen(after_seconds=ECHO_SECONDS)
                unsaid = False
            if times == 0:
                self._failed(failure)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _wait_for_silence(self) -> None:
        """Wait for whoever speaks, for a while."""
        try:
            async with asyncio.timeout(HUSH_SECONDS):
                await self._silent.wait()
        except TimeoutError:
            self._silent.set()

    def _failed(self, failure: MynaError | None) -> None:
        if failure is not None:
            self._responder.failed(failure)
