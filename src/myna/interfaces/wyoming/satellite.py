"""The server that has Myna as its satellite: it gets sentences to answer, and says what it has to say.

Its rules:

1. Until it says that it runs the satellite it gets no sentence. A sentence is sent whole and at once, behind a
   ``detection`` and a ``run-pipeline``, and nothing behind it: there is no stream that could go on.
2. It has ``SIGN_SECONDS`` for each step of its answer. One that is given up may still come: it is not played.
3. Sound that answers no sentence is an announcement. They are said one after another, and each is told as played.
4. Sound is taken as fast as it comes, since an answer to a ``ping`` must not wait behind it; so much is kept
   (``MAX_SECONDS``), and what is longer is cut off.
5. Its timers are its own. Myna keeps their names, and rings when it says so.
"""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk as SentChunk
from wyoming.audio import AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event, Eventable
from wyoming.info import Describe
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.satellite import PauseSatellite, RunSatellite
from wyoming.snd import Played
from wyoming.timer import TimerCancelled, TimerFinished, TimerStarted
from wyoming.tts import Synthesize
from wyoming.vad import VoiceStarted, VoiceStopped
from wyoming.wake import Detection

from myna.app.service import Service
from myna.core.errors import MynaError
from myna.core.ports import OtherAnswer, Spoken
from myna.core.sound import RATE_HZ, SAMPLE_BYTES, AudioChunk
from myna.interfaces.wyoming.connection import IDLE_SECONDS, Pace, take_all
from myna.interfaces.wyoming.offer import name_of, satellite_info
from myna.interfaces.wyoming.wire import BUFFER_BYTES, BadEvent, heard, text_of, write_event
from myna.platform.tasks import beside

log = logging.getLogger(__name__)

SIGN_SECONDS = 2.0
"""The longest between two steps of an answer: the words heard, what is said to them, its sound."""

LATE_SECONDS = 15.0
"""So long after it was given up, an answer may still come."""

STALL_SECONDS = 10.0
"""Sound that stops to come for so long is over."""

MAX_SECONDS = 300.0
"""The longest that is said at once."""

MAX_CHUNKS = 16_384
"""And the most pieces of it: Home Assistant's have 0.046 s."""

MAX_SIGNS = 64
MAX_WAITING = 4
"""Announcements that wait for the one that is said."""

MAX_TIMERS = 64

FASTER = 60.0
EVENT_SECONDS = 0.001
"""How much faster than it is spoken sound is taken for long, and what an event costs: see ``Pace``."""

CHUNK_BYTES = 2048

SILENT = frozenset(["duplicate_wake_up_detected"])
"""The errors behind which nobody is to answer here: another satellite does."""


class _Sound:
    """What the server says, which comes while it is played."""

    def __init__(self) -> None:
        self._chunks: asyncio.Queue[AudioChunk | None] = asyncio.Queue(MAX_CHUNKS + 1)
        self._seconds = 0.0
        self._over = False

    def put(self, chunk: AudioChunk) -> None:
        """Take a piece of it; what is too much, or comes after its end, is dropped."""
        self._seconds += chunk.seconds
        if not self._over and self._seconds <= MAX_SECONDS and self._chunks.qsize() < MAX_CHUNKS:
            self._chunks.put_nowait(chunk)

    def end(self) -> None:
        """Nothing more comes, or is wanted."""
        if not self._over:
            self._over = True
            self._chunks.put_nowait(None)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield it as it comes."""
        while True:
            try:
                async with asyncio.timeout(STALL_SECONDS):
                    chunk = await self._chunks.get()
            except TimeoutError:
                return
            if chunk is None:
                return
            yield chunk


class _Run:
    """One sentence that the server answers."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._signs: asyncio.Queue[Event | None] = asyncio.Queue(MAX_SIGNS + 1)
        self._given_up_at: float | None = None
        self.sound = _Sound()

    def take(self, event: Event | None) -> None:
        """Take a sign of the server's, or None: it is gone."""
        if self._signs.qsize() < MAX_SIGNS or event is None:
            self._signs.put_nowait(event)

    async def sign(self) -> Event | None:
        """The next sign; None where it does not come in time, or never."""
        try:
            async with asyncio.timeout(SIGN_SECONDS):
                return await self._signs.get()
        except TimeoutError:
            return None

    def give_up(self) -> None:
        """Its answer is not wanted any more."""
        self._given_up_at = self._clock()
        self.sound.end()

    @property
    def is_open(self) -> bool:
        """Whether what comes now may belong to it."""
        return self._given_up_at is None or self._clock() - self._given_up_at < LATE_SECONDS


