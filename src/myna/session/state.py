"""The session's state, and the one table that changes it. Pure: no clock, no task, no engine.

Its rules:

1. The state is one value. ``step`` looks an input up in ``TABLE``, by the phase that the session is in, and gives the
   next state and the effects to be performed, in order. The first row that fits counts; every input has a row.
2. At most one act is in the foreground: an answer, a text, a complaint. It has a number, and what is interrupted loses
   it: what an earlier act brings changes nothing any more.
3. A microphone that is muted or lost takes nothing away from an answer or a ring; what was listened for is forgotten.
   Nothing is listened for without one: it goes on when the microphone is back.
4. A sentence that follows an answer without a wake phrase may be for somebody else (``addressee.py``); it is let go
   unnoticed, and the wake phrase is waited for. What goes on behind it is no other sentence.
5. What rings goes on ringing until somebody ends it, it ends by itself, or a typed text takes its place for a while.
6. A question that Myna asked is remembered until the next sentence has answered it, or something else has begun.

Every phase has a way back to ``IDLE``: the end of what is done there, silence, or a stop.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from myna.core.errors import MynaError
from myna.core.events import (
    MicrophoneReady,
    NothingHeard,
    Partial,
    Paused,
    SpeechStarted,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.core.ports import Alert
from myna.core.reply import Question, Reply


class Phase(Enum):
    """What the session does."""

    IDLE = "idle"
    """Nobody speaks to it, and it answers nobody. It may be listening for a sentence that follows its answer."""
    HEARING = "hearing"
    """Somebody has turned to it, or speaks to it."""
    THINKING = "thinking"
    """It is about to say something that is wanted."""
    SPEAKING = "speaking"
    """It says it."""
    ASKING = "asking"
    """It has asked something, and waits for the answer."""
    RINGING = "ringing"
    """A timer, an alarm or a reminder rings."""


class MicrophoneState(Enum):
    """Whether there is sound to hear."""

    OPENING = auto()
    """It is opened for the first time."""
    OPEN = auto()
    """It delivers sound."""
    MUTED = auto()
    """It is closed on purpose."""
    LOST = auto()
    """It failed, and is tried again."""
    RETURNING = auto()
    """It was muted, and is opened again."""


@dataclass(frozen=True, slots=True)
class State:
    """All that is known of the session.

    ``loss`` is why there is no microphone, while it is lost. ``act_number`` is that of the act in the foreground, or of
    the last one. ``alert`` rings. ``question`` takes the answer to a question that Myna asked. ``follows``: what is
    said now follows an answer without a wake phrase. ``level_db`` is how loud the one spoke who turned to it.
    """

    phase: Phase = Phase.IDLE
    microphone: MicrophoneState = MicrophoneState.OPENING
    loss: MynaError | None = None
    act_number: int = 0
    alert: Alert | None = None
    question: Question | None = None
    follows: bool = False
    level_db: float | None = None

    @property
    def is_answering(self) -> bool:
        """Whether it says something, or is about to."""
        return self.phase in _ANSWERING

    @property
    def can_hear(self) -> bool:
        """Whether what is listened for now will be heard."""
        return self.microphone in (MicrophoneState.OPENING, MicrophoneState.OPEN)

    @property
    def name(self) -> str:
        """The state in the words of ``myna status``: the phase, with what the microphone adds."""
        if self.phase is Phase.RINGING:
            return "ringing"
        if self.microphone is MicrophoneState.MUTED:
            return "muted"
        if self.is_answering:
            return "answering"
        if self.microphone is MicrophoneState.LOST:
            return "no-microphone"
        return "listening" if self.phase is Phase.IDLE else self.phase.value


def first(*, listen: bool = False, muted: bool = False) -> State:
    """The state at the start; ``listen`` begins as if the wake phrase had just been heard."""
    microphone = MicrophoneState.MUTED if muted else MicrophoneState.OPENING
    return State(Phase.HEARING if listen and not muted else Phase.IDLE, microphone)


@dataclass(frozen=True, slots=True)
class StopSaid:
    """A whole sentence was a stop word."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """A whole sentence followed an answer, and was for somebody else."""


@dataclass(frozen=True, slots=True)
class ListenPressed:
    """Somebody wants to speak without the wake phrase: a button, a command."""


@dataclass(frozen=True, slots=True)
class StopPressed:
    """Somebody wants silence: a button, a command."""


@dataclass(frozen=True, slots=True)
class MutePressed:
    """The microphone is to be closed."""


@dataclass(frozen=True, slots=True)
class UnmutePressed:
    """The microphone is to be opened again."""


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """The microphone failed."""

    error: MynaError


@dataclass(frozen=True, slots=True)
class TextTyped:
    """A question or a text to be spoken was typed; ``begin`` begins it, as the act of that number."""

    begin: Callable[[int], object]


@dataclass(frozen=True, slots=True)
class AnswerSounded:
    """The act of that number began to sound."""

    act_number: int


@dataclass(frozen=True, slots=True)
class AnswerEnded:
    """The answer of the act of that number was given."""

    act_number: int


@dataclass(frozen=True, slots=True)
class AnswerAsked:
    """The answer of the act of that number asks back; ``question`` takes the sentence that may answer it."""

    act_number: int
    question: Question


@dataclass(frozen=True, slots=True)
class ActEnded:
    """The act of that number is over, and nothing follows from it."""

    act_number: int


@dataclass(frozen=True, slots=True)
class AlertDue:
    """``alert`` is due; ``begin`` rings, as the act of that number."""

    alert: Alert
    begin: Callable[[int], object]


@dataclass(frozen=True, slots=True)
class AlertMissed:
    """Something was due long ago; ``begin`` tells it, as the act of that number."""

    begin: Callable[[int], object]


@dataclass(frozen=True, slots=True)
class AlertReplied:
    """Words that were heard while it rings are for what rings: ``reply`` is what they do to it."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class AlertExpired:
    """It has rung for as long as it may, and nobody came."""


