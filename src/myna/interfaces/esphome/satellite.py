"""A server that has Myna as an ESPHome device: it gets sentences to answer, and says what it has to say.

Its rules, beside those of ``serving/talk.py``:

1. Until it subscribes to the voice assistant it gets no sentence. One is sent whole and at once, when the server has
   said that it takes it, and nothing behind it: there is no stream that could go on.
2. One sentence is answered at a time. What comes before the beginning of its own run belongs to one that was given up.
3. Where no sound of an answer comes, Myna says its words by its own voice. So it does with announcements, whose sound
   would have to be fetched: it has no network.
4. What the server has asked may stay without an answer. Then it gets a sentence without a sound, and need not wait.
5. The wake phrases are those of Myna's configuration; a server is told them, and does not choose.
"""

import asyncio
import logging
import math
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from myna.app.service import Service
from myna.app.snapshot import Snapshot
from myna.audio import cues
from myna.core.errors import MynaError
from myna.core.events import Event, MuteChanged, StateChanged, VolumeChanged
from myna.core.ports import OtherAnswer, Spoken
from myna.core.sound import AudioChunk
from myna.interfaces.esphome import offer
from myna.interfaces.esphome.frames import BadMessage, Frame, Frames, opened
from myna.interfaces.esphome.identity import device_name, hardware_address
from myna.interfaces.esphome.messages import api, kind_of, parsed
from myna.interfaces.esphome.offer import Shown
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
from myna.platform.tasks import beside

log = logging.getLogger(__name__)

WRITE_SECONDS = 10.0
"""The longest that a server may take for what it is sent."""

HELLO_SECONDS = 10.0
"""The longest until it has shown its key."""

PART_SECONDS = 1.0
"""The longest until the last that it was sent is written."""

STEP_PERCENT = 10
"""A step of the volume."""


class _Sentence(Run[Any]):
    """A sentence that is answered, from the beginning of its own run on."""

    has_begun = False
    has_sound = False


