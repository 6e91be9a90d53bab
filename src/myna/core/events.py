"""Everything that happens and that somebody may want to know, as dataclasses; and the one place that makes JSON of it.

Consume events with ``match`` and close the ``match`` with ``assert_never``. Those of the listener come first; their
``at`` is always seconds of stream time: the sound that the microphone has delivered so far, counted in samples, and so
the same for a live microphone and for a file that is read as fast as the machine can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from myna.core.decision import Decision
from myna.core.errors import MynaError


@dataclass(frozen=True, slots=True)
class MicrophoneReady:
    """The microphone delivers sound: at the start, and again each time after a ``ListeningFailed``."""

    at: float


@dataclass(frozen=True, slots=True)
class WakeHeard:
    """The wake phrase was recognised; ``level_db`` is how loud it was said, in dB of full scale, if that is known.

    ``score`` is how sure it is, as ``Spotted`` has it.
    """

    at: float
    phrase: str
    level_db: float | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class StopHeard:
    """A stop word was recognised while Myna was answering."""

    at: float
    phrase: str


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody began to speak while the listener was listening for a sentence."""

    at: float


@dataclass(frozen=True, slots=True)
class Partial:
    """The transcript so far; a later one may revise it."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Paused:
    """The user is silent for a moment: the words so far may be the whole sentence, or not."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """A whole sentence.

    ``speech_end`` is where the speech itself ended, ``at`` the endpoint that was called after the silence behind it;
    both in seconds of stream time. ``confidence`` is the mean of the recogniser's word confidences, 0 to 1.
    ``continued``: the user went on after a pause; this is the whole of it, in the place of the utterance before.
    ``alternatives`` are what may have been said instead, nearly as likely, the likeliest first; an empty one stands
    for whatever else is no order. ``level_db`` is how loud it was said, in dB of full scale, if that is known.
    """

    at: float
    text: str
    speech_end: float
    confidence: float
    continued: bool = False
    alternatives: tuple[str, ...] = ()
    level_db: float | None = None


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """The listener listened for a sentence and none came."""

    at: float


@dataclass(frozen=True, slots=True)
class ListeningFailed:
    """The microphone or the recogniser failed; this stream of events is over."""

    at: float
    error: MynaError


Heard = MicrophoneReady | WakeHeard | StopHeard | SpeechStarted | Partial | Paused | Utterance | NothingHeard
"""What the listener hears."""

ListeningEvent = Heard | ListeningFailed
"""What the listener says: what it hears, and at last its failure, which subscribers get as ``Failed``."""


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The session has another state.

    ``phase`` is what it does: ``idle``, ``hearing``, ``thinking``, ``speaking``, ``asking`` (it waits for the answer to
    its question) or ``ringing``. ``state`` is that in the words of ``myna status``, with what the microphone adds:
    ``listening``, ``hearing``, ``answering``, ``asking``, ``ringing``, ``muted``, ``no-microphone`` or ``starting``.
    """

    state: str
    phase: str


@dataclass(frozen=True, slots=True)
class Understood:
    """It is certain what a sentence means, and what is done about it."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class AnswerPiece:
    """The next piece of an answer's text, as it comes."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer is over; ``text`` is all of it that came."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """A turn is over, by itself, by a failure or by an interruption.

    ``milliseconds`` are the stages that it reached, from the first one that was marked, in their order.
    """

    milliseconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Failed:
    """A turn failed, the microphone, or a reload; Myna goes on."""

    error: MynaError


@dataclass(frozen=True, slots=True)
class Ready:
    """Myna can be spoken to for the first time under this configuration."""


@dataclass(frozen=True, slots=True)
class MuteChanged:
    """The microphone was closed, or opened again, on purpose."""

    muted: bool


@dataclass(frozen=True, slots=True)
class VolumeChanged:
    """Myna speaks louder or softer; ``volume`` is in percent."""

    volume: int


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The configuration was read again; ``changed`` names the keys and engines that are other ones now."""

    changed: Sequence[str]


@dataclass(frozen=True, slots=True)
class TimerChanged:
    """A timer, alarm or reminder changed.

    ``change`` is ``set``, ``changed``, ``cancelled``, ``ringing``, ``snoozed``, ``stopped`` or ``missed``; ``timer``
    is what ``myna status --json`` lists of it.
    """

    change: str
    timer: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ListsChanged:
    """A list or the notes changed; ``lists`` of the control socket says what there is now."""


Event = (
    Heard
    | StateChanged
    | Understood
    | AnswerPiece
    | Answered
    | TurnEnded
    | Failed
    | Ready
    | MuteChanged
    | VolumeChanged
    | Reloaded
    | TimerChanged
    | ListsChanged
)
"""Everything that a subscriber of ``myna.app.service`` may get."""

_NAMES: dict[type[Event | ListeningFailed], str] = {
    MicrophoneReady: "microphone",
    WakeHeard: "wake",
    StopHeard: "stop",
    SpeechStarted: "speech",
    Partial: "partial",
    Paused: "pause",
    Utterance: "utterance",
    NothingHeard: "nothing",
    ListeningFailed: "fault",
    StateChanged: "state",
    AnswerPiece: "piece",
    Answered: "answer",
    Failed: "fault",
    Ready: "ready",
    VolumeChanged: "volume",
    Reloaded: "reload",
    ListsChanged: "lists",
}


def as_json(event: Event | ListeningFailed) -> dict[str, Any]:
    """An event, or a listener's failure, as programs get it: its name under ``event``, and its members.

    Times are in seconds of stream time, rounded to the millisecond.
    """
    match event:
        case Understood(decision=decision):
            return {"event": "understood", **decision.as_json()}
        case MuteChanged(muted=muted):
            return {"event": "muted" if muted else "unmuted"}
        case TimerChanged(change=change, timer=timer):
            return {"event": "timer", "change": change, **timer}
        case TurnEnded(milliseconds=milliseconds):
            return {"event": "turn", "milliseconds": {stage: round(value) for stage, value in milliseconds.items()}}
        case WakeHeard(at=at, phrase=phrase, level_db=level_db, score=score):
            level = {} if level_db is None else {"level_db": round(level_db, 1)}
            sure = {} if score is None else {"score": round(score, 2)}
            return {"event": "wake", "at": round(at, 3), "text": phrase, **level, **sure}
        case StopHeard(at=at, phrase=phrase):
            return {"event": "stop", "at": round(at, 3), "text": phrase}
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    if "error" in values:
        values |= values.pop("error").as_json()
    for name in ("continued", "alternatives", "level_db"):
        if not values.get(name, True):
            del values[name]  # the exception is worth a word, the rule is not
    if "alternatives" in values:
        values["alternatives"] = list(values["alternatives"])
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in values.items()}
    return {"event": _NAMES[type(event)], **rounded}
