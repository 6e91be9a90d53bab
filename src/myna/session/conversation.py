"""A conversation: an answer is thought of, voiced and spoken at the same time, and remembered.

Its rules:

1. A turn is one coroutine. Cancelling it is the only way to interrupt it, and leaves nothing running.
2. Three stages with two small queues between them: the language model is at most a few clauses ahead of the voice, the
   voice at most a few sounds ahead of the loudspeaker. The first clause is as short as the speed of both allows
   (``pace.py``), and until it begins to sound the language model rests, so that the voice has every core.
3. The history gets what was heard: all of a finished answer, and of an interrupted one the words that had sounded.
4. Interrupted, the loudspeaker falls silent first; what the engines were doing may take a moment longer to end.
5. An answer may be begun before it is certain that it is wanted: nothing of it sounds before that.
6. Where the language model claims to have done something, the answer says that it has not (``nlu/claims.py``).
7. A fact that no source has is told as one that may be wrong, without figures by a small model (``nlu/hedges.py``).
   How that begins is known: it sounds before the language model has written anything.
8. Where the language model takes long, a filler says that it is being thought of. It is no part of the answer.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from myna.core.decision import Decision
from myna.core.errors import LlmError, unwrapped
from myna.core.ports import LanguageModel, Message, OtherAssistant, Skills, Speaker, Voice
from myna.core.reply import Reply
from myna.core.sound import AudioChunk
from myna.llm.history import History
from myna.nlu.claims import ClaimFilter
from myna.nlu.hedges import HedgeFilter, hedge_of, opening_of
from myna.nlu.languages import language
from myna.nlu.registry import claims_of
from myna.session.trace import Trace
from myna.session.turn_context import TurnContext
from myna.tts.clauses import ClauseSplitter, Lengths
from myna.tts.pace import Pace
from myna.tts.pronunciations import Pronunciations
from myna.tts.spoken import spoken

LARGE_PARAMETERS = 3_000_000_000
"""Of a language model whose figures are said, though as something that may be wrong."""

CLAUSES_AHEAD = 4
SOUNDS_AHEAD = 4


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """Words to be spoken at once; those of a filler are not remembered."""

    text: str
    is_filler: bool = False


@dataclass(slots=True)
class Said:
    """What went to the loudspeaker: each clause with the length of its sound, and how much of it all was heard."""

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


@dataclass(frozen=True, slots=True, eq=False)
class _Speech:
    """Words on their way to the loudspeaker.

    ``on_clause`` gets each clause when it goes to the loudspeaker, which is not before ``wanted`` is set. ``written``
    is set when the language model has a clause, ``voiced`` when there is the first sound, or none in the first clause.
    """

    trace: Trace
    on_clause: Callable[[str], None]
    wanted: asyncio.Event
    clauses: asyncio.Queue[Clause | None]
    sounds: asyncio.Queue[tuple[Clause, AudioChunk] | None] = field(default_factory=lambda: asyncio.Queue(SOUNDS_AHEAD))
    said: Said = field(default_factory=Said)
    written: asyncio.Event = field(default_factory=asyncio.Event)
    voiced: asyncio.Event = field(default_factory=asyncio.Event)


def require_answer(answer: str) -> None:
    """Raise LlmError for an answer without words."""
    if not answer.strip():
        raise LlmError(
            "answer-empty", "The language model gave no answer.", "Ask in other words, or choose a larger model."
        )


def _states_figures(llm: LanguageModel) -> bool:
    """Whether figures of ``llm`` may be said: it is large, or a server's, which is there to be larger."""
    return llm.parameters is None or llm.parameters >= LARGE_PARAMETERS


async def honest_answer(
    llm: LanguageModel,
    messages: Sequence[Message],
    language: str,
    on_token: Callable[[], None] = lambda: None,
    *,
    hedged: bool = False,
) -> AsyncGenerator[str, None]:
    """The pieces of what ``llm`` answers in ``language``, without claims of acts. Raises LlmError.

    ``on_token`` is called for each piece when it comes, which may have to wait for the next ones. One that is
    ``hedged`` begins with "I'm not sure, but", in a language that has words for that: the first piece is
    its ``opening``, which is there before the model has written anything.
    """
    claims = ClaimFilter(claims_of(language))
    hedge = HedgeFilter(hedge_of(language) if hedged else None, lambda: _states_figures(llm))
    if opening := hedge.begin():
        yield opening
    async with aclosing(llm.answer(messages)) as pieces:
        async for piece in pieces:
            on_token()
            if said := hedge.feed(claims.feed(piece)):
                yield said
            if hedge.is_over:
                return
    if said := hedge.feed(claims.flush()) + hedge.flush():
        yield said


