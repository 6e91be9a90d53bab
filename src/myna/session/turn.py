"""One exchange: think, voice, speak, at the same time.

Its rules:

1. A turn is one coroutine. Cancelling it is the only way to interrupt it, and leaves nothing running.
2. Three stages with two small queues between them: the language model is at most a few clauses ahead of the voice, the
   voice at most a few sounds ahead of the speaker. The first clause is as short as the speed of both allows
   (``pace.py``), and until it begins to sound the language model rests, so that the voice has every core.
3. The history gets what was heard: all of a finished answer, and of an interrupted one the words that had sounded.
4. Interrupted, the speaker falls silent first; what the engines were doing may take a moment longer to end.
5. An answer may be begun before it is certain that it is wanted: nothing of it sounds before that.
6. Where the first clause takes long, a filler says that it is being thought of. It is no part of the answer.
"""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from myna.core.errors import LlmError, unwrapped
from myna.core.ports import LanguageModel, Skills, Speaker, Voice
from myna.core.reply import Reply
from myna.core.sound import AudioChunk
from myna.llm.history import History
from myna.nlu.languages import language
from myna.session.trace import Trace
from myna.tts.clauses import ClauseSplitter, Lengths
from myna.tts.pace import Pace
from myna.tts.spoken import spoken

CLAUSES_AHEAD = 4
SOUNDS_AHEAD = 4


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """Words to be spoken at once; those of a filler are not remembered."""

    text: str
    is_filler: bool = False


_Clauses = asyncio.Queue[Clause | None]
_Sounds = asyncio.Queue[tuple[Clause, AudioChunk] | None]


@dataclass(slots=True)
class Said:
    """What was handed to the speaker: each clause with the length of its sound, and how much of it all was heard."""

    clauses: list[tuple[Clause, float]] = field(default_factory=list)
    heard_seconds: float = 0.0

    def words(self) -> str:
        """The words that sounded: of the last clause as many as its share of the time."""
        words: list[str] = []
        seconds = self.heard_seconds
        for clause, length in self.clauses:
            share = min(1.0, seconds / length) if length > 0 else 1.0
            here = [] if clause.is_filler else clause.text.split()
            words += here[: int(len(here) * share + 1e-6)]
            seconds -= length
            if seconds <= 0:
                break
        return " ".join(words)


