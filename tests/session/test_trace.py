"""The waterfall of a turn."""

import pytest

from myna.session.trace import Trace


def test_stages_count_from_the_end_of_speech_and_only_once() -> None:
    now = iter([10.0, 10.8, 99.0, 10.9])
    trace = Trace(lambda: next(now))
    trace.mark("end of speech")
    trace.mark("final transcript")
    trace.mark("final transcript")
    trace.mark("endpoint", 10.7)
    trace.mark("first token")
    assert trace.milliseconds() == {
        "end of speech": 0,
        "endpoint": pytest.approx(700),
        "final transcript": pytest.approx(800),
        "first token": pytest.approx(900),
    }
    assert trace.waterfall().splitlines()[1] == "    700 ms  endpoint"


def test_a_turn_that_reached_nothing_has_an_empty_waterfall() -> None:
    assert Trace(lambda: 0.0).waterfall() == ""


def test_a_stage_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AssertionError, match="coffee"):
        Trace(lambda: 0.0).mark("coffee")
