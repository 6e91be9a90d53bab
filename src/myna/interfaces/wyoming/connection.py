"""One client of the Wyoming server: what it asks for, and what it gets.

Its rules:

1. A client has one piece of work at a time; a new one ends the one before it.
2. Sound is taken no faster than it is heard, and text no faster than it is spoken: the client has to wait.
3. What Myna cannot do is told by an ``error``, and the connection goes on. What is no event ends it.
4. Events that come much faster than speech have to wait (``Pace``), whatever they are: a flood costs little.
5. Who is silent is sent away: at once where sound is expected (``SOUND_SECONDS``), else after ``IDLE_SECONDS``.
6. Events that nobody here understands are passed over, as the protocol wants it.
"""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from functools import partial
from typing import Any

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk as SentChunk
from wyoming.audio import AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe
from wyoming.ping import Ping, Pong
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped
from wyoming.wake import Detect, Detection, NotDetected

from myna.app.service import Service
from myna.app.speech_services import Found
from myna.audio.fed import FedMicrophone
from myna.core.errors import MynaError, ServiceError
from myna.core.sound import SAMPLE_BYTES, AudioChunk
from myna.interfaces.serving.pace import Pace, take_all
from myna.interfaces.wyoming.offer import info, name_of, speaks
from myna.interfaces.wyoming.wire import BadEvent, heard, read_event, sound_bytes, text_of, write_event

log = logging.getLogger(__name__)

SOUND_SECONDS = 10.0
"""The longest silence of a client whose sentence is heard."""

IDLE_SECONDS = 60.0
"""The longest silence of one that has no work done, or waits for a wake phrase, or sends a text piece by piece."""

MAX_PIECES = 16
"""Pieces of a text that wait to be spoken."""

Work = Callable[[], Coroutine[Any, Any, None]]


