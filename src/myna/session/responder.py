"""Carries out a turn, by a skill or the language model: its sound and its events. It speaks texts and complaints too.

Its rules:

1. A failure is published and returned, never raised: see ``foreground.py``.
2. The listener knows what is about to sound, so that it does not take Myna's own words for a person's.
3. What a skill does is done when it is certain that it is wanted, and to its end, even if its answer is interrupted.
4. Where another assistant is asked first, Myna's own answer is thought of meanwhile, and wanted when that has none.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from myna.audio import cues
from myna.core.decision import Decision, decided
from myna.core.errors import AudioError, ListeningError, LlmError, ModelError, MynaError
from myna.core.events import Answered, AnswerPiece, Event, Failed, TurnEnded, Understood
from myna.core.ports import OtherAnswer, OtherAssistant
from myna.core.reply import Reply, others_question
from myna.core.sound import AudioChunk
from myna.listening.listener import Listener
from myna.nlu.languages import Component, Language
from myna.session.conversation import Conversation
from myna.session.turn_context import Gate, TurnContext

log = logging.getLogger(__name__)

CHIME_AFTER_SECONDS = 0.2
"""Who speaks on right behind the wake phrase needs no chime."""


class Responder:
    """Says what is to be said in one ``conversation``; ``group`` runs what skills do.

    ``on_sound`` is told the number of an act when it begins to sound. ``moved`` is the event loop's time when an act
    last got on, in seconds; ``turns`` counts the questions; ``last_said`` is the last answer, as far as it has come.
    """

    def __init__(
        self,
        listener: Listener,
        conversation: Conversation,
        publish: Callable[[Event], None],
        language: Language,
        group: asyncio.TaskGroup,
        on_sound: Callable[[int], None],
    ) -> None:
        self._listener = listener
        self._conversation = conversation
        self._publish = publish
        self._language = language
        self._group = group
        self._on_sound = on_sound
        self.moved = 0.0
        self.turns = 0
        self.last_said = ""
        self.last_error: MynaError | None = None

    def decide(self, words: str) -> Decision:
        """What ``words`` mean to the skills; without any it is the language model that answers."""
        skills = self._conversation.skills
        return Decision(words, "model") if skills is None else skills.decide(words)

    def doubt(self, decision: Decision, others: Iterable[Decision]) -> Decision:
        """``decision``, or the question whether it was meant where one of ``others`` may have been said as well."""
        skills = self._conversation.skills
        return decision if skills is None else skills.doubt(decision, others)

    def failed(self, error: MynaError) -> None:
        """Tell a failure."""
        self.last_error = error
        self._publish(Failed(error))

    async def prefill(self, words: str, whole: bool) -> bool:
        """Prefill the beginning of a question, or what may be the ``whole`` of it.

        The listener learns how likely it is whole, if the language model tells that; whether it does. What is wrong
        with it shows when it is to be answered.
        """
        self._moves()
        try:
            probability = await self._conversation.prefill(words, whole=whole)
        except LlmError as error:
            log.debug("Not prefilled: %s", error.message)
            return False
        if probability is not None:
            self._listener.expect_end(words, probability)
        return probability is not None

    async def run_turn(self, turn: TurnContext) -> MynaError | None:
        """Answer the question of ``turn``, by its reply if there is one; nobody notices before its gate is open.

        What a source of knowledge answers, or a form that the language model fills in, becomes the turn's decision.
        """
        said = ""

        def begin() -> None:
            self.turns += 1
            if turn.aloud:
                self._listener.expect_own_voice("")

        def show(piece: str) -> None:
            nonlocal said
            said += piece
            self.last_said = said or self.last_said
            self._publish(AnswerPiece(piece))
            turn.on_text(piece)

        def take(piece: str) -> None:
            self._moves()
            if piece:
                turn.own.when_open(partial(show, piece))

        self._moves()
        turn.gate.when_open(begin)
        try:
            decision = await self._conversation.looked_up(turn.decision or Decision(turn.question, "model"))
            if decision.step == "none" and (reply := await self._conversation.filled(turn.question)) is not None:
                decision = decided(turn.question, reply, "form", "", "")
            turn.decision = decision
            turn.gate.when_open(partial(self._conversation.answered, decision))
            other = self._conversation.other
            if other is not None and other.wants(decision):
                await self._ask_first(other, decision, turn, take)
            else:
                await self._answer(decision, turn, take)
        except MynaError as error:
            await turn.gate.opened.wait()
            self.failed(error)
            return error
        finally:
            if turn.gate.opened.is_set():
                self._listener.expect_own_voice("")
                if said.strip():
                    self._publish(Answered(said.strip()))
                self._publish(TurnEnded(turn.trace.milliseconds()))
        return None

    async def _answer(self, decision: Decision, turn: TurnContext, take: Callable[[str], None]) -> None:
        """Do what was decided, or let the language model answer. Raises MynaError."""
        turn.own.when_open(lambda: self._publish(Understood(turn.decision or decision)))
        if decision.reply is not None:
            await self._tell(decision.reply, turn, take)
        elif decision.kind != "model":
            await turn.own.opened.wait()  # nothing happens
        elif turn.aloud:
            await self._conversation.speak_answer(turn, take, self._on_clause_for(turn))
        else:
            await self._conversation.think(turn, take)

    async def _ask_first(
        self, other: OtherAssistant, decision: Decision, turn: TurnContext, take: Callable[[str], None]
    ) -> None:
        """Say what the ``other`` assistant answers; where that is nothing, do what was decided. Raises MynaError."""
        turn.own = Gate()
        own = asyncio.create_task(self._answer(decision, turn, take))
        try:
            await turn.gate.opened.wait()
            answer = await other.answer(decision, turn.spoken)
            self._moves()
            if answer is None:
                turn.own.open()
                await own
                return
        finally:
            own.cancel()
            await asyncio.wait([own])
            if not own.cancelled():
                own.exception()  # of no interest where it was not wanted
        turn.own = turn.gate
        reply = Reply(answer.text, question=others_question if answer.asks else None)
        turn.decision = decided(turn.question, reply, "server", "home", "")
        self._publish(Understood(turn.decision))
        take(answer.text)
        await self._tell_other(answer, turn)

    async def _tell_other(self, answer: OtherAnswer, turn: TurnContext) -> None:
        """Say what another assistant answers, by its own voice or Myna's. Raises MynaError."""
        on_clause = self._on_clause_for(turn)
        try:
            if answer.sound is not None:
                await self._conversation.play(answer.sound, lambda: on_clause(answer.text))
            elif turn.aloud and answer.text:
                await self._conversation.say(answer.text, on_clause, turn)
        finally:
            answer.played()

    async def _tell(self, reply: Reply, turn: TurnContext, take: Callable[[str], None]) -> None:
        """Do what a skill answers, and say its text, which is made into sound meanwhile. Raises MynaError."""
        say, on_clause = self._conversation.say, self._on_clause_for(turn)
        done = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            saying: asyncio.Task[str | MynaError | None] | None = None
            if turn.aloud and reply.text:
                saying = group.create_task(_outcome(say(reply.text, on_clause, turn, done)))
            await turn.own.opened.wait()
            outcome = None
            if reply.act is not None:
                outcome = await asyncio.shield(self._group.create_task(_outcome(reply.act())))
            if outcome and saying is not None:
                saying.cancel()
                saying = None
            if not isinstance(outcome, MynaError):
                take(outcome or reply.text)
            done.set()
        if saying is not None:
            outcome = saying.result()
        elif turn.aloud and isinstance(outcome, str) and outcome:
            await say(outcome, on_clause, turn)
        if isinstance(outcome, MynaError):
            raise outcome

    async def say(self, text: str, act_number: int | None = None) -> MynaError | None:
        """Speak ``text``, as the act of that number if it is one of its own."""
        self._moves()
        self._listener.expect_own_voice("")

        def on_clause(clause: str) -> None:
            self._clause_started(clause, act_number)

        try:
            await self._conversation.say(text, on_clause)
        except MynaError as error:
            return error
        finally:
            self._listener.expect_own_voice("")
        return None

    async def play(self, sounds: AsyncGenerator[AudioChunk, None], act_number: int) -> MynaError | None:
        """Play what another assistant says, as the act of that number."""
        self._moves()
        try:
            await self._conversation.play(sounds, lambda: self._clause_started("", act_number))
        except AudioError as error:
            return error
        return None

    async def play_cue(self, cue: AudioChunk) -> MynaError | None:
        """Play a short sound."""
        self._moves()
        try:
            await self._conversation.play_cue(cue)
        except AudioError as error:
            return error
        return None

    async def tick(self) -> None:
        """Say by a sound that it thinks; what it says then comes behind that. Without a loudspeaker nothing is said."""
        with suppress(AudioError):
            await self._conversation.speaker.play(cues.thinking())

    async def chime(self) -> None:
        """Say by a sound that it listens, unless this is cancelled before: the user goes on."""
        self._moves()
        await asyncio.sleep(CHIME_AFTER_SECONDS)
        if (failure := await self.play_cue(cues.listening())) is not None:
            self.failed(failure)

    async def complain(self, component: Component | None, act_number: int | None = None) -> None:
        """Say what failed: by a sound, and in words where the voice works."""
        failure = await self.play_cue(cues.failure())
        if failure is None and component is not None and (sentence := self._language.failures.get(component)):
            failure = await self.say(sentence, act_number)
        if failure is not None:
            log.warning("The failure could not be told aloud: %s", failure.message)

    def _on_clause_for(self, turn: TurnContext) -> Callable[[str], None]:
        """What is told each clause of ``turn`` as it goes to the loudspeaker."""
        return lambda clause: self._clause_started(clause, turn.act_number)

    def _clause_started(self, clause: str, act_number: int | None) -> None:
        """``clause`` goes to the loudspeaker."""
        self._moves()
        self._listener.expect_own_voice(clause)
        if act_number is not None:
            self._on_sound(act_number)

    def _moves(self) -> None:
        self.moved = asyncio.get_running_loop().time()


async def _outcome(work: Coroutine[Any, Any, str | None]) -> str | MynaError | None:
    """What ``work`` returns or raises."""
    try:
        return await work
    except MynaError as error:
        return error


def component_of(error: MynaError) -> Component | None:
    """Which component's failure to tell in words; none where the voice or the loudspeaker is what failed."""
    if isinstance(error, LlmError | ModelError):
        return "no-model" if error.code == "brain-absent" else "brain"
    return "speech" if isinstance(error, ListeningError) else None
