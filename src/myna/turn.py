"""One exchange: think, voice, speak, at the same time.

Its rules:

1. A turn is one coroutine. Cancelling it is the only way to interrupt it, and leaves nothing running.
2. Three stages with two small queues between them: the brain is at most a few clauses ahead of the voice, the voice at
   most a few sounds ahead of the speaker.
3. The history gets what was heard: all of a finished answer, and of an interrupted one the words that had sounded.
4. Interrupted, the speaker falls silent first; what the engines were doing may take a moment longer to end.
"""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from myna.audio.format import AudioChunk
from myna.brain.history import History
from myna.errors import BrainError, unwrapped
from myna.ports import Brain, Speaker, Voice
from myna.trace import Trace
from myna.voice.clauses import ClauseSplitter
from myna.voice.spoken import spoken

CLAUSES_AHEAD = 4
SOUNDS_AHEAD = 4

_Clauses = asyncio.Queue[str | None]
_Sounds = asyncio.Queue[tuple[str, AudioChunk] | None]


@dataclass(slots=True)
class Said:
    """What was handed to the speaker: each clause with the length of its sound, and how much of it all was heard."""

    clauses: list[tuple[str, float]] = field(default_factory=list)
    heard_seconds: float = 0.0

    def words(self) -> str:
        """The words that sounded: of the last clause as many as its share of the time."""
        words: list[str] = []
        seconds = self.heard_seconds
        for clause, length in self.clauses:
            share = min(1.0, seconds / length) if length > 0 else 1.0
            here = clause.split()
            words += here[: int(len(here) * share + 1e-6)]
            seconds -= length
            if seconds <= 0:
                break
        return " ".join(words)


def require_answer(answer: str) -> None:
    """Raise BrainError for an answer without words."""
    if not answer.strip():
        raise BrainError(
            "answer-empty", "The language model gave no answer.", "Ask in other words, or choose a larger model."
        )


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who answers, and what was said so far."""

    brain: Brain
    voice: Voice
    speaker: Speaker
    history: History
    language: str

    async def answer(
        self,
        question: str,
        trace: Trace,
        on_text: Callable[[str], None] = lambda _: None,
        on_clause: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Answer ``question`` aloud; returns when the last word was heard.

        ``on_text`` gets the answer's pieces as they come, ``on_clause`` each clause when it goes to the speaker.
        Raises MynaError, after the speaker fell silent.
        """
        clauses: _Clauses = asyncio.Queue(CLAUSES_AHEAD)
        said = Said()
        try:
            with unwrapped():
                async with asyncio.TaskGroup() as group:
                    thinking = group.create_task(self._think(question, clauses, trace, on_text))
                    self._speak(group, clauses, said, trace, on_clause)
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

    async def say(self, text: str, on_clause: Callable[[str], None] = lambda _: None) -> None:
        """Speak ``text``, which is no part of the conversation. Raises MynaError, after the speaker fell silent."""
        clauses: _Clauses = asyncio.Queue()
        splitter = ClauseSplitter()
        for clause in (*splitter.feed(text), *splitter.flush(), None):
            clauses.put_nowait(clause)
        trace = Trace(asyncio.get_running_loop().time)
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                self._speak(group, clauses, Said(), trace, on_clause)

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
    ) -> None:
        """Clauses to the speaker, by two tasks of ``group``."""
        sounds: _Sounds = asyncio.Queue(SOUNDS_AHEAD)
        group.create_task(self._voice(clauses, sounds))
        group.create_task(self._sound(sounds, said, trace, on_clause))

    async def _think(self, question: str, clauses: _Clauses, trace: Trace, on_text: Callable[[str], None]) -> str:
        """Brain to clauses; returns the whole answer."""
        splitter = ClauseSplitter()
        answer = ""
        async with aclosing(self.brain.answer(self.history.messages(question))) as pieces:
            async for piece in pieces:
                trace.mark("first token")
                answer += piece
                on_text(piece)
                for clause in splitter.feed(piece):
                    trace.mark("first clause")
                    await clauses.put(clause)
        for clause in splitter.flush():
            trace.mark("first clause")
            await clauses.put(clause)
        await clauses.put(None)
        require_answer(answer)
        return answer

    async def _voice(self, clauses: _Clauses, sounds: _Sounds) -> None:
        """Clauses to sounds."""
        while (clause := await clauses.get()) is not None:
            if not (text := spoken(clause, self.language)):
                continue
            async with aclosing(self.voice.say(text)) as chunks:
                async for chunk in chunks:
                    await sounds.put((clause, chunk))
        await sounds.put(None)

    async def _sound(self, sounds: _Sounds, said: Said, trace: Trace, on_clause: Callable[[str], None]) -> None:
        """Sounds to the speaker, until the last one was heard."""
        clause = ""
        try:
            while (sound := await sounds.get()) is not None:
                text, chunk = sound
                trace.mark("first sound")
                if text is clause:  # more of the same clause
                    said.clauses[-1] = (text, said.clauses[-1][1] + chunk.announced_seconds)
                else:
                    said.clauses.append((text, chunk.announced_seconds))
                    on_clause(text)
                clause = text
                await self.speaker.play(chunk)
            await self.speaker.drain()
        except BaseException:
            said.heard_seconds = await self.speaker.flush()
            raise