class Connection:
    """Serves one client until it goes."""

    def __init__(self, service: Service, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._speech = service.speech
        self._work: asyncio.Task[None] | None = None
        self._sound: FedMicrophone | None = None  # while a sentence or a wake phrase is listened for
        self._began_at: int | None = None  # the client's time of its sound's beginning, in milliseconds
        self._pieces: asyncio.Queue[str | None] | None = None  # while a text comes piece by piece
        self._silence_seconds: float | None = IDLE_SECONDS  # how long the client may be silent now; None: for ever

    async def serve(self) -> None:
        """Answer until the client goes, is too slow, or says what is no event."""
        pace = Pace(asyncio.get_running_loop().time)
        try:
            is_over = await take_all(
                partial(read_event, self._reader), self._take, pace, sound_bytes, lambda: self._patience
            )
            if is_over and self._work is not None and self._sound is None and self._pieces is None:
                await asyncio.wait([self._work])  # it has only closed its own side, and waits for what it asked for
        finally:
            self._writer.transport.abort()
            await self._end_work()

    @property
    def _patience(self) -> float | None:
        """How long the client may be silent; for ever where it waits for Myna."""
        waits = self._work is not None and not self._work.done() and self._sound is None and self._pieces is None
        return None if waits else self._silence_seconds

    async def _take(self, event: Event) -> None:
        """Do what an event asks for. Raises BadEvent, and what the library raises for one that is not whole."""
        kind = event.type
        if SentChunk.is_type(kind):
            await self._hear(SentChunk.from_event(event))
        elif AudioStart.is_type(kind):
            self._began_at = AudioStart.from_event(event).timestamp
        elif AudioStop.is_type(kind):
            if self._sound is not None:
                self._sound.end()
                self._sound = None
        elif Describe.is_type(kind):
            await self._describe()
        elif Ping.is_type(kind):
            await write_event(self._writer, Pong(Ping.from_event(event).text))
        elif Transcribe.is_type(kind):
            sound, language = FedMicrophone(), Transcribe.from_event(event).language
            await self._begin(partial(self._transcribe, sound, None if language is None else text_of(language)))
            self._sound, self._silence_seconds = sound, SOUND_SECONDS
        elif Detect.is_type(kind):
            sound = FedMicrophone()
            await self._begin(partial(self._detect, sound, _names(Detect.from_event(event).names)))
            self._sound, self._silence_seconds = sound, IDLE_SECONDS
        elif Transcript.is_type(kind):
            await self._begin(partial(self._answer, *_said(Transcript.from_event(event))))
        else:
            await self._take_text(event)

    async def _take_text(self, event: Event) -> None:
        """Do what an event about a text to be spoken asks for."""
        kind = event.type
        if SynthesizeStart.is_type(kind):
            pieces: asyncio.Queue[str | None] = asyncio.Queue(MAX_PIECES)
            await self._begin(partial(self._synthesise, pieces, streamed=True))
            self._pieces = pieces
        elif SynthesizeChunk.is_type(kind):
            await self._give(text_of(SynthesizeChunk.from_event(event).text))
        elif SynthesizeStop.is_type(kind):
            await self._give(None)
            self._pieces = None
        elif Synthesize.is_type(kind) and self._pieces is None:  # else it is the whole of what comes in pieces
            whole: asyncio.Queue[str | None] = asyncio.Queue()
            whole.put_nowait(text_of(Synthesize.from_event(event).text))
            whole.put_nowait(None)
            await self._begin(partial(self._synthesise, whole, streamed=False))

    async def _begin(self, work: Work) -> None:
        """Do ``work`` in the place of what is done."""
        await self._end_work()
        self._silence_seconds = IDLE_SECONDS
        self._work = asyncio.create_task(self._tell_failure(work))

    async def _end_work(self) -> None:
        work, self._work, self._sound, self._pieces = self._work, None, None, None
        if work is not None:
            work.cancel()
            await asyncio.wait([work])

    async def _tell_failure(self, work: Work) -> None:
        """Do ``work``, and tell what goes wrong; a client that does not take it is cut off."""
        try:
            try:
                await work()
            except MynaError as error:
                await write_event(self._writer, _error(error))
            except OSError:
                raise
            except Exception:  # a mistake of Myna's own; the client is not left waiting
                log.exception("What a client of the Wyoming server asked for failed.")
                await write_event(self._writer, Error("Myna failed; its log says how.", "failed"))
        except OSError as error:
            log.debug("A client of the Wyoming server is gone, or does not read: %s", error)
            self._writer.transport.abort()

    async def _hear(self, chunk: SentChunk) -> None:
        """Hand sound on, as far as anybody listens. Raises BadEvent for sound that cannot be heard."""
        if self._sound is None:
            return
        if self._work is None or self._work.done():
            self._sound = None
            return
        if self._began_at is None:
            self._began_at = chunk.timestamp
        await self._sound.feed(heard(chunk))

    async def _give(self, piece: str | None) -> None:
        """Hand a piece of a text on to who speaks it; waits until it is taken, or nobody speaks it any more."""
        if self._pieces is None or self._work is None:
            return
        putting = asyncio.create_task(self._pieces.put(piece))
        try:
            await asyncio.wait([putting, self._work], return_when=asyncio.FIRST_COMPLETED)
        finally:
            putting.cancel()
            await asyncio.wait([putting])

    async def _describe(self) -> None:
        try:
            told = info(self._speech.offer())
        except MynaError as error:
            await write_event(self._writer, _error(error))
        else:
            await write_event(self._writer, told)

    async def _transcribe(self, sound: FedMicrophone, language: str | None) -> None:
        self._require(language)
        text = await self._speech.transcribe(sound)
        await write_event(self._writer, Transcript(text, language=language))

    async def _detect(self, sound: FedMicrophone, names: list[str]) -> None:
        told = False

        async def tell(found: Found) -> None:
            nonlocal told
            told = True
            phrase, at = found
            timestamp = (self._began_at or 0) + round(1000 * at)
            await write_event(self._writer, Detection(name=name_of(phrase), timestamp=timestamp))

        await self._speech.detect(sound, [name.replace("_", " ") for name in names], tell)
        if not told:
            await write_event(self._writer, NotDetected())

    async def _answer(self, text: str, language: str | None, conversation: str | None) -> None:
        try:
            self._require(language)
            answer = await self._speech.answer(text, conversation)
        except MynaError as error:
            await write_event(self._writer, NotHandled(error.message))
            return
        said = answer.text or None
        await write_event(self._writer, Handled(said) if answer.handled else NotHandled(said))

    async def _synthesise(self, pieces: asyncio.Queue[str | None], *, streamed: bool) -> None:
        begun = False

        async def play(sound: AudioChunk) -> None:
            nonlocal begun
            shape = {"rate": sound.rate_hz, "width": SAMPLE_BYTES, "channels": 1}
            if not begun:
                begun = True
                await write_event(self._writer, AudioStart(**shape))
            await write_event(self._writer, SentChunk(audio=sound.pcm, **shape))

        await self._speech.synthesise(_until_none(pieces), play)
        await write_event(self._writer, AudioStop())
        if streamed:
            await write_event(self._writer, SynthesizeStopped())

    def _require(self, language: str | None) -> None:
        """Raises ServiceError for another language than Myna's, and while it starts."""
        own = self._speech.offer().language
        if not speaks(own, language):
            raise ServiceError(
                "language-unsupported",
                f"Myna hears and speaks {own}, not {language}.",
                "Set language in its configuration, or the language of the voice assistant in Home Assistant.",
            )


async def _until_none(pieces: asyncio.Queue[str | None]) -> AsyncIterator[str]:
    while (piece := await pieces.get()) is not None:
        yield piece


def _said(transcript: Transcript) -> tuple[str, str | None, str | None]:
    """Text, language and conversation of what somebody said. Raises BadEvent."""
    context = transcript.context if isinstance(transcript.context, Mapping) else {}
    language, conversation = transcript.language, context.get("conversation_id")
    return (
        text_of(transcript.text),
        None if language is None else text_of(language),
        None if conversation is None else text_of(conversation),
    )


def _names(value: object) -> list[str]:
    """Names of wake phrases. Raises BadEvent."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadEvent("names that are no list")
    return [text_of(name) for name in value]


def _error(error: MynaError) -> Error:
    return Error(f"{error.message} {error.hint}".strip(), error.code)
