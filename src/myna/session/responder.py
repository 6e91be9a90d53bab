"""What may sound: an answer, a text, a short sound, a complaint.

Its rules:

1. A failure is told to the observer or the log, and returned, never raised: see ``stage.py``.
2. The listener knows what is about to sound, so that it does not take Myna's own words for a person's.
3. What a skill does is done when it is certain that it is wanted, and to its end, even if its answer is interrupted.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from myna.audio import cues
from myna.core.errors import AudioError, ListeningError, LlmError, ModelError, MynaError
from myna.core.reply import Reply
from myna.core.sound import AudioChunk
from myna.listening.listener import Listener
from myna.nlu.languages import Component, Language
from myna.session.observer import Observer
from myna.session.preemptive import Gate
from myna.session.trace import Trace
from myna.session.turn import Conversation

log = logging.getLogger(__name__)

CHIME_AFTER_SECONDS = 0.2
"""Who speaks on right behind the wake phrase needs no chime."""


class Responder:
    """The acts of one conversation.

    ``moved`` is the event loop's time when one of them last got on, ``turns`` counts the questions, ``last_said`` is
    the last answer, as far as it has come.
    """

    def __init__(self, listener: Listener, conversation: Conversation, observer: Observer, language: Language) -> None:
        self._listener = listener
        self._conversation = conversation
        self._observer = observer
        self._language = language
        self._deeds: asyncio.TaskGroup
        self.moved = 0.0
        self.turns = 0
        self.last_said = ""
        self.last_error: MynaError | None = None

    def begin(self, deeds: asyncio.TaskGroup) -> None:
        """What skills do goes on as tasks of ``deeds``."""
        self._deeds = deeds

    def is_skill(self, words: str) -> bool:
        """Whether ``words`` are answered without the language model."""
        return self._reply(words) is not None

    def failed(self, error: MynaError) -> None:
        """Tell a failure."""
        self.last_error = error
        self._observer.on_failure(error)

    async def read(self, words: str, whole: bool) -> None:
        """Read the beginning of a question, or what may be the ``whole`` of it.

        What is wrong with it shows when it is to be answered.
        """
        self._moves()
        try:
            await self._conversation.read(words, whole=whole)
        except LlmError as error:
            log.debug("Not read along: %s", error.message)

    async def answer(
        self,
        question: str,
        trace: Trace,
        gate: Gate,
        on_text: Callable[[str], None] = lambda _: None,
        *,
        aloud: bool = True,
    ) -> MynaError | None:
        """Answer ``question``; ``on_text`` gets the pieces of the text, beside the observer.

        Nobody notices before the ``curtain`` is up.
        """
        said = ""

        def begin() -> None:
            self.turns += 1
            if aloud:
                self._listener.answering("")

        def show(piece: str) -> None:
            nonlocal said
            said += piece
            self.last_said = said or self.last_said
            self._observer.on_answer(piece)
            on_text(piece)

        def take(piece: str) -> None:
            self._moves()
            gate.tell(partial(show, piece))

        self._moves()
        gate.tell(begin)
        try:
            if (reply := self._reply(question) or await self._conversation.filled(question)) is not None:
                await self._tell(reply, trace, gate, take, aloud=aloud)
            elif aloud:
                await self._conversation.answer(question, trace, take, self._sounds, gate.up)
            else:
                await self._conversation.think(question, trace, take)
        except MynaError as error:
            await gate.up.wait()
            self.failed(error)
            return error
        finally:
            if gate.up.is_set():
                self._listener.answering(None)
                self._observer.on_answer("")
                self._observer.on_turn_end(trace)
        return None

    def _reply(self, question: str) -> Reply | None:
        skills = self._conversation.skills
        return None if skills is None else skills.match(question)

    async def _tell(self, reply: Reply, trace: Trace, gate: Gate, take: Callable[[str], None], *, aloud: bool) -> None:
        """Do what a skill answers, and say its text, which is made into sound meanwhile. Raises MynaError."""
        done = asyncio.Event()
        say = self._conversation.say
        async with asyncio.TaskGroup() as group:
            saying: asyncio.Task[str | MynaError | None] | None = None
            if aloud and reply.text:
                saying = group.create_task(_outcome(say(reply.text, trace, self._sounds, done)))
            await gate.up.wait()
            news = None
            if reply.act is not None:
                news = await asyncio.shield(self._deeds.create_task(_outcome(reply.act())))
            if news and saying is not None:
                saying.cancel()
                saying = None
            if not isinstance(news, MynaError):
                take(news or reply.text)
            done.set()
        if saying is not None:
            news = saying.result()
        elif aloud and isinstance(news, str) and news:
            await say(news, trace, self._sounds)
        if isinstance(news, MynaError):
            raise news

    async def say(self, text: str) -> MynaError | None:
        """Speak ``text``."""
        self._moves()
        self._listener.answering("")
        try:
            await self._conversation.say(text, on_clause=self._sounds)
        except MynaError as error:
            return error
        finally:
            self._listener.answering(None)
        return None

    async def sound(self, cue: AudioChunk) -> MynaError | None:
        """Play a short sound."""
        self._moves()
        try:
            await self._conversation.cue(cue)
        except AudioError as error:
            return error
        return None

    async def chime(self) -> None:
        """Say by a sound that it listens, unless this is cancelled before: the speaker goes on."""
        self._moves()
        await asyncio.sleep(CHIME_AFTER_SECONDS)
        if (failure := await self.sound(cues.listening())) is not None:
            self.failed(failure)

    async def complain(self, organ: Component | None) -> None:
        """Say what failed: by a sound, and in words where the voice works."""
        self._listener.answering("")
        try:
            failure = await self.sound(cues.failure())
            if failure is None and organ is not None and (sentence := self._language.failures.get(organ)):
                failure = await self.say(sentence)
        finally:
            self._listener.answering(None)
        if failure is not None:
            log.warning("The failure could not be told aloud: %s", failure.message)

    def _sounds(self, clause: str) -> None:
        """``clause`` goes to the speaker."""
        self._moves()
        self._listener.answering(clause)

    def _moves(self) -> None:
        self.moved = asyncio.get_running_loop().time()


async def _outcome(deed: Coroutine[Any, Any, str | None]) -> str | MynaError | None:
    """What ``deed`` returns or raises."""
    try:
        return await deed
    except MynaError as error:
        return error


def component_of(error: MynaError) -> Component | None:
    """Which component's failure to tell in words; none where the voice or the speaker is what failed."""
    if isinstance(error, LlmError | ModelError):
        return "no-model" if error.code == "brain-absent" else "brain"
    return "speech" if isinstance(error, ListeningError) else None
