"""What the log and the programs are told."""

import logging
from collections.abc import Mapping

import pytest

from myna.app.event_log import Reporter
from myna.core.errors import AudioError
from myna.core.events import (
    ListeningEvent,
    ListeningFailed,
    MicrophoneReady,
    NothingHeard,
    Partial,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.session.trace import Trace

SECRET = "where did i hide the money"
EVENTS: list[ListeningEvent] = [
    MicrophoneReady(0.0),
    WakeHeard(1.0, "computer"),
    Partial(2.0, SECRET),
    Utterance(3.0, SECRET, 2.5, 0.9),
    StopHeard(4.0, "stop"),
    NothingHeard(5.0),
    ListeningFailed(6.0, AudioError("microphone-lost", "It is gone.")),
]


class Programs:
    """A reporter, and what it has published."""

    def __init__(self, *, log_transcripts: bool = False) -> None:
        self.told: list[Mapping[str, object]] = []
        self.reporter = Reporter(self.told.append, log_transcripts=log_transcripts)

    def turn(self) -> None:
        for event in EVENTS:
            self.reporter.on_event(event)
        for piece in ("Under ", "the money\n\ntree.", ""):
            self.reporter.on_answer(piece)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "myna")
    return caplog


def lines(log: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [record.getMessage() for record in log.records if record.levelno >= level]


def test_no_word_of_a_conversation_is_above_debug(log: pytest.LogCaptureFixture) -> None:
    Programs().turn()
    assert "money" not in "".join(lines(log, logging.INFO))
    assert lines(log, logging.INFO) == ["Heard the wake phrase, computer.", "Heard a stop word, stop."]
    assert f"You: {SECRET}" in lines(log, logging.DEBUG)


def test_words_are_logged_where_that_is_asked_for_one_line_an_event(log: pytest.LogCaptureFixture) -> None:
    Programs(log_transcripts=True).turn()
    assert lines(log, logging.INFO) == [
        "Heard the wake phrase, computer.",
        f"You: {SECRET}",
        "Heard a stop word, stop.",
        "Myna: Under the money tree.",
    ]


def test_programs_get_everything_once() -> None:
    programs = Programs()
    programs.turn()
    programs.reporter.on_failure(AudioError("microphone-lost", "It is gone.", "Plug it in."))
    kinds = [event["event"] for event in programs.told]
    assert kinds == ["wake", "partial", "utterance", "stop", "nothing", "piece", "piece", "answer", "fault"]
    assert programs.told[2] == {
        "event": "utterance", "at": 3.0, "text": SECRET, "speech_end": 2.5, "confidence": 0.9,
    }  # fmt: skip
    assert programs.told[-2] == {"event": "answer", "text": "Under the money\n\ntree."}
    assert programs.told[-1] == {
        "event": "fault", "code": "microphone-lost", "message": "It is gone.", "hint": "Plug it in.",
    }  # fmt: skip


def test_a_turn_has_its_times(log: pytest.LogCaptureFixture) -> None:
    programs = Programs()
    trace = Trace(lambda: 0.0)
    trace.mark("end of speech", 1.0)
    trace.mark("first sound", 1.6404)
    programs.reporter.on_turn_end(trace)
    assert programs.told == [{"event": "turn", "milliseconds": {"end of speech": 0, "first sound": 640}}]
    silent = Trace(lambda: 0.0)
    silent.mark("end of speech", 1.0)
    programs.reporter.on_turn_end(silent)
    assert lines(log, logging.INFO) == ["The turn is over; it began after 640 ms.", "The turn is over; it was silent."]
