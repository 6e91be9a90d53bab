"""What the listener says. Consume it with ``match`` and close the ``match`` with ``assert_never``.

``at`` is always seconds of stream time: the sound that the microphone has delivered so far, counted in samples, and so
the same for a live microphone and for a file that is read as fast as the machine can.
"""

from dataclasses import dataclass, fields
from typing import Any

from myna.core.errors import MynaError


@dataclass(frozen=True, slots=True)
class MicrophoneReady:
    """The microphone delivers sound: at the start, and again each time after an ``ListeningFailed``."""

    at: float


@dataclass(frozen=True, slots=True)
class WakeHeard:
    """The wake phrase was recognised."""

    at: float
    phrase: str


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
    """The speaker is silent for a moment: the words so far may be the whole sentence, or not."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """A whole sentence.

    ``speech_end`` is where the speech itself ended, ``at`` the endpoint that was called after the silence behind it;
    both in seconds of stream time. ``confidence`` is the mean of the recogniser's word confidences, 0 to 1.
    ``continued``: the speaker went on after a pause; this is the whole of it, in the place of the utterance before.
    """

    at: float
    text: str
    speech_end: float
    confidence: float
    continued: bool = False


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """The listener listened for a sentence and none came."""

    at: float


@dataclass(frozen=True, slots=True)
class ListeningFailed:
    """The microphone or the recogniser failed; this stream of events is over."""

    at: float
    error: MynaError


Event = (
    MicrophoneReady
    | WakeHeard
    | StopHeard
    | SpeechStarted
    | Partial
    | Paused
    | Utterance
    | NothingHeard
    | ListeningFailed
)

NAMES: dict[type[Event], str] = {
    MicrophoneReady: "microphone",
    WakeHeard: "wake",
    StopHeard: "stop",
    SpeechStarted: "speech",
    Partial: "partial",
    Paused: "pause",
    Utterance: "utterance",
    NothingHeard: "nothing",
    ListeningFailed: "fault",
}
"""What the commands call each event."""


def as_json(event: Event) -> dict[str, Any]:
    """An event as the commands print it; times in seconds of stream time, rounded to the millisecond."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    if isinstance(event, WakeHeard | StopHeard):
        values["text"] = values.pop("phrase")
    if isinstance(event, ListeningFailed):
        values |= values.pop("error").as_json()
    if not values.get("continued", True):
        del values["continued"]  # the exception is worth a word, the rule is not
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in values.items()}
    return {"event": NAMES[type(event)], **rounded}