class SatelliteConnection:
    """Serves one server until it goes; with a ``key`` all is encrypted."""

    def __init__(self, service: Service, key: bytes | None, reader: StreamReader, writer: StreamWriter) -> None:
        self._service = service
        self._satellite = service.satellite
        self._key = key
        self._reader = reader
        self._writer = writer
        self._address = hardware_address()
        self._frames: Frames | None = None
        self._clock = asyncio.get_running_loop().time
        self._writing = asyncio.Lock()
        self._serving = AsyncExitStack()  # while it has the satellite
        self._watching = AsyncExitStack()  # while it follows the entities
        self._run: _Sentence | None = None  # the sentence that is answered, or was
        self._runs = 0
        self._announcements = Announcements(self._satellite)
        self._errands = Errands()
        self._shown = Shown("idle", 100, muted=False)
        self._loudness = 100  # the last volume that was not 0, in percent

    async def serve(self) -> None:
        """Take what the server says until it goes, is too slow, or says what is no message."""
        pace = Pace(self._clock, FASTER, EVENT_SECONDS)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._part)
            stack.push_async_callback(self._end)
            beside(self._announcements.say_all(), stack)
            await take_all(self._read, self._take, pace, lambda frame: len(frame[1]), lambda: IDLE_SECONDS)

    async def _read(self) -> Frame | None:
        """The next message; None at the end of the stream. Raises BadMessage, and OSError."""
        if self._frames is None:
            async with asyncio.timeout(HELLO_SECONDS):
                name = device_name(self._address)
                self._frames = await opened(self._reader, self._writer, self._key, name, self._address)
            if self._frames is None:
                return None
        return await self._frames.read()

    async def answer(self, spoken: Spoken) -> OtherAnswer | None:
        """What the server's assistant answers; None where it understands nothing, or is away or slow."""
        run, answer = self._begin_run(), None
        try:
            answer = await self._told(run, spoken)
        except OSError as error:
            log.debug("The server of the satellite is gone, or does not read: %s", error)
        finally:
            if answer is None:
                run.give_up()
                self._errands.do(partial(self._send, api.VoiceAssistantRequest(start=False)))
        return answer

    def _begin_run(self) -> _Sentence:
        """A sentence that is to be answered, in the place of the one before."""
        if self._run is not None:
            self._run.give_up()
        self._run = _Sentence(self._clock)
        self._runs += 1
        return self._run

    async def _told(self, run: _Sentence, spoken: Spoken) -> OtherAnswer | None:
        """Have a sentence answered, until the sound of the answer begins. Raises OSError."""
        if not await self._send_sentence(run, spoken):
            log.info("The server of the satellite does not take the sentence.")
            return None
        text, asks = "", False
        played = partial(self._played, run)
        while (sign := await run.sign()) is not None:
            if isinstance(sign, AudioChunk):
                return OtherAnswer(text, run.sound.chunks(), played, asks)
            if isinstance(sign, api.VoiceAssistantResponse):
                continue
            told = {one.name: one.value for one in sign.data}
            kind = sign.event_type
            if kind == api.VOICE_ASSISTANT_ERROR:
                log.info("The server of the satellite has no answer: %s", told.get("code"))
                return OtherAnswer("") if told.get("code") in SILENT else None
            if kind == api.VOICE_ASSISTANT_STT_END and not told.get("text", "").strip():
                return None
            if kind == api.VOICE_ASSISTANT_INTENT_END:
                asks = told.get("continue_conversation") == "1"
            if kind == api.VOICE_ASSISTANT_TTS_START:
                text = told.get("text", "")
                if self._satellite.place.is_apology(text):
                    return None
            if kind == api.VOICE_ASSISTANT_TTS_STREAM_END:
                break
            if kind == api.VOICE_ASSISTANT_RUN_END and not text:
                return OtherAnswer("", None, played, asks)  # done without a word
        if text:
            log.info("The answer comes without a sound: Myna says its words.")
            return OtherAnswer(text, None, played, asks)
        log.info("The server of the satellite does not answer.")
        return None

    async def _send_sentence(self, run: _Sentence, spoken: Spoken) -> bool:
        """Send a sentence, whole, once the server takes it; whether it does. Raises OSError."""
        await self._send(api.VoiceAssistantRequest(start=True, wake_word_phrase=spoken.wake_phrase))
        while (sign := await run.sign()) is not None:
            if isinstance(sign, api.VoiceAssistantResponse):
                if not sign.error:
                    sound = (api.VoiceAssistantAudio(data=piece) for piece in pieces(spoken.pcm))
                    await self._send(*sound, api.VoiceAssistantAudio(end=True))
                return not sign.error
        return False

    def _played(self, run: _Sentence) -> None:
        """The answer is over, heard or interrupted."""
        run.give_up()
        self._errands.do(partial(self._finish, True))

    async def _take(self, frame: Frame) -> None:
        """Do what a message asks for, if it is known. Raises BadMessage, and OSError."""
        message = parsed(*frame)
        if (do := self._tasks.get(type(message))) is not None:
            await do(self, message)

    async def _greet(self, _: Any) -> None:
        await self._send(offer.hello(self._address))

    async def _let_in(self, _: Any) -> None:
        await self._send(api.AuthenticationResponse())

    async def _bid_farewell(self, _: Any) -> None:
        await self._send(api.DisconnectResponse())
        self._writer.close()

    async def _pong(self, _: Any) -> None:
        await self._send(api.PingResponse())

    async def _describe(self, _: Any) -> None:
        encrypted = self._key is not None
        await self._send(offer.device_info(self._satellite.place, self._address, encrypted=encrypted))

    async def _list(self, _: Any) -> None:
        await self._send(*offer.entities())

    async def _watch(self, _: Any) -> None:
        """Tell how the entities are, now and whenever that changes."""
        await self._watching.aclose()
        self._watching.enter_context(self._service.subscribed(self._show))

    def _show(self, what: Snapshot | Event) -> None:
        match what:
            case Snapshot():
                self._shown = Shown(what.phase, what.volume, what.muted)
            case MuteChanged():
                self._shown = replace(self._shown, muted=what.muted)
            case VolumeChanged():
                self._shown = replace(self._shown, volume=what.volume)
            case StateChanged():
                self._shown = replace(self._shown, phase=what.phase)
            case _:
                return
        self._loudness = self._shown.volume or self._loudness
        self._errands.do(partial(self._send, *offer.states(self._shown)))

    async def _switch(self, message: Any) -> None:
        if message.key == offer.MUTE_KEY:
            await (self._service.mute() if message.state else self._service.unmute())

    async def _play(self, message: Any) -> None:
        """Do what the media player is to do. Raises BadMessage."""
        if message.key != offer.PLAYER_KEY:
            return
        if message.has_volume:
            if not math.isfinite(message.volume):
                raise BadMessage("a volume that is no number")
            await self._service.set_volume(min(100, max(0, round(100 * message.volume))))
        if message.has_media_url:
            log.info("Home Assistant wants something played that Myna would have to fetch: it has no network.")
        if message.has_command and (do := self._commands.get(message.command)) is not None:
            try:
                await do(self)
            except MynaError as error:
                log.info("Home Assistant wants Myna to be silent: %s", error.message)

    async def _have(self, message: Any) -> None:
        """Have Myna as a satellite, or no more."""
        await self._serving.aclose()
        if not message.subscribe:
            return
        if not message.flags:  # the protocol's definition and the client that Home Assistant has differ in the bit
            log.warning("Home Assistant wants sound by UDP, which Myna does not do. A newer one does not.")
            return
        self._serving.enter_context(self._satellite.serving(self))

    async def _take_sign(self, message: Any) -> None:
        """Hand a step of an answer to the sentence that is answered."""
        if (run := self._run) is None:
            return
        if isinstance(message, api.VoiceAssistantResponse):
            run.take(message)
            return
        run.has_begun = run.has_begun or message.event_type == api.VOICE_ASSISTANT_RUN_START
        if run.has_begun:
            run.take(message)
            if message.event_type == api.VOICE_ASSISTANT_TTS_STREAM_END:
                run.sound.end()

    async def _hear(self, message: Any) -> None:
        """Hand the sound of an answer on."""
        if (run := self._run) is not None and run.has_begun and message.data:
            chunk = AudioChunk(message.data[: len(message.data) // 2 * 2])
            run.sound.put(chunk)
            if not run.has_sound:
                run.has_sound = True
                run.take(chunk)

    async def _announce(self, message: Any) -> None:
        """Say something by Myna's voice, behind a chime of its own, and listen for the answer where one is wanted."""
        if not message.text.strip():
            log.info("An announcement without words was not said: its sound would have to be fetched from the network.")
            await self._finish(False)
            return
        if message.preannounce_media_id:
            chime = Sound()
            chime.put(cues.announcing())
            chime.end()
            self._announcements.put(Announcement(chime, lambda _: None))

        def over(is_said: bool) -> None:
            self._errands.do(partial(self._finish, is_said))
            if message.start_conversation:
                self._errands.do(partial(self._answer_for_nobody, self._runs))

        self._announcements.put(Announcement(message.text, over, message.start_conversation))

    async def _finish(self, is_said: bool) -> None:
        await self._send(api.VoiceAssistantAnnounceFinished(success=is_said))

    async def _answer_for_nobody(self, runs: int) -> None:
        """Where nobody answers what the server has asked, let it know by a sentence without a sound. Raises OSError."""
        try:
            await self._satellite.until_answered()
        except MynaError:  # Myna starts anew
            return
        if self._runs == runs:
            run = self._begin_run()
            await self._send_sentence(run, Spoken(b""))
            run.give_up()

    async def _ring(self, message: Any) -> None:
        if message.event_type == api.VOICE_ASSISTANT_TIMER_FINISHED:
            await self._satellite.ring(float(message.total_seconds), message.name)

    async def _configure(self, _: Any) -> None:
        await self._send(offer.wake_words(self._satellite.place))

    async def _mute_speaker(self) -> None:
        await self._service.set_volume(0)

    async def _unmute_speaker(self) -> None:
        await self._service.set_volume(self._loudness)

    async def _louder(self) -> None:
        await self._service.change_volume(STEP_PERCENT)

    async def _softer(self) -> None:
        await self._service.change_volume(-STEP_PERCENT)

    async def _stop(self) -> None:
        await self._service.stop()

    _tasks: ClassVar[dict[type, Callable[["SatelliteConnection", Any], Awaitable[None]]]] = {
        api.HelloRequest: _greet,
        api.AuthenticationRequest: _let_in,
        api.DisconnectRequest: _bid_farewell,
        api.PingRequest: _pong,
        api.DeviceInfoRequest: _describe,
        api.ListEntitiesRequest: _list,
        api.SubscribeStatesRequest: _watch,
        api.SwitchCommandRequest: _switch,
        api.MediaPlayerCommandRequest: _play,
        api.SubscribeVoiceAssistantRequest: _have,
        api.VoiceAssistantResponse: _take_sign,
        api.VoiceAssistantEventResponse: _take_sign,
        api.VoiceAssistantAudio: _hear,
        api.VoiceAssistantAnnounceRequest: _announce,
        api.VoiceAssistantTimerEventResponse: _ring,
        api.VoiceAssistantConfigurationRequest: _configure,
    }
    _commands: ClassVar[dict[int, Callable[["SatelliteConnection"], Awaitable[None]]]] = {
        api.MEDIA_PLAYER_COMMAND_STOP: _stop,
        api.MEDIA_PLAYER_COMMAND_MUTE: _mute_speaker,
        api.MEDIA_PLAYER_COMMAND_UNMUTE: _unmute_speaker,
        api.MEDIA_PLAYER_COMMAND_VOLUME_UP: _louder,
        api.MEDIA_PLAYER_COMMAND_VOLUME_DOWN: _softer,
    }

    async def _end(self) -> None:
        """The server is gone."""
        await self._serving.aclose()
        await self._watching.aclose()
        if self._run is not None:
            self._run.take(None)
            self._run.sound.end()
        await self._errands.end()

    async def _part(self) -> None:
        """Close the connection, when what is on its way is written, or cannot be."""
        self._writer.close()
        with suppress(OSError):  # a TimeoutError is one too
            async with asyncio.timeout(PART_SECONDS):
                await self._writer.wait_closed()
        self._writer.transport.abort()

    async def _send(self, *messages: Any) -> None:
        """Send ``messages`` with no other between them. Raises OSError where the server is gone or does not read."""
        assert self._frames is not None, "the server speaks first"
        async with self._writing, asyncio.timeout(WRITE_SECONDS):
            for message in messages:
                self._writer.write(self._frames.packed(kind_of(message), message.SerializeToString()))
                await self._writer.drain()
