"""The server that has Myna as its satellite: it gets sentences to answer, and says what it has to say.

Its rules, beside those of ``serving/talk.py``:

1. Until it says that it runs the satellite it gets no sentence. A sentence is sent whole and at once, behind a
   ``detection`` and a ``run-pipeline``, and nothing behind it: there is no stream that could go on.
2. Sound that answers no sentence is an announcement.
3. Its timers are its own. Myna keeps their names, and rings when it says so.
"""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from contextlib import AsyncExitStack
from functools import partial

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
from myna.core.ports import OtherAnswer, Spoken
from myna.core.sound import RATE_HZ, SAMPLE_BYTES
from myna.interfaces.serving.pace import Pace, take_all
from myna.interfaces.serving.talk import (
    EVENT_SECONDS,
    FASTER,
    IDLE_SECONDS,
    SILENT,
    Announcement,
    Announcements,
    Errands,
    Run,
    Sound,
    pieces,
)
from myna.interfaces.wyoming.offer import name_of, satellite_info
from myna.interfaces.wyoming.wire import BadEvent, heard, read_event, sound_bytes, text_of, write_event
from myna.platform.tasks import beside

log = logging.getLogger(__name__)

LATE_SECONDS = 15.0
"""So long after it was given up, an answer may still come."""

MAX_TIMERS = 64


class SatelliteConnection:
    """Serves one server until it goes."""

    def __init__(self, service: Service, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._satellite = service.satellite
        self._clock = asyncio.get_running_loop().time
        self._writing = asyncio.Lock()
        self._running = AsyncExitStack()  # while it runs the satellite
        self._runs = False
        self._answering: list[Run[Event]] = []  # the oldest first; its signs come before those of the next
        self._sound: Sound | None = None  # that comes now
        self._announcements = Announcements(self._satellite)
        self._timers: dict[str, tuple[float, str]] = {}
        self._errands = Errands()

    async def serve(self) -> None:
        """Take what the server says until it goes, is too slow, or says what is no event."""
        pace = Pace(self._clock, FASTER, EVENT_SECONDS)
        async with AsyncExitStack() as stack:
            stack.callback(self._writer.transport.abort)
            stack.push_async_callback(self._end)
            beside(self._announcements.say_all(), stack)
            await take_all(partial(read_event, self._reader), self._take, pace, sound_bytes, lambda: IDLE_SECONDS)

    async def answer(self, spoken: Spoken) -> OtherAnswer | None:
        """What the server's assistant answers; None where it understands nothing, or is away or slow."""
        run, answer = Run[Event](self._clock), None
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
        begin: list[Eventable] = [Detection(name=name_of(spoken.wake_phrase))] if spoken.wake_phrase else []
        await self._send(
            *begin,
            RunPipeline(start_stage=PipelineStage.ASR, end_stage=PipelineStage.TTS),
            AudioStart(**shape),
            *(SentChunk(audio=piece, **shape) for piece in pieces(spoken.pcm)),
            AudioStop(),
        )

    async def _told(self, run: Run[Event]) -> OtherAnswer | None:
        """Follow the steps of an answer until its sound begins. Raises BadEvent."""
        text, place = "", self._satellite.place
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
                if place.is_apology(text):
                    return None
            if AudioStart.is_type(kind):
                return OtherAnswer(text, run.sound.chunks(), lambda: self._played(run))
        log.info("The server of the satellite does not answer.")
        return None

    def _played(self, run: Run[Event]) -> None:
        """The answer is over, heard or interrupted."""
        run.give_up()
        self._tell_played()

    def _tell_played(self) -> None:
        self._errands.do(partial(self._send, Played()))

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
    def _run(self) -> Run[Event] | None:
        """The sentence whose answer comes now, or may."""
        self._answering = [run for run in self._answering if run.given_up_seconds < LATE_SECONDS]
        return self._answering[0] if self._answering else None

    def _begin_sound(self, event: Event) -> None:
        """Sound begins: it is the answer to a sentence, or an announcement."""
        self._end_sound()
        if (run := self._run) is not None:
            self._sound = run.sound
            run.take(event)
        elif self._runs:
            self._sound = Sound()
            self._announcements.put(Announcement(self._sound, lambda _: self._tell_played()))

    def _end_sound(self) -> None:
        """The sound that comes is over."""
        if self._sound is None:
            return
        self._sound.end()
        self._answering = [run for run in self._answering if run.sound is not self._sound]
        self._sound = None

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
        await self._errands.end()

    async def _send(self, *events: Eventable) -> None:
        """Send ``events`` with no other between them. Raises OSError."""
        async with self._writing:
            for event in events:
                await write_event(self._writer, event)


def _seconds(value: object) -> float:
    """A length of a timer. Raises BadEvent."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise BadEvent("a timer of no length")
    return float(value)
