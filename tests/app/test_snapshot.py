"""What programs get of a snapshot."""

from dataclasses import replace

import pytest

from myna.app.snapshot import AssistantSnapshot, Board, Device, Snapshot, as_json
from myna.core.errors import AudioError, GpioError, LlmError, ModelError

MISSING = ModelError("model-missing", "It is not here.", "Type: myna models pull it")
LOST = AudioError("speaker-lost", "It is gone.", "Plug it in.")
SLOW = LlmError("too-long", "It took too long.", "Ask again.")

ASSISTANT = AssistantSnapshot("small", MISSING, "vosk", "joe", 3, SLOW, Device("Mic", None, 2), Device("Box", LOST, 1))
ASSISTANT = replace(ASSISTANT, kernels="armv8.2_2")
SNAPSHOT = Snapshot(
    state="listening",
    phase="idle",
    text="Listening for computer.",
    version="1.0",
    uptime_seconds=12.345,
    wake_phrases=("computer",),
    language="en-us",
    volume=40,
    muted=False,
    timers=(),
    config_error=None,
    board=Board(4, 3, 2, None, 48.312),
    assistant=ASSISTANT,
    faults={"light": GpioError("spi-missing", "There is none.", "Make one.")},
)


def test_programs_get_all_that_is_known() -> None:
    assert as_json(SNAPSHOT) == {
        "state": "listening",
        "phase": "idle",
        "text": "Listening for computer.",
        "version": "1.0",
        "uptime_seconds": 12.3,
        "wake_phrases": ["computer"],
        "language": "en-us",
        "volume": 40,
        "muted": False,
        "timers": [],
        "config_error": None,
        "faults": {"light": {"code": "spi-missing", "message": "There is none.", "hint": "Make one."}},
        "memory_bytes": 4,
        "resident_bytes": 3,
        "peak_resident_bytes": 2,
        "strained": None,
        "temperature_celsius": 48.3,
        "model": {"name": "small", "fallback_reason": "It is not here."},
        "speech_model": "vosk",
        "voice": "joe",
        "loading": False,
        "turns": 3,
        "kernels": "armv8.2_2",
        "last_error": {"code": "too-long", "message": "It took too long.", "hint": "Ask again."},
        "microphone": {"name": "Mic", "error": None, "overflows": 2},
        "speaker": {"name": "Box", "error": "It is gone.", "underruns": 1},
    }


@pytest.mark.parametrize(
    ("snapshot", "left_out"),
    [
        (replace(SNAPSHOT, board=Board(4, 3, 2, None, None)), {"temperature_celsius"}),
        (replace(SNAPSHOT, assistant=replace(ASSISTANT, microphone=None)), {"microphone"}),
        (replace(SNAPSHOT, assistant=replace(ASSISTANT, kernels=None)), {"kernels"}),
        (
            replace(SNAPSHOT, assistant=None),
            {"model", "kernels", "speech_model", "voice", "loading", "turns", "last_error", "microphone", "speaker"},
        ),
    ],
)
def test_what_is_not_known_is_left_out(snapshot: Snapshot, left_out: set[str]) -> None:
    assert set(as_json(SNAPSHOT)) - set(as_json(snapshot)) == left_out