def require_answer(answer: str) -> None:
    """Raise BrainError for an answer without words."""
    if not answer.strip():
        raise LlmError(
            "answer-empty", "The language model gave no answer.", "Ask in other words, or choose a larger model."
        )


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who answers, and what was said so far; a filler is said where an answer takes ``filler_seconds``, 0 for never.

    What one of the ``skills`` answers is no part of what was said so far.
    """

    llm: LanguageModel
    voice: Voice
    speaker: Speaker
    history: History
    language: str
    filler_seconds: float = 0.0
    skills: Skills | None = None
    pace: Pace = field(default_factory=Pace)

    async def read(self, words: str, *, whole: bool = False) -> None:
        """Read the beginning of a question, or what may be the ``whole`` of it. Raises BrainError."""
        await self.llm.prefill(self.history.messages(words), whole=whole)

    async def filled(self, question: str) -> Reply | None:
        """What a skill answers to a form that the language model fills in for ``question``. Raises BrainError."""
        if self.skills is None or (form := self.skills.form(question)) is None:
            return None
        return form.reply(await self.llm.fill(form.messages, form.grammar))

    async def answer(
        self,
        question: str,
        trace: Trace,
        on_text: Callable[[str], None] = lambda _: None,
        on_clause: Callable[[str], None] = lambda _: None,
        wanted: asyncio.Event | None = None,
    ) -> None:
        """Answer ``question`` aloud; returns when the last word was heard.

        ``on_text`` gets the answer's pieces as they come, ``on_clause`` each clause when it goes to the speaker, which
        is not before ``wanted`` is set, if there is such an event. Raises MynaError, after the speaker fell silent.
        """
        clauses: _Clauses = asyncio.Queue(CLAUSES_AHEAD)
        said, voiced, wanted = Said(), asyncio.Event(), wanted or _set()
        try:
            with unwrapped():
                async with asyncio.TaskGroup() as group:
                    thinking = group.create_task(self._think(question, clauses, trace, on_text, voiced))
                    if self._filler:
                        filling = group.create_task(self._fill(clauses, trace, wanted))
                        thinking.add_done_callback(lambda _: filling.cancel())
                    self._speak(group, clauses, said, trace, on_clause, wanted, voiced)
        except BaseException:
            self.history.add(question, said.words())
            raise
        self.history.add(question, thinking.result())

    async def think(self, question: str, trace: Trace, on_text: Callable[[str], None]) -> None:
        """Answer ``question`` in words alone, which go to ``on_text``. Raises MynaError."""
        clauses: _Clauses = asyncio.Queue()
        try:
            answer = await self._think(question, clauses, trace, on_text)
        except BaseException:
            self.history.add(question, "")
            raise
        self.history.add(question, answer)

    async def say(
        self,
        text: str,
        trace: Trace | None = None,
        on_clause: Callable[[str], None] = lambda _: None,
        wanted: asyncio.Event | None = None,
    ) -> None:
        """Speak ``text``, which is no part of the conversation, as soon as it is ``wanted``.

        Raises MynaError, after the speaker fell silent.
        """
        clauses: _Clauses = asyncio.Queue()
        splitter = ClauseSplitter()
        for clause in (*splitter.feed(text), *splitter.flush()):
            clauses.put_nowait(Clause(clause))
        clauses.put_nowait(None)
        trace, wanted = trace or Trace(asyncio.get_running_loop().time), wanted or _set()
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                self._speak(group, clauses, Said(), trace, on_clause, wanted, asyncio.Event())

    async def cue(self, sound: AudioChunk) -> None:
        """Play a short sound; returns when it was heard. Raises AudioError."""
        try:
            await self.speaker.play(sound)
            await self.speaker.drain()
        except asyncio.CancelledError:
            await self.speaker.flush()
            raise

    def _speak(
        self,
        group: asyncio.TaskGroup,
        clauses: _Clauses,
        said: Said,
        trace: Trace,
        on_clause: Callable[[str], None],
        wanted: asyncio.Event,
        voiced: asyncio.Event,
    ) -> None:
        """Clauses to the speaker, by two tasks of ``group``."""
        sounds: _Sounds = asyncio.Queue(SOUNDS_AHEAD)
        group.create_task(self._voice(clauses, sounds, voiced))
        group.create_task(self._sound(sounds, said, trace, on_clause, wanted))

    @property
    def _filler(self) -> str:
        """The words that fill a silence, if any may be said."""
        return language(self.language).filler if self.filler_seconds else ""

    async def _fill(self, clauses: _Clauses, trace: Trace, wanted: asyncio.Event) -> None:
        """Say a filler if the first clause is not there in time."""
        await wanted.wait()
        await asyncio.sleep(self.filler_seconds)
        if "first clause" not in trace.moments:
            await clauses.put(Clause(self._filler, is_filler=True))

    async def _think(
        self,
        question: str,
        clauses: _Clauses,
        trace: Trace,
        on_text: Callable[[str], None],
        voiced: asyncio.Event | None = None,
    ) -> str:
        """Model to clauses; rests behind the first one until there is its first sound. Returns the whole answer."""
        pace, clock = self.pace, asyncio.get_running_loop().time
        unfinished = language(self.language).unfinished
        splitter = ClauseSplitter(Lengths(pace.least_characters, pace.most_characters, pace.growth, unfinished))
        answer = ""
        async with aclosing(self.llm.answer(self.history.messages(question))) as pieces:
            async for piece in pieces:
                if not answer:
                    begun, before = clock(), len(piece)
                trace.mark("first token")
                answer += piece
                on_text(piece)
                for clause in splitter.feed(piece):
                    if "first clause" not in trace.moments:
                        pace.thought(len(answer) - before, clock() - begun)
                    trace.mark("first clause")
                    await clauses.put(Clause(clause))
                    if voiced is not None:
                        await voiced.wait()
        for clause in splitter.flush():
            trace.mark("first clause")
            await clauses.put(Clause(clause))
        await clauses.put(None)
        require_answer(answer)
        return answer

    async def _voice(self, clauses: _Clauses, sounds: _Sounds, voiced: asyncio.Event) -> None:
        """Clauses to sounds; ``voiced`` is set when there is the first one, or none in the first clause."""
        clock = asyncio.get_running_loop().time
        while (clause := await clauses.get()) is not None:
            if not (text := spoken(clause.text, self.language)):
                voiced.set()
                continue
            seconds = work_seconds = 0.0
            begun = clock()
            async with aclosing(self.voice.say(text)) as chunks:
                async for chunk in chunks:
                    work_seconds += clock() - begun
                    seconds += chunk.seconds
                    voiced.set()
                    await sounds.put((clause, chunk))
                    begun = clock()
            voiced.set()
            self.pace.spoken(len(clause.text), seconds, work_seconds)
        await sounds.put(None)

    async def _sound(
        self,
        sounds: _Sounds,
        said: Said,
        trace: Trace,
        on_clause: Callable[[str], None],
        wanted: asyncio.Event,
    ) -> None:
        """Sounds to the speaker as soon as they are wanted, until the last one was heard."""
        sounding: Clause | None = None
        try:
            while (sound := await sounds.get()) is not None:
                clause, chunk = sound
                await wanted.wait()
                if not clause.is_filler:
                    trace.mark("first sound")
                if clause is sounding:  # more of the same clause
                    said.clauses[-1] = (clause, said.clauses[-1][1] + chunk.announced_seconds)
                else:
                    said.clauses.append((clause, chunk.announced_seconds))
                    on_clause(clause.text)
                sounding = clause
                await self.speaker.play(chunk)
            await wanted.wait()  # for an answer without a sound
            await self.speaker.drain()
        except BaseException:
            said.heard_seconds = await self.speaker.flush()
            raise


def _set() -> asyncio.Event:
    """An event that has happened."""
    event = asyncio.Event()
    event.set()
    return event
