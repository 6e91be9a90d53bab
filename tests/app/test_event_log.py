"""What the log is told."""

import logging

import pytest

from myna.app.event_log import EventLog
from myna.core.errors import AudioError, ConfigError
from myna.core.events import (
    Answered,
    AnswerPiece,
    Event,
    Failed,
    MicrophoneReady,
    NothingHeard,
    Partial,
    StateChanged,
    StopHeard,
    TurnEnded,
    Utterance,
    WakeHeard,
)

SECRET = "where did i hide the money"
EVENTS: list[Event] = [
    MicrophoneReady(0.0),
    WakeHeard(1.0, "computer"),
    StateChanged("hearing", "hearing"),
    Partial(2.0, SECRET),
    Utterance(3.0, SECRET, 2.5, 0.9),
    StopHeard(4.0, "stop"),
    NothingHeard(5.0),
    AnswerPiece("Under "),
    AnswerPiece("the money\n\ntree."),
    Answered("Under the money\n\ntree."),
]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "myna")
    return caplog


def lines(log: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [record.getMessage() for record in log.records if record.levelno >= level]


def tell(*events: Event, log_transcripts: bool = False) -> None:
    event_log = EventLog(lambda: log_transcripts)
    for event in events:
        event_log(event)


def test_no_word_of_a_conversation_is_above_debug(log: pytest.LogCaptureFixture) -> None:
    tell(*EVENTS)
    assert "money" not in "".join(lines(log, logging.INFO))
    assert lines(log, logging.INFO) == ["Heard the wake phrase, computer.", "Heard a stop word, stop."]
    assert f"You: {SECRET}" in lines(log, logging.DEBUG)


def test_words_are_logged_where_that_is_asked_for_one_line_an_event(log: pytest.LogCaptureFixture) -> None:
    tell(*EVENTS, log_transcripts=True)
    assert lines(log, logging.INFO) == [
        "Heard the wake phrase, computer.",
        f"You: {SECRET}",
        "Heard a stop word, stop.",
        "Myna: Under the money tree.",
    ]


def test_a_failure_is_an_error_of_one_line_a_mistake(log: pytest.LogCaptureFixture) -> None:
    tell(Failed(AudioError("microphone-lost", "It is gone.", "Plug it in.")))
    tell(Failed(ConfigError("config-invalid", "a.yaml:1: unknown key\na.yaml:3: unknown key", "Correct it.")))
    assert lines(log, logging.ERROR) == [
        "It is gone. Plug it in.",
        "a.yaml:1: unknown key",
        "a.yaml:3: unknown key Correct it.",
    ]


def test_a_turn_has_its_times(log: pytest.LogCaptureFixture) -> None:
    tell(TurnEnded({"end of speech": 0.0, "first sound": 640.4}), TurnEnded({"end of speech": 0.0}))
    tell(TurnEnded({"first token": 0.0}))
    assert lines(log, logging.INFO) == ["The turn is over; it began after 640 ms.", "The turn is over; it was silent."]
