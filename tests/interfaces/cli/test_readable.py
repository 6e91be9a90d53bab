"""What a person reads of a status and of events."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.interfaces.cli.readable import event_line, printable, status_rows

STATUS = {
    "state": "listening",
    "text": "Listening for hey myna.",
    "version": "0.1.0",
    "uptime_seconds": 93784.2,
    "wake_phrases": ["hey myna", "computer"],
    "language": "en",
    "model": {"name": "small", "fallback_reason": "large does not fit."},
    "speech_model": "vosk",
    "voice": "joe",
    "kernels": "armv8.2_2",
    "volume": 0,
    "muted": False,
    "microphone": {"name": "USB", "error": None, "overflows": 0},
    "speaker": {"name": "HDMI", "error": "It is gone.", "underruns": 3},
    "turns": 0,
    "last_error": {"code": "c", "message": "It failed.", "hint": "Try again."},
    "config_error": None,
    "memory_bytes": 4_000_000_000,
    "resident_bytes": 800_000_000,
    "temperature_celsius": 81.5,
    "strained": "The processor is too hot.",
}


def test_a_status_is_read_in_rows() -> None:
    assert dict(status_rows(STATUS)) == {
        "Myna": "Listening for hey myna.",
        "last failure": "It failed. Try again.",
        "board": "The processor is too hot. Answers are shorter until then.",
        "microphone": "USB",
        "speaker": "HDMI; It is gone.; 3 underruns",
        "volume": "0 %",
        "wake phrase": "hey myna, computer",
        "language": "en",
        "speech model": "vosk",
        "language model": "small; large does not fit.",
        "voice": "joe",
        "kernels": "for armv8.2_2",
        "turns": "0",
        "memory": "800.0 MB of 4.0 GB",
        "temperature": "81.5 °C",
        "running for": "1 d 2 h 3 min",
        "version": "0.1.0",
    }


def test_what_is_out_of_use_is_read_with_what_to_do() -> None:
    fault = {"code": "spi-missing", "message": "There is no light.", "hint": "Make one."}
    assert dict(status_rows({"faults": {"light": fault}})) == {"light": "There is no light. Make one."}
    assert list(status_rows({"faults": ["of another version"]})) == []


def test_what_is_still_loading_is_read() -> None:
    assert dict(status_rows({"loading": True})) == {"loading": "voice and language model are not there yet"}
    assert list(status_rows({"loading": False})) == []


def test_what_is_set_is_read_by_its_kind() -> None:
    def timer(kind: str, **members: object) -> dict[str, object]:
        due = datetime(2026, 11, 27, 7).astimezone(UTC).isoformat()
        return {"kind": kind, "due": due, "text": "", "days": [], "left_seconds": 90.5, "every_seconds": 0.0} | members

    timers = [
        timer("timer", text="pizza"),
        timer("timer", left_seconds=5400.0, paused=True, due=None),
        timer("alarm", days=[0, 1, 2]),
        timer("alarm", days=list(range(7))),
        timer("reminder", text="call mom"),
        timer("reminder", text="stretch", every_seconds=1800.0),
        timer("reminder", text="bins", every_days=14),
        timer("reminder", text="rent", every_months=1),
        timer("reminder", text="whenever", due="soon"),
    ]
    assert dict(status_rows({"timers": timers})) == {
        "timers": "pizza 1:30 left; 1 h 30 min left, paused",
        "alarms": "Fri 2026-11-27 07:00, every Mon Tue Wed; Fri 2026-11-27 07:00, every day",
        "reminders": "call mom Fri 2026-11-27 07:00; stretch Fri 2026-11-27 07:00, every 30 min; "
        "bins Fri 2026-11-27 07:00, every 14 days; rent Fri 2026-11-27 07:00, every month; whenever",
    }


def test_a_status_without_most_of_it_is_read_as_well() -> None:
    assert dict(status_rows({"state": "starting", "uptime_seconds": 7})) == {"Myna": "starting", "running for": "7 s"}
    assert list(status_rows({"strained": None})) == []


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys((*STATUS, "timers", "event", "time", "status"), ANY)))
def test_members_of_any_shape_are_no_failure(members: dict[str, object]) -> None:
    for name, value in status_rows(members):
        assert name.isprintable()
        assert value.isprintable()
    assert event_line(members).isprintable()


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ({"event": "wake", "at": 1.5, "text": "hey myna"}, "wake       hey myna  at=1.5"),
        ({"event": "fault", "code": "c", "message": "It failed.", "hint": ""}, "fault      It failed.  code=c"),
        ({"event": "muted"}, "muted"),
        ({"event": "state", "state": "muted", "phase": "idle"}, "state      state=muted  phase=idle"),
        ({"event": "snapshot", "status": {"text": "Muted.", "state": "muted", "turns": 3}}, "snapshot   Muted."),
        ({"event": "snapshot", "status": {"state": "muted"}}, "snapshot   muted"),
        ({"event": "snapshot", "status": {}}, "snapshot"),
        ({"event": "answer", "text": "One.\n\x1b[31mTwo."}, "answer     One.  [31mTwo."),
    ],
)
def test_an_event_is_one_line(event: dict[str, object], line: str) -> None:
    now = datetime.now(UTC)
    assert event_line({"time": now.isoformat(), **event}) == f"{now.astimezone():%H:%M:%S} {line}"


def test_an_event_without_a_time() -> None:
    assert event_line({"event": "wake", "time": "late"}) == "--:--:-- wake"


def test_what_a_terminal_would_obey_is_left_out() -> None:
    assert printable("a\tb\r\x1b[2Jc\x9b") == "a b  [2Jc "