Input = (
    MicrophoneReady
    | WakeHeard
    | StopHeard
    | SpeechStarted
    | Partial
    | Paused
    | Utterance
    | NothingHeard
    | StopSaid
    | Overheard
    | ListenPressed
    | StopPressed
    | MutePressed
    | UnmutePressed
    | MicrophoneLost
    | TextTyped
    | AnswerSounded
    | AnswerEnded
    | AnswerAsked
    | ActEnded
    | AlertDue
    | AlertMissed
    | AlertReplied
    | AlertExpired
)


class Effect(Enum):
    """What is done about an input."""

    INTERRUPT = "silence what sounds"
    SILENCE = "silence what sounds, unless nobody can notice it"
    DROP = "drop what was begun before the sentence was over"
    CHIME = "say by a sound that it listens"
    PREFILL = "read the words along"
    PREFILL_HISTORY = "read what the next question will follow"
    GUESS = "begin the answer unnoticed"
    ANSWER = "answer"
    BEGIN = "begin it"
    COMPLAIN = "tell that the microphone is lost"
    COMPLAIN_LATER = "tell that the microphone is lost, behind what sounds"
    LISTEN = "listen for a sentence"
    LISTEN_ON = "listen for a sentence that follows"
    LISTEN_FOR_ANSWER = "listen for the answer to its question"
    LISTEN_FOR_REPLY = "listen for words that end the ring"
    WAIT = "listen as ever: for the wake phrase, or without one for a sentence"
    WAKE_ONLY = "listen for the wake phrase alone"
    HUSH = "do not ring over whoever speaks"
    UNHUSH = "ring on"
    END_ALERT = "end what rings"
    CLOSE_MICROPHONE = "close the microphone"


_NEEDS_SOUND = (
    Effect.LISTEN,
    Effect.LISTEN_ON,
    Effect.LISTEN_FOR_ANSWER,
    Effect.LISTEN_FOR_REPLY,
    Effect.WAIT,
)
"""Effects that are left out without a microphone."""


@dataclass(frozen=True, slots=True)
class Row:
    """In one of ``phases`` an input of the type ``on`` leads to the phase ``to``, None for the same, with ``effects``.

    ``acts``: an act ends or begins, so that the act before it has lost its number. ``microphones``: only in one of
    these states of the microphone; without any, in all.
    """

    phases: tuple[Phase, ...]
    on: type[Input]
    to: Phase | None = None
    effects: tuple[Effect, ...] = ()
    acts: bool = False
    microphones: tuple[MicrophoneState, ...] = ()

    def fits(self, state: State, happening: Input) -> bool:
        """Whether this row is about ``happening`` in ``state``."""
        return (
            isinstance(happening, self.on)
            and state.phase in self.phases
            and (not self.microphones or state.microphone in self.microphones)
        )


_ANY = tuple(Phase)
_ANSWERING = (Phase.THINKING, Phase.SPEAKING)
_QUIET = (Phase.IDLE, Phase.HEARING, Phase.ASKING)
_RINGING = (Phase.RINGING,)
_AWAY = (MicrophoneState.LOST, MicrophoneState.RETURNING)
_LOST = (MicrophoneState.LOST,)

