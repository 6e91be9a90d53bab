"""Everything that is known of a running Myna at one moment, and its JSON: what ``myna status`` shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from myna.core.errors import AudioError, MynaError
from myna.listening.diagnosis import Levels


@dataclass(frozen=True, slots=True)
class Board:
    """The machine: memory in bytes, of it all and of this process, now and at its peak.

    ``strained`` is a sentence about heat or power where one of them is wrong.
    """

    memory_bytes: int
    resident_bytes: int
    peak_resident_bytes: int
    strained: str | None
    temperature_celsius: float | None


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a speaker: ``error`` is why it does not work now, ``losses`` how often sound was lost by it."""

    name: str
    error: MynaError | None
    losses: int


@dataclass(frozen=True, slots=True)
class Hearing:
    """How a microphone sounds: its levels before the gain, the gain in decibels, and what is wrong, if anything is."""

    levels: Levels
    gain_db: float
    finding: AudioError | None


@dataclass(frozen=True, slots=True)
class AssistantSnapshot:
    """What runs: its models by name, and what became of them; devices of the sound card, where it has them.

    ``model_error`` is why ``model`` answers in the place of the one that was asked for, if it does. ``loading``:
    it listens already, while ``model`` and ``voice`` are only expected.
    ``kernels`` is the kind of processor that llama.cpp's are for, once a language model was loaded here.
    """

    model: str
    model_error: MynaError | None
    speech_model: str
    voice: str
    turns: int
    last_error: MynaError | None
    microphone: Device | None
    speaker: Device | None
    hearing: Hearing | None = None
    loading: bool = False
    kernels: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of Myna.

    ``state`` and ``phase`` as in ``myna.core.events.StateChanged``; ``text`` says the same to a person. ``volume`` is
    in percent. ``config_error`` is why the last reload was refused, if it was. ``faults``: why a part of a front end is
    out of use, by its name. ``assistant`` is None while it starts.
    """

    state: str
    phase: str
    text: str
    version: str
    uptime_seconds: float
    wake_phrases: Sequence[str]
    language: str
    volume: int
    muted: bool
    timers: Sequence[Mapping[str, object]]
    config_error: MynaError | None
    board: Board
    assistant: AssistantSnapshot | None
    faults: Mapping[str, MynaError] = field(default_factory=dict)


def as_json(snapshot: Snapshot) -> dict[str, object]:
    """A snapshot as programs get it; what is not known yet is left out."""
    board, assistant = snapshot.board, snapshot.assistant
    found: dict[str, object] = {
        "state": snapshot.state,
        "phase": snapshot.phase,
        "text": snapshot.text,
        "version": snapshot.version,
        "uptime_seconds": round(snapshot.uptime_seconds, 1),
        "wake_phrases": list(snapshot.wake_phrases),
        "language": snapshot.language,
        "volume": snapshot.volume,
        "muted": snapshot.muted,
        "timers": list(snapshot.timers),
        "config_error": _error(snapshot.config_error),
        "faults": {part: _error(error) for part, error in snapshot.faults.items()},
        "memory_bytes": board.memory_bytes,
        "resident_bytes": board.resident_bytes,
        "peak_resident_bytes": board.peak_resident_bytes,
        "strained": board.strained,
    }
    if board.temperature_celsius is not None:
        found["temperature_celsius"] = round(board.temperature_celsius, 1)
    if assistant is None:
        return found
    found |= {
        "model": {"name": assistant.model, "fallback_reason": _message(assistant.model_error)},
        "speech_model": assistant.speech_model,
        "voice": assistant.voice,
        "loading": assistant.loading,
        "turns": assistant.turns,
        "last_error": _error(assistant.last_error),
    }
    if assistant.kernels is not None:
        found["kernels"] = assistant.kernels
    if assistant.microphone is not None:
        found["microphone"] = _device(assistant.microphone, "overflows")
    if assistant.hearing is not None:
        found["hearing"] = hearing_as_json(assistant.hearing)
    if assistant.speaker is not None:
        found["speaker"] = _device(assistant.speaker, "underruns")
    return found


def _device(device: Device, losses: str) -> dict[str, object]:
    return {"name": device.name, "error": _message(device.error), losses: device.losses}


def hearing_as_json(hearing: Hearing) -> dict[str, object]:
    """How a microphone sounds, as programs get it."""
    levels = {"noise_db": hearing.levels.noise_db, "speech_db": hearing.levels.speech_db, "gain_db": hearing.gain_db}
    rounded = {name: None if value is None else round(value, 1) for name, value in levels.items()}
    return {"text": hearing.levels.sentence, **rounded, "finding": _error(hearing.finding)}


def _message(error: MynaError | None) -> str | None:
    return None if error is None else error.message


def _error(error: MynaError | None) -> dict[str, object] | None:
    return None if error is None else error.as_json()
