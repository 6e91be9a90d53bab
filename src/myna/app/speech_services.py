"""Myna's engines and skills for other machines: a sentence heard, a wake phrase found, a text spoken or answered.

A part of the facade (``service.py``). Its rules:

1. Myna's own listening goes on. What another machine sends is heard by engines of its own, on one thread beside, and
   one sentence at a time; of wake phrases there are at most ``MAX_WAKE_STREAMS``. That thread gives way to all others.
2. The voice is Myna's own, which has the first word: while Myna thinks or speaks, another machine's text waits, unless
   it is the server whose satellite Myna is that speaks in Myna's place.
3. Nothing of it is published, remembered or part of Myna's conversation. What is answered is what skills and sources
   answer; the language model is never asked.
4. What runs ends with the assistant that it belongs to, before its engines do; what a skill does is done to its end.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from myna.app.assembly import Running
from myna.app.satellite import Satellite
from myna.audio.fed import FedMicrophone
from myna.config import Config
from myna.core.decision import Decision
from myna.core.errors import ListeningError, MynaError, ServiceError
from myna.core.events import NothingHeard, Utterance
from myna.core.reply import Question
from myna.core.sound import AudioChunk
from myna.listening.listener import ListeningEngines
from myna.nlu.languages import language
from myna.platform.memory import give_back
from myna.platform.tasks import beside
from myna.platform.worker import Worker, yield_to_others
from myna.session.state import Phase, State
from myna.tts.clauses import ClauseSplitter
from myna.tts.pronunciations import Pronunciations
from myna.tts.spoken import spoken

log = logging.getLogger(__name__)

T = TypeVar("T")

MAX_WAKE_STREAMS = 2
"""Each takes recognisers of its own, 30 MB with Vosk's small English model, and a little of the one thread."""

MAX_WAITING = 4
"""Sentences that wait for the one that is heard."""

SENTENCE_SECONDS = 60.0
"""The longest time for a sentence, from its turn on: who sends it slower than it is spoken has it cut off."""

START_SECONDS = 30.0
"""Seconds of sound in which the sentence must begin."""

MAX_CHARACTERS = 500
"""The longest text that is understood: two minutes of speech have less. It is understood between two looks at sound."""

REST = 4
"""Times as long as it took to understand a text, nothing of the next one is: a flood takes a fifth of the processor."""

SLICE_CHARACTERS = 1000
"""Of a long text so much is cut into clauses at a time; all of it at once would keep the event loop for a moment."""

QUESTION_SECONDS = 60.0
"""How long a question that was asked back waits for its answer."""

MAX_QUESTIONS = 16