TABLE = (
    Row(_RINGING, WakeHeard, Phase.HEARING, (Effect.END_ALERT, Effect.INTERRUPT, Effect.CHIME), acts=True),
    Row(_ANY, WakeHeard, Phase.HEARING, (Effect.INTERRUPT, Effect.CHIME), acts=True),
    Row(
        _RINGING,
        ListenPressed,
        Phase.HEARING,
        (Effect.END_ALERT, Effect.INTERRUPT, Effect.CHIME, Effect.LISTEN),
        acts=True,
    ),
    Row(_ANY, ListenPressed, Phase.HEARING, (Effect.INTERRUPT, Effect.CHIME, Effect.LISTEN), acts=True),
    Row(_RINGING, SpeechStarted, None, (Effect.HUSH,)),
    Row(_ANSWERING, SpeechStarted, Phase.HEARING, (Effect.INTERRUPT,), acts=True),
    Row(_QUIET, SpeechStarted, Phase.HEARING, (Effect.SILENCE,)),
    Row(_RINGING, Partial),
    Row(_ANSWERING, Partial, Phase.HEARING, (Effect.INTERRUPT, Effect.PREFILL), acts=True),
    Row(_QUIET, Partial, Phase.HEARING, (Effect.PREFILL,)),
    Row((Phase.HEARING,), Paused, None, (Effect.GUESS,)),
    Row(_ANY, Paused),
    Row(_RINGING, Utterance, None, (Effect.UNHUSH, Effect.LISTEN_FOR_REPLY)),
    Row(_ANY, Utterance, Phase.THINKING, (Effect.ANSWER,), acts=True),
    Row(_QUIET, Overheard, Phase.IDLE, (Effect.DROP, Effect.WAIT)),
    Row(_ANY, Overheard),
    Row(_RINGING, NothingHeard, None, (Effect.UNHUSH, Effect.LISTEN_FOR_REPLY)),
    Row(_ANSWERING, NothingHeard),
    Row(_QUIET, NothingHeard, Phase.IDLE, (Effect.DROP, Effect.WAIT)),
    Row(_RINGING, StopHeard, Phase.IDLE, (Effect.END_ALERT, Effect.INTERRUPT, Effect.WAIT), acts=True),
    Row(_ANY, StopHeard, Phase.IDLE, (Effect.INTERRUPT, Effect.WAIT), acts=True),
    Row(_RINGING, StopSaid, Phase.IDLE, (Effect.END_ALERT, Effect.INTERRUPT, Effect.WAIT), acts=True),
    Row(_ANY, StopSaid, Phase.IDLE, (Effect.INTERRUPT, Effect.WAIT), acts=True),
    Row(
        _RINGING,
        StopPressed,
        Phase.IDLE,
        (Effect.END_ALERT, Effect.INTERRUPT, Effect.WAKE_ONLY, Effect.WAIT),
        acts=True,
    ),
    Row(_ANY, StopPressed, Phase.IDLE, (Effect.INTERRUPT, Effect.WAKE_ONLY, Effect.WAIT), acts=True),
    Row(_ANY, TextTyped, Phase.THINKING, (Effect.INTERRUPT, Effect.BEGIN), acts=True),
    Row((Phase.THINKING,), AnswerSounded, Phase.SPEAKING),
    Row(_ANY, AnswerSounded),
    Row(_ANSWERING, AnswerEnded, Phase.IDLE, (Effect.PREFILL_HISTORY, Effect.LISTEN_ON)),
    Row(_ANY, AnswerEnded),
    Row(_ANSWERING, AnswerAsked, Phase.ASKING, (Effect.PREFILL_HISTORY, Effect.LISTEN_FOR_ANSWER)),
    Row(_ANY, AnswerAsked),
    Row(_ANSWERING, ActEnded, Phase.IDLE, (Effect.WAIT,)),
    Row(_ANY, ActEnded),
    Row(_QUIET, AlertDue, Phase.RINGING, (Effect.DROP, Effect.BEGIN, Effect.LISTEN_FOR_REPLY), acts=True),
    Row(_ANY, AlertDue, Phase.RINGING, (Effect.INTERRUPT, Effect.BEGIN, Effect.LISTEN_FOR_REPLY), acts=True),
    Row(_QUIET, AlertMissed, Phase.THINKING, (Effect.DROP, Effect.BEGIN), acts=True),
    Row(_ANY, AlertMissed, Phase.THINKING, (Effect.INTERRUPT, Effect.BEGIN), acts=True),
    Row(
        _RINGING,
        AlertReplied,
        Phase.THINKING,
        (Effect.WAKE_ONLY, Effect.END_ALERT, Effect.INTERRUPT),
        acts=True,
    ),
    Row(_ANY, AlertReplied),
    Row(_RINGING, AlertExpired, Phase.IDLE, (Effect.WAIT,), acts=True),
    Row(_ANY, AlertExpired),
    Row(_RINGING, MicrophoneReady, None, (Effect.LISTEN_FOR_REPLY,)),
    Row((Phase.ASKING,), MicrophoneReady, None, (Effect.LISTEN_FOR_ANSWER,), microphones=_AWAY),
    Row(_QUIET, MicrophoneReady, Phase.IDLE, (Effect.WAIT,), microphones=_AWAY),
    Row(_ANY, MicrophoneReady),
    Row(_QUIET, MicrophoneLost, Phase.IDLE, (Effect.DROP,), microphones=_LOST),
    Row(_ANY, MicrophoneLost, microphones=_LOST),
    Row(_QUIET, MicrophoneLost, Phase.THINKING, (Effect.DROP, Effect.COMPLAIN), acts=True),
    Row(_ANY, MicrophoneLost, None, (Effect.COMPLAIN_LATER,)),
    Row(_QUIET, MutePressed, Phase.IDLE, (Effect.DROP, Effect.CLOSE_MICROPHONE)),
    Row(_ANY, MutePressed, None, (Effect.CLOSE_MICROPHONE,)),
    Row(_ANY, UnmutePressed),
)
"""The whole behaviour. The first row that fits an input counts."""