async def _each(chunks: Sequence[AudioChunk]) -> AsyncGenerator[AudioChunk, None]:
    for chunk in chunks:
        yield chunk


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who answers, and what was said so far; a filler is said where an answer takes ``filler_seconds``, 0 for never.

    What one of the ``skills`` or the ``other`` assistant answers is no part of what was said so far. ``rehearsed`` are
    the sounds of what is said again and again, by its text and the voice's speed.
    """

    llm: LanguageModel
    voice: Voice
    speaker: Speaker
    history: History
    language: str
    filler_seconds: float = 0.0
    skills: Skills | None = None
    pace: Pace = field(default_factory=Pace)
    pronunciations: Pronunciations = field(default_factory=lambda: Pronunciations({}))
    other: OtherAssistant | None = None
    rehearsed: dict[tuple[str, float], Sequence[AudioChunk]] = field(default_factory=dict)

    async def rehearse(self) -> None:
        """Voice what is said again and again, how an unsure answer begins and the filler. Raises VoiceError."""
        for text in (opening_of(self.language), self._filler):
            if words := spoken(text, self.language, self.pronunciations):
                self.rehearsed[words, self.voice.speed] = [chunk async for chunk in self.voice.say(words)]

    async def prefill(self, words: str, *, whole: bool = False) -> float | None:
        """Prefill the beginning of a question, or what may be the ``whole`` of it. Raises LlmError.

        Returns how likely the question is whole, 0 to 1; None where the language model does not tell.
        """
        return await self.llm.prefill(self.history.messages(words), whole=whole)

    async def looked_up(self, decision: Decision) -> Decision:
        """``decision``, or what a source of knowledge answers to its question."""
        return decision if self.skills is None else await self.skills.looked_up(decision)

    def answered(self, decision: Decision) -> None:
        """Note that ``decision`` is being carried out."""
        if self.skills is not None:
            self.skills.answered(decision)

    async def filled(self, question: str) -> Reply | None:
        """What a skill answers to a form that the language model fills in for ``question``. Raises LlmError."""
        if self.skills is None or (form := self.skills.form(question)) is None:
            return None
        return form.reply(await self.llm.fill(form.messages, form.grammar))

    async def speak_answer(
        self,
        turn: TurnContext,
        on_text: Callable[[str], None] = lambda _: None,
        on_clause: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Answer the question of ``turn`` aloud, once that is wanted; returns when the last word was heard.

        ``on_text`` gets the answer's pieces as they come, ``on_clause`` each clause when it goes to the loudspeaker.
        Raises MynaError, after the loudspeaker fell silent.
        """
        speech = _Speech(turn.trace, on_clause, turn.own.opened, asyncio.Queue(CLAUSES_AHEAD))
        try:
            with unwrapped():
                async with asyncio.TaskGroup() as group:
                    thinking = group.create_task(self._think(turn, on_text, speech))
                    if self._filler:
                        filling = group.create_task(self._fill(speech))
                        thinking.add_done_callback(lambda _: filling.cancel())
                    self._speak(group, speech)
        except BaseException:
            self.history.add(turn.question, speech.said.words())
            raise
        self.history.add(turn.question, thinking.result())

    async def think(self, turn: TurnContext, on_text: Callable[[str], None]) -> None:
        """Answer the question of ``turn`` in words alone, which go to ``on_text``. Raises MynaError."""
        try:
            answer = await self._think(turn, on_text)
        except BaseException:
            self.history.add(turn.question, "")
            raise
        self.history.add(turn.question, answer)

    async def say(
        self,
        text: str,
        on_clause: Callable[[str], None] = lambda _: None,
        turn: TurnContext | None = None,
        wanted: asyncio.Event | None = None,
    ) -> None:
        """Speak ``text``, which is no part of the conversation.

        It is a part of ``turn``, if there is one, and goes to the loudspeaker as soon as it is ``wanted``, if that is
        not from the beginning. Raises MynaError, after the loudspeaker fell silent.
        """
        turn = turn or TurnContext.certain("")
        splitter = ClauseSplitter()
        clauses = [Clause(clause) for clause in (*splitter.feed(text), *splitter.flush())]
        speech = _Speech(turn.trace, on_clause, wanted or turn.own.opened, asyncio.Queue(len(clauses) + 1))
        for clause in (*clauses, None):
            speech.clauses.put_nowait(clause)
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                self._speak(group, speech)

    async def play(self, sounds: AsyncGenerator[AudioChunk, None], on_sound: Callable[[], None]) -> None:
        """Play what another assistant says; returns when it was heard. ``on_sound`` is called when it begins.

        Raises AudioError, after the loudspeaker fell silent.
        """
        begun = False
        try:
            async with aclosing(sounds):
                async for sound in sounds:
                    if not begun:
                        begun = True
                        on_sound()
                    await self.speaker.play(sound)
            await self.speaker.drain()
        except BaseException:
            await self.speaker.flush()
            raise

    async def play_cue(self, sound: AudioChunk) -> None:
        """Play a short sound; returns when it was heard. Raises AudioError."""
        try:
            await self.speaker.play(sound)
            await self.speaker.drain()
        except asyncio.CancelledError:
            await self.speaker.flush()
            raise

    def _speak(self, group: asyncio.TaskGroup, speech: _Speech) -> None:
        """Clauses to the loudspeaker, by two tasks of ``group``."""
        group.create_task(self._make_sounds(speech))
        group.create_task(self._play_sounds(speech))

    @property
    def _filler(self) -> str:
        """The words that fill a silence, if any may be said."""
        return language(self.language).filler if self.filler_seconds else ""

    async def _fill(self, speech: _Speech) -> None:
        """Say a filler if the language model's first clause is not there in time."""
        await speech.wanted.wait()
        await asyncio.sleep(self.filler_seconds)
        if not speech.written.is_set():
            await speech.clauses.put(Clause(self._filler, is_filler=True))

    async def _think(self, turn: TurnContext, on_text: Callable[[str], None], speech: _Speech | None = None) -> str:
        """Language model to clauses; rests behind the first one until there is its sound. Returns the whole answer."""
        pace, trace, clock = self.pace, turn.trace, asyncio.get_running_loop().time
        unfinished = language(self.language).unfinished
        splitter = ClauseSplitter(Lengths(pace.least_characters, pace.most_characters, pace.growth, unfinished))
        hedged = turn.decision is not None and turn.decision.hedged
        opening = opening_of(self.language) if hedged else ""
        answer = first = ""
        begun, is_measured = 0.0, False
        messages = self.history.messages(turn.question)
        honest = honest_answer(self.llm, messages, self.language, lambda: trace.mark("first token"), hedged=hedged)
        async with aclosing(honest) as pieces:
            async for piece in pieces:
                answer += piece
                on_text(piece)
                if opening and answer == opening:
                    trace.mark("first clause")
                    if speech is not None:
                        await speech.clauses.put(Clause(opening))
                    continue
                if not first:
                    first, begun = answer, clock()
                for clause in splitter.feed(piece):
                    if not is_measured:
                        pace.measured_text(len(answer) - len(first), clock() - begun)
                        is_measured = True
                    trace.mark("first clause")
                    if speech is not None:
                        speech.written.set()
                        await speech.clauses.put(Clause(clause))
                        await speech.voiced.wait()
        for clause in splitter.flush():
            trace.mark("first clause")
            if speech is not None:
                await speech.clauses.put(Clause(clause))
        if speech is not None:
            await speech.clauses.put(None)
        require_answer(answer)
        return answer

    async def _make_sounds(self, speech: _Speech) -> None:
        """Clauses to sounds."""
        clock = asyncio.get_running_loop().time
        while (clause := await speech.clauses.get()) is not None:
            if not (text := spoken(clause.text, self.language, self.pronunciations)):
                speech.voiced.set()
                continue
            seconds = work_seconds = 0.0
            kept, begun = self.rehearsed.get((text, self.voice.speed)), clock()
            async with aclosing(self.voice.say(text) if kept is None else _each(kept)) as chunks:
                async for chunk in chunks:
                    work_seconds += clock() - begun
                    seconds += chunk.seconds
                    speech.voiced.set()
                    await speech.sounds.put((clause, chunk))
                    begun = clock()
            speech.voiced.set()
            if kept is None:
                self.pace.measured_voice(len(clause.text), seconds, work_seconds)
        await speech.sounds.put(None)

    async def _play_sounds(self, speech: _Speech) -> None:
        """Sounds to the loudspeaker as soon as they are wanted, until the last one was heard."""
        said = speech.said
        playing: Clause | None = None
        try:
            while (sound := await speech.sounds.get()) is not None:
                clause, chunk = sound
                await speech.wanted.wait()
                if not clause.is_filler:
                    speech.trace.mark("first sound")
                if clause is playing:  # more of the same clause
                    said.clauses[-1] = (clause, said.clauses[-1][1] + chunk.announced_seconds)
                else:
                    said.clauses.append((clause, chunk.announced_seconds))
                    speech.on_clause(clause.text)
                playing = clause
                await self.speaker.play(chunk)
            await speech.wanted.wait()  # for an answer without a sound
            await self.speaker.drain()
        except BaseException:
            said.heard_seconds = await self.speaker.flush()
            raise