class SatelliteConnection:
    """Serves one server until it goes."""

    def __init__(self, reader: StreamReader, writer: StreamWriter, service: Service) -> None:
        self._reader = reader
        self._writer = writer
        self._satellite = service.satellite
        self._clock = asyncio.get_running_loop().time
        self._writing = asyncio.Lock()
        self._running = AsyncExitStack()  # while it runs the satellite
        self._runs = False
        self._answering: list[_Run] = []  # the oldest first; its signs come before those of the next
        self._sound: _Sound | None = None  # that comes now
        self._announcements: asyncio.Queue[_Sound] = asyncio.Queue(MAX_WAITING)
        self._timers: dict[str, tuple[float, str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Take what the server says until it goes, is too slow, or says what is no event."""
        self._writer.transport.set_write_buffer_limits(BUFFER_BYTES)
        pace = Pace(self._clock, FASTER, EVENT_SECONDS)
        async with AsyncExitStack() as stack:
            stack.callback(self._writer.transport.abort)
            stack.push_async_callback(self._end)
            beside(self._announce(), stack)
            await take_all(self._reader, self._take, pace, lambda: IDLE_SECONDS)

    async def answer(self, spoken: Spoken) -> OtherAnswer | None:
        """What the server's assistant answers; None where it understands nothing, or is away or slow."""
        run, answer = _Run(self._clock), None
        self._answering.append(run)
        try:
            await self._send_sentence(spoken)
            answer = await self._told(run)
        except (BadEvent, KeyError, TypeError, ValueError) as error:
            log.debug("The server of the satellite sent what is no event: %s", error)
        except OSError as error:
            log.debug("The server of the satellite is gone, or does not read: %s", error)
        finally:
            if answer is None:
                run.give_up()
        return answer

    async def _send_sentence(self, spoken: Spoken) -> None:
        """Send a sentence, whole. Raises OSError."""
        shape = {"rate": RATE_HZ, "width": SAMPLE_BYTES, "channels": 1}
        pieces = (spoken.pcm[start : start + CHUNK_BYTES] for start in range(0, len(spoken.pcm), CHUNK_BYTES))
        begin: list[Eventable] = [Detection(name=name_of(spoken.wake_phrase))] if spoken.wake_phrase else []
        await self._send(
            *begin,
            RunPipeline(start_stage=PipelineStage.ASR, end_stage=PipelineStage.TTS),
            AudioStart(**shape),
            *(SentChunk(audio=piece, **shape) for piece in pieces),
            AudioStop(),
        )

    async def _told(self, run: _Run) -> OtherAnswer | None:
        """Follow the steps of an answer until its sound begins. Raises BadEvent."""
        text, apology = "", self._satellite.place.apology
        while (event := await run.sign()) is not None:
            kind = event.type
            if Error.is_type(kind):
                code = Error.from_event(event).code
                log.info("The server of the satellite has no answer: %s", code)
                return OtherAnswer("") if code in SILENT else None
            if Transcript.is_type(kind) and not text_of(Transcript.from_event(event).text).strip():
                return None
            if Synthesize.is_type(kind):
                text = text_of(Synthesize.from_event(event).text)
                if apology and text.casefold().startswith(apology.casefold()):
                    return None
            if AudioStart.is_type(kind):
                return OtherAnswer(text, run.sound.chunks(), lambda: self._played(run))
        log.info("The server of the satellite does not answer.")
        return None

    def _played(self, run: _Run) -> None:
        """The answer is over, heard or interrupted."""
        run.give_up()
        self._do(self._send(Played()))

    async def _take(self, event: Event) -> None:
        """Do what an event asks for. Raises BadEvent, and what the library raises for one that is not whole."""
        kind = event.type
        if SentChunk.is_type(kind):
            chunk = heard(SentChunk.from_event(event))
            if self._sound is not None:
                self._sound.put(chunk)
        elif AudioStart.is_type(kind):
            self._begin_sound(event)
        elif AudioStop.is_type(kind):
            self._end_sound()
        elif Describe.is_type(kind):
            await self._send(satellite_info(self._satellite.place))
        elif Ping.is_type(kind):
            await self._send(Pong(Ping.from_event(event).text))
        elif RunSatellite.is_type(kind):
            if not self._runs:
                self._runs = True
                self._running.enter_context(self._satellite.serving(self))
        elif PauseSatellite.is_type(kind):
            await self._pause()
        elif any(
            sign.is_type(kind) for sign in (Transcribe, VoiceStarted, VoiceStopped, Transcript, Synthesize, Error)
        ):
            self._take_sign(event)
        else:
            await self._take_timer(event)

    async def _take_timer(self, event: Event) -> None:
        """Keep the name of a timer, or ring for it."""
        kind = event.type
        if TimerStarted.is_type(kind):
            timer = TimerStarted.from_event(event)
            if len(self._timers) < MAX_TIMERS:
                self._timers[text_of(timer.id)] = _seconds(timer.total_seconds), text_of(timer.name or "")
        elif TimerCancelled.is_type(kind):
            self._timers.pop(text_of(TimerCancelled.from_event(event).id), None)
        elif TimerFinished.is_type(kind):
            seconds, name = self._timers.pop(text_of(TimerFinished.from_event(event).id), (0.0, ""))
            await self._satellite.ring(seconds, name)

    def _take_sign(self, event: Event) -> None:
        """Hand a step of an answer to the sentence that is answered."""
        if (run := self._run) is not None:
            run.take(event)
            if Error.is_type(event.type):
                self._answering.remove(run)

    @property
    def _run(self) -> _Run | None:
        """The sentence whose answer comes now, or may."""
        self._answering = [run for run in self._answering if run.is_open]
        return self._answering[0] if self._answering else None

    def _begin_sound(self, event: Event) -> None:
        """Sound begins: it is the answer to a sentence, or an announcement."""
        self._end_sound()
        if (run := self._run) is not None:
            self._sound = run.sound
            run.take(event)
        elif self._runs:
            self._sound = _Sound()
            if self._announcements.full():
                log.info("Too many announcements wait: one is left out.")
            else:
                self._announcements.put_nowait(self._sound)

    def _end_sound(self) -> None:
        """The sound that comes is over."""
        if self._sound is None:
            return
        self._sound.end()
        self._answering = [run for run in self._answering if run.sound is not self._sound]
        self._sound = None

    async def _announce(self) -> None:
        """Say what the server has to say, one after another, for ever."""
        while True:
            sound = await self._announcements.get()
            try:
                await self._satellite.announce(sound.chunks())
            except MynaError as error:
                log.info("An announcement was not said to its end: %s", error.message)
            finally:
                sound.end()
            self._do(self._send(Played()))

    async def _pause(self) -> None:
        """It wants no sentences for now, and says nothing."""
        self._runs = False
        await self._running.aclose()

    async def _end(self) -> None:
        """The server is gone."""
        await self._pause()
        self._end_sound()
        for run in self._answering:
            run.take(None)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _send(self, *events: Eventable) -> None:
        """Send ``events`` with no other between them. Raises OSError."""
        async with self._writing:
            for event in events:
                await write_event(self._writer, event)

    def _do(self, sending: Coroutine[Any, Any, None]) -> None:
        """Send beside; a server that is gone does not matter."""

        async def send() -> None:
            try:
                await sending
            except OSError as error:
                log.debug("The server of the satellite is gone: %s", error)

        task = asyncio.create_task(send())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _seconds(value: object) -> float:
    """A length of a timer. Raises BadEvent."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise BadEvent("a timer of no length")
    return float(value)
