"""Lengths of time, heard and said."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.durations import span_seconds, spoken_span
from myna.nlu.intent_catalogue import load_intents

ENGLISH = load_intents("en-us").responses


@pytest.mark.parametrize(
    ("slots", "seconds"),
    [
        ({"minutes": 5, "seconds": 30}, 330),
        ({"hours": 2.5}, 9000),
        ({"span": 5400}, 5400),
        ({"span": 3600, "minutes": 20}, 4800),
        ({"seconds": 0}, 0),
        ({"name": "pizza"}, None),
    ],
)
def test_slots_name_a_length(slots: Mapping[str, float], seconds: float | None) -> None:
    assert span_seconds(slots) == seconds


def test_the_length_that_a_timer_had_has_slots_of_its_own() -> None:
    assert span_seconds({"minutes": 5, "start_minutes": 10}, "start_") == 600


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 seconds"),
        (1, "1 second"),
        (59.6, "1 minute"),
        (330, "5 minutes and 30 seconds"),
        (3600, "1 hour"),
        (5400, "1 hour and 30 minutes"),
        (7261, "2 hours, 1 minute and 1 second"),
        (86400, "24 hours"),
    ],
)
def test_a_length_is_said(seconds: float, said: str) -> None:
    assert spoken_span(seconds, ENGLISH) == said


def test_roughly_an_hour_has_no_seconds() -> None:
    assert spoken_span(7261, ENGLISH, rough=True) == "2 hours and 1 minute"
    assert spoken_span(3599, ENGLISH, rough=True) == "59 minutes and 59 seconds"


@given(st.integers(1, 10**6))
def test_what_is_said_is_the_length(seconds: int) -> None:
    units = {"hour": 3600, "minute": 60, "second": 1}
    said = re.findall(r"(\d+) (hour|minute|second)", spoken_span(seconds, ENGLISH))
    assert sum(int(count) * units[unit] for count, unit in said) == seconds