Found = tuple[str, float]
"""A wake phrase, and the seconds of sound at its end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a text; ``handled``: it was understood, and nothing failed or was refused."""

    text: str
    handled: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is: languages and wake phrases as in the configuration, models by their names."""

    language: str
    speech_model: str
    voice: str
    wake_phrases: Sequence[str]
    controls_home: bool


class SpeechServices:
    """Serves while an assistant runs (``serving``); until then every call raises ServiceError ``starting``."""

    def __init__(self, satellite: Satellite, clock: Callable[[], float] | None = None) -> None:
        self._satellite = satellite
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._served: _Served | None = None

    @asynccontextmanager
    async def serving(self, running: Running, config: Config) -> AsyncIterator[None]:
        """Serve with the engines and skills of ``running``; what runs then ends with the context."""
        async with AsyncExitStack() as stack:
            served = _Served(running, config, self._satellite, self._clock, stack)
            if config.wyoming.listen:
                beside(served.prepare(), stack)
            self._served = served
            stack.callback(setattr, self, "_served", None)
            yield

    def offer(self) -> Offer:
        """What there is now. Raises ServiceError while Myna starts."""
        return self._now.offer()

    async def transcribe(self, sound: FedMicrophone) -> str:
        """The first sentence in ``sound``, given as soon as it is over; empty where there is none.

        Raises MynaError.
        """
        served = self._now
        return await served.visit(served.transcribe(sound))

    async def detect(
        self, sound: FedMicrophone, phrases: Sequence[str], found: Callable[[Found], Awaitable[None]]
    ) -> None:
        """Call ``found`` for each of Myna's wake ``phrases`` in ``sound``, until its end; none of them: for any.

        Raises MynaError.
        """
        served = self._now
        await served.visit(served.detect(sound, phrases, found))

    async def synthesise(self, pieces: AsyncIterator[str], play: Callable[[AudioChunk], Awaitable[None]]) -> None:
        """Speak a text that comes in ``pieces``, clause by clause; ``play`` gets the sound, at the voice's own rate.

        Raises MynaError.
        """
        served = self._now
        await served.visit(served.synthesise(pieces, play))

    async def answer(self, text: str, conversation: str | None = None) -> Answer:
        """What skills and sources of knowledge say to ``text``, when they have done it.

        What they ask back waits for the next text of the same ``conversation``. Raises MynaError.
        """
        return await self._now.answer(text, conversation)

    @property
    def _now(self) -> "_Served":
        if self._served is None:
            raise ServiceError("starting", "Myna is still starting.", "Try again in a moment.")
        return self._served


class _Served:
    """What serves with one assistant; ``stack`` ends it."""

    def __init__(
        self,
        running: Running,
        config: Config,
        satellite: Satellite,
        clock: Callable[[], float],
        stack: AsyncExitStack,
    ) -> None:
        self._running = running
        self._config = config
        self._satellite = satellite
        self._clock = clock
        self._worker = Worker("services")
        stack.callback(self._worker.close)
        self._worker.submit(yield_to_others)
        self._pronunciations = Pronunciations(config.speaking.pronounce)
        self._sentence_engines: ListeningEngines | None = None
        self._hearing = asyncio.Lock()
        self._deciding = asyncio.Lock()
        self._rest_until = 0.0  # by the event loop's time
        self._waiting = 0
        self._wake_streams = 0
        self._questions: dict[str, tuple[Question, float]] = {}
        self._visits: set[asyncio.Task[Any]] = set()
        self._acts: set[asyncio.Task[str | None]] = set()
        stack.push_async_callback(self._end)

    async def _end(self) -> None:
        for visit in self._visits:
            visit.cancel()
        if left := self._visits | self._acts:
            await asyncio.wait(left)

    async def prepare(self) -> None:
        """Make what takes long, so that the first sentence need not wait for it."""
        try:
            await self._running.engines.whole()
            async with self._hearing:
                await self._engines()
        except MynaError as error:
            log.warning("Sentences of other machines cannot be heard: %s %s", error.message, error.hint)

    def offer(self) -> Offer:
        """What there is now."""
        engines, config = self._running.engines, self._config
        return Offer(
            config.language,
            engines.listener.path.name,
            engines.voice.path.stem,
            config.wake_phrases,
            config.home_assistant.url is not None,
        )

    async def visit(self, work: Coroutine[Any, Any, T]) -> T:
        """Do ``work``, which ends with its caller and with the assistant. Raises MynaError."""
        visit = asyncio.create_task(work)
        self._visits.add(visit)
        try:
            await asyncio.wait([visit])
        except asyncio.CancelledError:
            visit.cancel()
            await asyncio.wait([visit])
            raise
        finally:
            self._visits.discard(visit)
        if visit.cancelled():
            raise ServiceError("starting", "Myna starts anew.", "Try again in a moment.")
        return visit.result()

    async def transcribe(self, sound: FedMicrophone) -> str:
        """The first sentence in ``sound``."""
        try:
            if self._waiting > MAX_WAITING:
                raise ServiceError("busy", "Too many sentences wait to be heard.", "Try again in a moment.")
            self._waiting += 1
            try:
                async with self._hearing:
                    engines = await self._engines()
                    async with asyncio.timeout(SENTENCE_SECONDS):
                        return await self._heard(sound, engines)
            finally:
                self._waiting -= 1
        except TimeoutError as error:
            raise ListeningError("too-slow", "The sound came too slowly.", "Send it as it is spoken.") from error
        finally:
            await sound.close()

    async def _engines(self) -> ListeningEngines:
        """What hears sentences, made once."""
        if self._sentence_engines is None:
            self._sentence_engines = await self._worker.call(self._running.engines.listener.sentence_engines)
        return self._sentence_engines

    async def _heard(self, sound: FedMicrophone, engines: ListeningEngines) -> str:
        listener = self._running.engines.listener.listening(sound, engines, self._worker)
        await listener.listen(timeout_seconds=START_SECONDS)
        async with aclosing(listener.events()) as events:
            async for event in events:
                match event:
                    case Utterance(text=text):
                        return text
                    case NothingHeard():
                        return ""
                    case _:  # a wake phrase before it, or the words so far
                        continue
        return ""

    async def detect(
        self, sound: FedMicrophone, phrases: Sequence[str], found: Callable[[Found], Awaitable[None]]
    ) -> None:
        """Call ``found`` for each wake phrase in ``sound``."""
        wanted = [phrase for phrase in self._config.wake_phrases if not phrases or phrase in phrases]
        try:
            if not wanted:
                known = ", ".join(self._config.wake_phrases) or "none"
                raise ListeningError("wake-word-unknown", "Myna has no such wake phrase.", f"It has: {known}.")
            if self._wake_streams >= MAX_WAKE_STREAMS:
                raise ServiceError("busy", "Too many machines wait for a wake phrase.", "Let some of them end.")
            self._wake_streams += 1
            try:
                await self._watch(sound, wanted, found)
            finally:
                self._wake_streams -= 1
                self._worker.submit(give_back)
        finally:
            await sound.close()

    async def _watch(
        self, sound: FedMicrophone, phrases: Sequence[str], found: Callable[[Found], Awaitable[None]]
    ) -> None:
        stream = await self._worker.call(self._running.engines.listener.wake_stream, phrases)
        at = 0.0
        async with aclosing(sound.chunks()) as chunks:
            async for chunk in chunks:
                at = chunk.at
                for one in await self._worker.call(stream.hear, chunk):
                    await found(one)
        for one in await self._worker.call(stream.end, at):
            await found(one)

    async def synthesise(self, pieces: AsyncIterator[str], play: Callable[[AudioChunk], Awaitable[None]]) -> None:
        """Speak a text that comes in ``pieces``."""
        splitter = ClauseSplitter()
        async for piece in pieces:
            for start in range(0, len(piece), SLICE_CHARACTERS):
                for clause in splitter.feed(piece[start : start + SLICE_CHARACTERS]):
                    await self._say(clause, play)
        for clause in splitter.flush():
            await self._say(clause, play)

    async def _say(self, clause: str, play: Callable[[AudioChunk], Awaitable[None]]) -> None:
        text = spoken(clause, self._config.language, self._pronunciations)
        if not text:
            return
        quiet = self._running.assistant.until
        await quiet(self._gives_way)
        async with aclosing(self._running.engines.voice.say(text)) as sounds:
            async for sound in sounds:
                await play(sound)
                await quiet(self._gives_way)

    async def answer(self, text: str, conversation: str | None) -> Answer:
        """What skills and sources of knowledge say to ``text``."""
        if not text.strip():
            return Answer("", handled=False)
        if len(text) > MAX_CHARACTERS:
            raise ServiceError("too-long", "This text is too long to be understood.", "Say it in fewer words.")
        skills = self._running.skills
        question = self._question(conversation)
        reply = None if question is None else question(text)
        if reply is None:
            reply = (await skills.looked_up(await self._decided(text))).reply
        if reply is None:
            return Answer(language(self._config.language).failures.get("brain", ""), handled=False)
        if conversation is not None and reply.question is not None:
            self._ask(conversation, reply.question)
        said = None
        if reply.act is not None:
            act = asyncio.create_task(reply.act())
            self._acts.add(act)
            act.add_done_callback(self._acts.discard)
            said = await asyncio.shield(act)
        return Answer(said or reply.text, handled=not reply.refuses)

    async def _decided(self, text: str) -> Decision:
        """What ``text`` means. That is found out between two looks at sound: texts that come one upon another wait."""
        clock = asyncio.get_running_loop().time
        async with self._deciding:
            await asyncio.sleep(self._rest_until - clock())
            begun = clock()
            decision = self._running.skills.decide(text)
            self._rest_until = clock() + REST * (clock() - begun)
        return decision

    def _question(self, conversation: str | None) -> Question | None:
        """What was asked back in ``conversation``, if that still waits; it is asked no more."""
        question, until = self._questions.pop(conversation or "", (None, 0.0))
        return question if self._clock() < until else None

    def _ask(self, conversation: str, question: Question) -> None:
        while len(self._questions) >= MAX_QUESTIONS:
            del self._questions[next(iter(self._questions))]  # the oldest
        self._questions[conversation] = question, self._clock() + QUESTION_SECONDS

    def _gives_way(self, state: State) -> bool:
        """Whether Myna's own voice has nothing to say now."""
        return self._satellite.is_saying or state.phase not in (Phase.THINKING, Phase.SPEAKING)
