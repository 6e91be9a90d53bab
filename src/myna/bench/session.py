"""Conversations with the assistant under test, in real time: questions in a room, answers into a sound file.

Its rules:

1. The assistant is the one that ``myna run`` has, but for its microphone and its speaker, which share one time line.
2. Nothing is measured while it talks, but the processor's time: what is wanted is read from the file afterwards.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from myna.app.assembly import assemble
from myna.app.engines import Engines
from myna.audio.wav import WavSpeaker, WavWriter
from myna.bench.questions import Recording
from myna.bench.room import Room
from myna.config import Config
from myna.core.errors import unwrapped
from myna.core.events import Event, StopHeard, TurnEnded, Utterance, WakeHeard
from myna.core.sound import AudioChunk
from myna.platform.memory import give_back
from myna.session.assistant import Assistant
from myna.skills.registry import build_skills

BEFORE_SECONDS = 0.6
"""Between the moment from which it listens and a question, as somebody takes who has heard the chime."""

STOP_AFTER_SECONDS = 0.5
"""Between the first sound of an answer and the word that stops it."""

BEHIND_SECONDS = 0.5
"""Silence behind an answer."""


@dataclass(slots=True)
class Notes:
    """What has happened since the last question; ``turns`` has the milliseconds of each turn's stages."""

    events: list[Event] = field(default_factory=list)
    turns: list[Mapping[str, float]] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Keep it, and tidy up behind a turn as the daemon does."""
        if isinstance(event, TurnEnded):
            self.turns.append(event.milliseconds)
            give_back()
        else:
            self.events.append(event)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, in the stream time of the room: where it began and its speech ended, and when the answer was over.

    ``text`` is what the whole recording says.
    """

    text: str
    start: float
    speech_end: float
    over: float
    events: list[Event]
    turns: list[Mapping[str, float]]

    @property
    def utterance(self) -> Utterance | None:
        """What was taken for the whole question in the end, if anything was."""
        said = [event for event in self.events if isinstance(event, Utterance)]
        return said[-1] if said else None

    @property
    def thought(self) -> bool:
        """Whether the language model was needed."""
        return any("first token" in turn for turn in self.turns)

    @property
    def endpoint_seconds(self) -> float:
        """From the end of the speech to the endpoint."""
        assert self.utterance is not None, "the caller has looked"
        return self.utterance.at - self.speech_end

    @property
    def cut_off(self) -> bool:
        """Whether the endpoint came before the end: by its time, by words that are missing, or by a second sentence."""
        said = self.utterance
        if said is None:
            return False
        shorter = said.text != self.text and self.text.startswith(said.text)
        apart = sum(isinstance(event, Utterance) and not event.continued for event in self.events) > 1
        return said.at < self.speech_end or shorter or apart

    @property
    def stopped_at(self) -> float | None:
        """When a stop word was recognised, if one was."""
        return next((event.at for event in self.events if isinstance(event, StopHeard)), None)


class _Speaker(WavSpeaker):
    """Says when it begins to sound."""

    def __init__(self, writer: WavWriter, rate_hz: int, origin: float, max_pause_seconds: float) -> None:
        super().__init__(writer, rate_hz, origin, max_pause_seconds)
        self.sounds = asyncio.Event()

    async def play(self, chunk: AudioChunk) -> None:
        self.sounds.set()
        await super().play(chunk)


class Session:
    """A conversation that is going on."""

    def __init__(self, assistant: Assistant, room: Room, speaker: _Speaker, notes: Notes) -> None:
        self.room = room
        self.speaker = speaker
        self._assistant = assistant
        self._notes = notes
        self.lag_seconds = 0.0
        """The longest that a chunk has waited for the listener, in questions and answers: in the quiet they gather."""

    async def ask(self, question: Recording, stop: Recording | None = None) -> Exchange:
        """Ask, and hear the answer to its end, or interrupt it by ``stop``. Raises the MynaError of a failed turn."""
        self._notes.events, self._notes.turns = [], []
        await self._assistant.listen()
        await asyncio.sleep(BEFORE_SECONDS)
        self.room.lag_seconds = 0.0
        self.speaker.sounds.clear()
        start = self.room.play(question.pcm)
        await self.room.until(start + question.seconds)
        if stop is not None:
            await self._interrupt(stop)
        await self._assistant.until_idle()
        self.lag_seconds = max(self.lag_seconds, self.room.lag_seconds)
        await asyncio.sleep(BEHIND_SECONDS)
        if self._assistant.last_error is not None:
            raise self._assistant.last_error
        notes, speech_end = self._notes, start + question.speech_end
        return Exchange(question.text, start, speech_end, self.room.now, notes.events, notes.turns)

    async def _interrupt(self, stop: Recording) -> None:
        """Say ``stop`` when the answer has begun to sound, if it does at all."""
        sounds = asyncio.create_task(self.speaker.sounds.wait())
        idle = asyncio.create_task(self._assistant.until_idle())
        await asyncio.wait([sounds, idle], return_when=asyncio.FIRST_COMPLETED)
        idle.cancel()
        if not sounds.done():
            sounds.cancel()
            return
        await asyncio.sleep(STOP_AFTER_SECONDS)
        await self.room.until(self.room.play(stop.pcm) + stop.seconds)

    async def cpu_percent(self, seconds: float, talk: list[Recording]) -> float | None:
        """The processor's time in percent of one core while it waits for the wake phrase, for ``seconds``.

        ``talk`` is said in the room all the while, if anything, and for as long before: a recogniser is slow with words
        that it meets for the first time. None where that holds the wake phrase.
        """
        await self._assistant.stop()
        self._notes.events = []
        said = 0.0
        while talk and said < 2 * seconds:
            for recording in talk:
                self.room.play(recording.pcm)
                said += recording.seconds
        if talk:
            await asyncio.sleep(seconds)
        begin, used = time.perf_counter(), _cpu_seconds()
        await asyncio.sleep(seconds)
        percent = 100 * (_cpu_seconds() - used) / (time.perf_counter() - begin)
        self.room.hush()
        woken = any(isinstance(event, WakeHeard) for event in self._notes.events)
        return None if woken else percent


@asynccontextmanager
async def conversation(config: Config, engines: Engines, output: Path) -> AsyncIterator[Session]:
    """A conversation whose answers are in the sound file ``output`` when it is over. Raises MynaError."""
    async with AsyncExitStack() as stack:
        speaker = _Speaker.start(output, rate_hz=engines.voice.rate_hz, max_pause_seconds=math.inf)
        stack.push_async_callback(speaker.close)
        stack.push(lambda _, error, __: speaker.discard() if error is not None else None)
        room, notes = Room(speaker.origin), Notes()
        skills = await asyncio.to_thread(build_skills, config)
        made = await assemble(config, engines, room, speaker, skills, None, None, notes.take, stack, lasting=False)
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                group.create_task(made.assistant.run())
                await made.assistant.ready.wait()
                yield Session(made.assistant, room, speaker, notes)
                await room.close()


def _cpu_seconds() -> float:
    """The processor's time that this process and those that it started have used."""
    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    return sum(one.user + one.system for one in times)
