"""The session: what happens when something is heard, pressed, typed or due.

``state.py`` decides what to do. This module names what an event means (``_meaning``), hands that to the table, and
carries out the effects, one input after the other. Its rules:

1. At most one turn is heard. A wake phrase, a stop word or more words of the user cancel it, and it falls silent at
   once; the next one begins when it has ended.
2. A turn that fails is told and forgotten. A microphone that fails is told once, and tried again until it is back; a
   recording that fails ends the session.
3. What is typed (``ask``, ``say``) is done in the place of what sounds, while who typed it waits.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from functools import partial

from myna.audio import cues
from myna.core.decision import Decision, decided
from myna.core.errors import AudioError, LlmError, MynaError, unwrapped
from myna.core.events import (
    Event,
    Heard,
    ListeningFailed,
    MicrophoneReady,
    Partial,
    Paused,
    StateChanged,
    Utterance,
)
from myna.core.ports import Alerts
from myna.core.reply import Question, others_question
from myna.core.sound import AudioChunk
from myna.listening.listener import Listener, ListeningMode
from myna.session.addressee import FollowUp, let_go
from myna.session.conversation import Conversation
from myna.session.foreground import Foreground
from myna.session.options import ECHO_SECONDS, SessionOptions
from myna.session.preemptive import PreemptiveGeneration
from myna.session.responder import Responder, component_of
from myna.session.ringer import Ringer
from myna.session.state import (
    ActEnded,
    AlertDue,
    AlertMissed,
    AlertReplied,
    AnswerAsked,
    AnswerEnded,
    AnswerSounded,
    Effect,
    Input,
    ListenPressed,
    MicrophoneLost,
    MicrophoneState,
    MutePressed,
    Overheard,
    Phase,
    State,
    StopPressed,
    StopSaid,
    TextTyped,
    UnmutePressed,
    first,
    step,
)
from myna.session.turn_context import TurnContext
from myna.session.typed_question import TypedQuestion

log = logging.getLogger(__name__)

RETRY_SECONDS = (0.5, 1.0, 2.0, 3.0)
"""Waits before a microphone is tried again; the last one again and again."""

STUCK_SECONDS = 300.0
"""An answer that has not brought a word for so long never will; a Pi reads the longest prompt of a 7B model in less."""

TICK_AFTER_SECONDS = 0.4
"""An answer that comes sooner needs no sound that says that it is thought about."""

_MODES = {
    Phase.THINKING: ListeningMode.ANSWERING,
    Phase.SPEAKING: ListeningMode.ANSWERING,
    Phase.RINGING: ListeningMode.RINGING,
}
"""What counts beside an utterance, where it is more than the wake phrase."""


class Assistant:
    """Connects a listener to a conversation, and to what rings; made by ``session``.

    ``ready`` is set when it can be spoken to for the first time: the microphone delivers sound, or is muted on purpose.
    """

    def __init__(
        self,
        group: asyncio.TaskGroup,
        listener: Listener,
        conversation: Conversation,
        publish: Callable[[Event], None],
        options: SessionOptions,
        alerts: Alerts | None,
        state: State,
    ) -> None:
        self._group = group
        self._listener = listener
        self._publish = publish
        self._options = options
        self._state = state
        self._changed = asyncio.Event()  # replaced at each change
        self._deciding = asyncio.Lock()
        self._typed = TypedQuestion()
        self._foreground = Foreground(group)
        self._responder = Responder(listener, conversation, publish, options.language, group, self._on_sound)
        self._preemptive = PreemptiveGeneration(
            self._foreground, self._responder.prefill, self._answer, self._decide, self._responder.doubt
        )
        self._ringer = (
            None
            if alerts is None
            else Ringer(alerts, listener, self._responder, self._foreground, self.feed, self.until)
        )
        self._hearing: asyncio.Task[MynaError | None] | None = None
        self._losses = 0  # how often in a row the microphone was lost
        self._heard_chunks = 0
        self.ready = asyncio.Event()
        if state.microphone is MicrophoneState.MUTED:
            self.ready.set()

    @property
    def state(self) -> State:
        """What it does, and whether it can hear."""
        return self._state

    @property
    def turns(self) -> int:
        """Questions so far."""
        return self._responder.turns

    @property
    def last_said(self) -> str:
        """Its last answer, as far as it has come; empty before the first one."""
        return self._responder.last_said

    @property
    def last_error(self) -> MynaError | None:
        """The last thing that went wrong, if anything did."""
        return self._responder.last_error

    async def run(self) -> None:
        """Hear until the microphone's stream ends. Raises MynaError where it failed for good."""
        if self._state.phase is Phase.HEARING or (self._options.always_listen and self._state.can_hear):
            await self._listener.listen()
        while True:
            await self.until(lambda state: state.microphone is not MicrophoneState.MUTED)
            self._hearing = self._group.create_task(self._hear())
            await asyncio.wait([self._hearing])
            if self._hearing.cancelled():  # muted
                continue
            failure = self._hearing.result()
            if failure is None:
                return
            if not (self._options.lasting and isinstance(failure, AudioError)):
                raise failure
            await self.feed(MicrophoneLost(failure))
            delay = RETRY_SECONDS[min(self._losses, len(RETRY_SECONDS) - 1)]
            self._losses += 1
            await asyncio.sleep(delay)

    async def ring(self) -> None:
        """Ring what is due, for ever, or as long as nothing can be."""
        if self._ringer is not None:
            await self._ringer.run()

    async def until(self, condition: Callable[[State], bool]) -> None:
        """Wait until the state meets ``condition``."""
        while not condition(self._state):
            await self._changed.wait()

    async def until_idle(self) -> None:
        """Wait until nobody speaks to it and it answers nobody."""
        await self.until(lambda state: state.phase is Phase.IDLE)

    def alive(self) -> bool:
        """Whether it got on since the last call: sound was heard through, and a turn is not stuck.

        A microphone that is muted, or away and known to be, is no reason to hear nothing; a silent one is.
        """
        before, self._heard_chunks = self._heard_chunks, self._listener.heard_chunks
        if self._foreground.busy and asyncio.get_running_loop().time() - self._responder.moved > STUCK_SECONDS:
            return False
        loss = self._state.loss
        known = self._state.microphone is MicrophoneState.MUTED or (
            loss is not None and loss.code != "microphone-silent"
        )
        return known or self._heard_chunks != before

    async def listen(self) -> None:
        """Listen for a sentence as if the wake phrase had been heard. Raises AudioError where nothing can be heard."""
        if self._state.microphone is MicrophoneState.MUTED:
            self._tell_by_sound(cues.muted())
            raise AudioError("muted", "The microphone is muted.", "Type: myna unmute")
        if (loss := self._state.loss) is not None:
            raise AudioError(loss.code, loss.message, loss.hint)
        await self.feed(ListenPressed())

    async def stop(self) -> None:
        """Fall silent, and listen for nothing but the wake phrase."""
        await self.feed(StopPressed())

    async def mute(self) -> None:
        """Close the microphone, until ``unmute``. What sounds goes on."""
        before = self._state.microphone
        await self.feed(MutePressed())
        if before is not MicrophoneState.MUTED:
            self._tell_by_sound(cues.muted())

    async def unmute(self) -> None:
        """Hear again."""
        before = self._state.microphone
        await self.feed(UnmutePressed())
        if before is MicrophoneState.MUTED:
            self._tell_by_sound(cues.unmuted())

    async def ask(self, question: str, on_text: Callable[[str], None], *, aloud: bool) -> None:
        """Answer a typed question, or what is typed as the answer to one that Myna asked back in writing.

        Raises MynaError, also where the answer was interrupted.
        """
        turn = TurnContext.certain(question, aloud=aloud, on_text=on_text)

        async def answer(act_number: int) -> MynaError | None:
            turn.act_number, turn.decision = act_number, self._answered(self._typed.taken(), question)
            failure = await self._responder.run_turn(turn)
            if turn.reply is not None and failure is None:
                self._typed.note(turn.reply.question)
            return failure

        await self._do_typed(answer)

    async def say(self, text: str, *, asks: bool = False) -> None:
        """Speak a typed text. Raises MynaError, also where it was interrupted.

        Where another assistant ``asks`` with it, the next sentence needs no wake phrase, and is for that one.
        """
        await self._do_typed(partial(self._responder.say, text), asks)

    async def play(self, sounds: AsyncGenerator[AudioChunk, None], *, asks: bool = False) -> None:
        """Play what another assistant says, or ``asks``, as if it was Myna's.

        Raises MynaError, also where it was interrupted.
        """
        await self._do_typed(partial(self._responder.play, sounds), asks)

    async def _do_typed(self, work: Callable[[int], Awaitable[MynaError | None]], asks: bool = False) -> None:
        """Do what was typed, and wait for it; who stops waiting cancels it. Raises MynaError."""
        begun: list[tuple[int, asyncio.Task[MynaError | None]]] = []
        await self.feed(
            TextTyped(lambda act_number: begun.append((act_number, self._foreground.start(partial(work, act_number)))))
        )
        ((act_number, task),) = begun
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            await self.feed(ActEnded(act_number))
            raise
        if task.cancelled():
            raise LlmError("interrupted", "It was interrupted.", "Say or type it again.")
        failure = task.result()
        if asks and failure is None and self._state.can_hear:
            await self.feed(AnswerAsked(act_number, others_question))
        else:
            await self.feed(ActEnded(act_number))
        if failure is not None:
            raise failure

    async def feed(self, happening: Input) -> None:
        """Take an input: change the state, and do what follows from it, before the next one is taken."""
        async with self._deciding:
            before = self._state
            for effect in self._take(happening):
                await self._perform(effect, happening, before)

    def _take(self, happening: Input) -> tuple[Effect, ...]:
        """Change the state, and tell; what is to be done is for the caller."""
        before = self._state
        self._state, effects = step(before, happening)
        if self._state != before:
            self._listener.mode = _MODES.get(self._state.phase, ListeningMode.WAITING)
            if (self._state.name, self._state.phase) != (before.name, before.phase):
                self._publish(StateChanged(self._state.name, self._state.phase.value))
            self._changed.set()
            self._changed = asyncio.Event()
        if before.loss is not None and self._state.loss is None and isinstance(happening, MicrophoneReady):
            log.info("The microphone is back.")
            self._losses = 0
        if self._state.microphone in (MicrophoneState.OPEN, MicrophoneState.MUTED):
            self.ready.set()
        return effects

    async def _perform(self, effect: Effect, happening: Input, before: State) -> None:
        """Do one thing that follows from ``happening``, which has changed the state from ``before``."""
        listener, act_number = self._listener, self._state.act_number
        match effect, happening:
            case Effect.INTERRUPT, _:
                self._foreground.interrupt()
            case Effect.SILENCE, _:
                self._preemptive.silence()
            case Effect.DROP, _:
                self._preemptive.drop()
            case Effect.CHIME, _:
                if self._options.chime:
                    self._foreground.start(self._responder.chime)
            case Effect.PREFILL, Partial(text=text):
                self._preemptive.prefill(text)
            case Effect.PREFILL_HISTORY, _:
                self._preemptive.prefill_history()
            case Effect.GUESS, Paused(text=text):
                self._preemptive.guess(text)
            case Effect.ANSWER, Utterance(at=at, text=text, speech_end=speech_end, alternatives=others):
                turn = self._preemptive.commit(text, act_number, others)
                turn.trace.heard(listener.loop_time(speech_end), listener.loop_time(at))
                turn.spoken = listener.spoken
                if self._options.state_sounds:
                    self._group.create_task(self._tick(act_number))
            case Effect.BEGIN, TextTyped(begin=begin) | AlertDue(begin=begin) | AlertMissed(begin=begin):
                begin(act_number)
            case Effect.COMPLAIN, MicrophoneLost(error=error):
                self._complain(error, act_number)
            case Effect.COMPLAIN_LATER, MicrophoneLost(error=error):
                self._complain(error, None)
            case Effect.LISTEN, _:
                await listener.listen(addressed=True)
            case Effect.LISTEN_FOR_REPLY, _:
                await listener.listen()
            case Effect.LISTEN_FOR_ANSWER, _:
                is_others = self._state.question is others_question
                await listener.listen(after_seconds=ECHO_SECONDS, addressed=is_others)
            case Effect.LISTEN_ON, _:
                await self._listen_on()
            case Effect.WAIT, _:
                if self._options.always_listen:
                    await listener.listen()
            case Effect.WAKE_ONLY, _:
                await listener.wait_for_wake_phrase()
            case Effect.HUSH, _:
                self._rings().hush()
            case Effect.UNHUSH, _:
                self._rings().unhush()
            case Effect.END_ALERT, _:
                assert before.alert is not None, "only what rings is ended"
                reply = happening.reply if isinstance(happening, AlertReplied) else None
                self._rings().end(before.alert, reply, act_number)
            case Effect.CLOSE_MICROPHONE, _:
                if self._hearing is not None:
                    self._hearing.cancel()
                    await asyncio.wait([self._hearing])
            case _:
                raise AssertionError(f"{effect} does not follow from {happening}")

    def _tell_by_sound(self, cue: AudioChunk) -> None:
        """Play ``cue``, if that is wanted and nothing else sounds."""
        if self._options.state_sounds and not self._foreground.busy:
            self._foreground.start(partial(self._responder.play_cue, cue))

    async def _tick(self, act_number: int) -> None:
        """Say by a sound that it thinks, where the act of that number does so for longer."""
        await asyncio.sleep(TICK_AFTER_SECONDS)
        if self._state.phase is Phase.THINKING and self._state.act_number == act_number:
            await self._responder.tick()

    async def _listen_on(self) -> None:
        """After an answer: the next question needs no wake phrase."""
        if self._options.always_listen:
            await self._listener.listen(after_seconds=ECHO_SECONDS)
        elif seconds := self._options.follow_up_seconds:
            await self._listener.listen(after_seconds=ECHO_SECONDS, timeout_seconds=seconds)

    def _rings(self) -> Ringer:
        assert self._ringer is not None, "nothing rings without it"
        return self._ringer

    def _complain(self, error: MynaError, act_number: int | None) -> None:
        """Tell that the microphone is lost, as the act of that number, or behind what sounds."""
        self._responder.failed(error)

        async def complain() -> None:
            await self._responder.complain("microphone", act_number)
            if act_number is not None:
                await self.feed(ActEnded(act_number))

        self._foreground.start(complain)

    async def _hear(self) -> MynaError | None:
        """Follow the listener to the end of its stream; the failure that ended it, if one did."""
        async with aclosing(self._listener.events()) as events:
            async for event in events:
                if isinstance(event, ListeningFailed):
                    return event.error  # which is told once, and not at every try
                self._publish(event)
                if (happening := self._meaning(event)) is not None:
                    await self.feed(happening)
        return None

    def _meaning(self, event: Heard) -> Input | None:
        """What an event of the listener is to the session; None for nothing."""
        stop_words = self._options.language.stop
        match event:
            case Paused(text=words) | Utterance(text=words) if (alert := self._state.alert) is not None:
                reply = alert.reply(words)
                certain = isinstance(event, Utterance) or (reply is not None and not reply.text)  # one word is enough
                return AlertReplied(reply) if reply is not None and certain else event
            case Paused(text=words) if words in stop_words:
                return None
            case Utterance(text=words) if words in stop_words:
                return StopSaid()
            case Utterance() if self._state.follows and self._is_overheard(event):
                return Overheard()
            case _:
                return event

    def _is_overheard(self, said: Utterance) -> bool:
        """Whether what follows an answer is for somebody else."""
        if not self._options.wary or self._options.always_listen:
            return False
        asks = None if self._options.asks is None else self._options.asks(said.text)
        why = let_go(FollowUp(self._preemptive.decision(said.text), asks, said.level_db, self._state.level_db))
        if why:
            log.debug("Not answered without a wake phrase: %s", why)
        return bool(why)

    def _decide(self, words: str) -> Decision:
        """What ``words`` mean: first as the answer to a question of Myna's own, then as any sentence.

        The answer to another assistant's question is for that one alone.
        """
        question = self._state.question
        if question is others_question:
            return Decision(words, "nothing", "server")
        return self._answered(question, words)

    def _answered(self, question: Question | None, words: str) -> Decision:
        """What ``words`` mean as the answer to ``question``, or as any sentence."""
        answered = None if question is None else question(words)
        return self._responder.decide(words) if answered is None else decided(words, answered, "question", "", "")

    async def _answer(self, turn: TurnContext) -> None:
        failure = await self._responder.run_turn(turn)
        if turn.act_number != self._state.act_number:  # it ended while it was being interrupted
            return
        if failure is not None:
            await self._responder.complain(component_of(failure), turn.act_number)
            await self.feed(ActEnded(turn.act_number))
        elif turn.reply is not None and turn.reply.question is not None:
            await self.feed(AnswerAsked(turn.act_number, turn.reply.question))
        else:
            await self.feed(AnswerEnded(turn.act_number))

    def _on_sound(self, act_number: int) -> None:
        self._take(AnswerSounded(act_number))


@asynccontextmanager
async def session(
    listener: Listener,
    conversation: Conversation,
    publish: Callable[[Event], None],
    options: SessionOptions,
    alerts: Alerts | None = None,
    *,
    listen: bool = False,
    muted: bool = False,
) -> AsyncIterator[Assistant]:
    """A session that answers, and rings what ``alerts`` gives; it hears while its ``run`` is awaited.

    ``listen`` begins as if the wake phrase had just been heard. What is being said at the end is said to its end; where
    the block fails or is cancelled, everything is.
    """
    with unwrapped():
        async with asyncio.TaskGroup() as group:
            state = first(listen=listen, muted=muted)
            assistant = Assistant(group, listener, conversation, publish, options, alerts, state)
            ringing = group.create_task(assistant.ring())
            yield assistant
            ringing.cancel()
