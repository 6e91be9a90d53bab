"""The JSON of every event."""

import json
from typing import Any, get_args

import pytest

from myna.core.decision import Decision
from myna.core.errors import AudioError
from myna.core.events import (
    Answered,
    AnswerPiece,
    Event,
    Failed,
    ListeningFailed,
    ListsChanged,
    MicrophoneReady,
    MuteChanged,
    NothingHeard,
    Partial,
    Paused,
    Ready,
    Reloaded,
    SpeechStarted,
    StateChanged,
    StopHeard,
    TimerChanged,
    TurnEnded,
    Understood,
    Utterance,
    VolumeChanged,
    WakeHeard,
    as_json,
)

LOST = AudioError("microphone-lost", "It is gone.", "Plug it in.")
LOST_JSON = {"code": "microphone-lost", "message": "It is gone.", "hint": "Plug it in."}
CASES: list[tuple[Event | ListeningFailed, dict[str, Any]]] = [
    (MicrophoneReady(0.0), {"event": "microphone", "at": 0.0}),
    (WakeHeard(1.23456, "computer"), {"event": "wake", "at": 1.235, "text": "computer"}),
    (
        WakeHeard(1.0, "computer", -27.04, 0.777),
        {"event": "wake", "at": 1.0, "text": "computer", "level_db": -27.0, "score": 0.78},
    ),
    (StopHeard(1.0, "stop"), {"event": "stop", "at": 1.0, "text": "stop"}),
    (SpeechStarted(2.0), {"event": "speech", "at": 2.0}),
    (Partial(2.5, "what"), {"event": "partial", "at": 2.5, "text": "what"}),
    (Paused(3.0, "what time"), {"event": "pause", "at": 3.0, "text": "what time"}),
    (
        Utterance(4.0004, "what time is it", 3.3, 0.98765),
        {"event": "utterance", "at": 4.0, "text": "what time is it", "speech_end": 3.3, "confidence": 0.988},
    ),
    (
        Utterance(5.0, "what time is it now", 4.3, 1.0, continued=True),
        {
            "event": "utterance",
            "at": 5.0,
            "text": "what time is it now",
            "speech_end": 4.3,
            "confidence": 1.0,
            "continued": True,
        },
    ),
    (
        Utterance(5.0, "set a timer for fifty minutes", 4.3, 1.0, alternatives=("set a timer for fifteen minutes",)),
        {
            "event": "utterance",
            "at": 5.0,
            "text": "set a timer for fifty minutes",
            "speech_end": 4.3,
            "confidence": 1.0,
            "alternatives": ["set a timer for fifteen minutes"],
        },
    ),
    (NothingHeard(6.0), {"event": "nothing", "at": 6.0}),
    (ListeningFailed(7.0, LOST), {"event": "fault", "at": 7.0, **LOST_JSON}),
    (StateChanged("answering", "speaking"), {"event": "state", "state": "answering", "phase": "speaking"}),
    (AnswerPiece("Noon"), {"event": "piece", "text": "Noon"}),
    (Answered("Noon."), {"event": "answer", "text": "Noon."}),
    (TurnEnded({"first_sound": 412.6}), {"event": "turn", "milliseconds": {"first_sound": 413}}),
    (
        Understood(Decision("why", "model")),
        {"event": "understood", **Decision("why", "model").as_json()},
    ),
    (Failed(LOST), {"event": "fault", **LOST_JSON}),
    (Ready(), {"event": "ready"}),
    (MuteChanged(muted=True), {"event": "muted"}),
    (MuteChanged(muted=False), {"event": "unmuted"}),
    (VolumeChanged(70), {"event": "volume", "volume": 70}),
    (Reloaded(["voice"]), {"event": "reload", "changed": ["voice"]}),
    (
        TimerChanged("set", {"id": 1, "name": "tea"}),
        {"event": "timer", "change": "set", "id": 1, "name": "tea"},
    ),
    (ListsChanged(), {"event": "lists"}),
]


@pytest.mark.parametrize(("event", "members"), CASES)
def test_an_event_as_programs_get_it(event: Event | ListeningFailed, members: dict[str, Any]) -> None:
    assert as_json(event) == members
    assert json.loads(json.dumps(as_json(event))) == members


def test_no_event_is_left_out() -> None:
    assert {type(event) for event, _ in CASES} == {*get_args(Event), ListeningFailed}