_MICROPHONE: dict[type[Input], dict[MicrophoneState, MicrophoneState]] = {
    MicrophoneReady: dict.fromkeys(
        (MicrophoneState.OPENING, MicrophoneState.OPEN, *_AWAY),
        MicrophoneState.OPEN,
    ),
    MicrophoneLost: dict.fromkeys(
        (MicrophoneState.OPENING, MicrophoneState.OPEN, *_AWAY),
        MicrophoneState.LOST,
    ),
    MutePressed: dict.fromkeys(MicrophoneState, MicrophoneState.MUTED),
    UnmutePressed: {MicrophoneState.MUTED: MicrophoneState.RETURNING},
}
"""What becomes of the microphone; it stays as it is where nothing is said here."""

_KEEPS_QUESTION = (SpeechStarted, Partial, Paused, Utterance, AnswerSounded, MicrophoneReady, UnmutePressed)
"""Behind these a question of Myna's own still waits for its answer, or is being answered."""

_KEEPS_FOLLOWING = (SpeechStarted, Partial, Paused, Overheard, AnswerSounded, ActEnded, MicrophoneReady)
"""Behind these what is said still follows an answer; other inputs begin something else."""


def step(state: State, happening: Input) -> tuple[State, tuple[Effect, ...]]:
    """The state behind ``happening``, and what is to be done, in order."""
    if (
        isinstance(happening, AnswerSounded | AnswerEnded | AnswerAsked | ActEnded)
        and happening.act_number != state.act_number
    ):
        return state, ()
    row = next(row for row in TABLE if row.fits(state, happening))
    microphone = _MICROPHONE.get(type(happening), {}).get(state.microphone, state.microphone)
    lost = microphone is MicrophoneState.LOST
    after = State(
        phase=state.phase if row.to is None else row.to,
        microphone=microphone,
        loss=(happening.error if isinstance(happening, MicrophoneLost) else state.loss) if lost else None,
        act_number=state.act_number + row.acts,
        alert=happening.alert if isinstance(happening, AlertDue) else state.alert,
        question=state.question if isinstance(happening, _KEEPS_QUESTION) else None,
        follows=isinstance(happening, AnswerEnded) or (state.follows and isinstance(happening, _KEEPS_FOLLOWING)),
        level_db=_level_db(state, happening),
    )
    if after.phase is not Phase.RINGING:
        after = replace(after, alert=None)
    if isinstance(happening, AnswerAsked) and after.phase is Phase.ASKING:
        after = replace(after, question=happening.question)
    return after, tuple(effect for effect in row.effects if after.can_hear or effect not in _NEEDS_SOUND)


def _level_db(state: State, happening: Input) -> float | None:
    """How loud the one speaks who turned to Myna: as the wake phrase, or the sentence that needed none, was said."""
    match happening:
        case WakeHeard(level_db=level_db):
            return level_db
        case ListenPressed():
            return None
        case Utterance(level_db=level_db) if state.level_db is None:
            return level_db
    return state.level_db
