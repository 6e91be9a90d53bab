"""Presses, two presses and long ones, on times of the test's own."""

from collections.abc import Sequence

import pytest

from myna.interfaces.gpio.presses import DOUBLE_SECONDS, LONG_SECONDS, Gesture, Presses, Sounding

PRESS, DOUBLE, LONG = Gesture.PRESS, Gesture.DOUBLE, Gesture.LONG


def told(
    *edges: float, sounding: Sounding = Sounding.NOTHING, doubles: bool = True, until: float = 10.0
) -> list[tuple[Gesture, float]]:
    """What the button tells that goes down and up, in turn, at the times ``edges``; and when."""
    presses, found = Presses(doubles), []

    def pass_to(at: float) -> None:
        while presses.due is not None and presses.due <= at:
            due = presses.due
            found.extend((gesture, round(due, 3)) for gesture in presses.passed(due))

    for number, at in enumerate(edges):
        pass_to(at)
        found += [(gesture, at) for gesture in presses.edge(number % 2 == 0, at, sounding)]
    pass_to(until)
    return found


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([1.0, 1.1], [(PRESS, 1.1 + DOUBLE_SECONDS)]),
        ([1.0, 1.1, 1.3, 1.4], [(DOUBLE, 1.3)]),
        ([1.0, 1.1, 1.3, 1.4, 1.6, 1.7], [(DOUBLE, 1.3)]),
        ([1.0, 1.1, 1.6, 1.7], [(PRESS, 1.45), (PRESS, 2.05)]),
        ([1.0, 2.5], [(LONG, 1.0 + LONG_SECONDS)]),
        ([1.0], [(LONG, 2.0)]),
        ([1.0, 1.9], [(PRESS, 2.25)]),
        ([1.0, 1.1, 1.3, 4.0], [(DOUBLE, 1.3)]),
        ([1.0, 2.5, 3.0, 3.1], [(LONG, 2.0), (PRESS, 3.45)]),
    ],
)
def test_what_a_button_tells(edges: Sequence[float], expected: list[tuple[Gesture, float]]) -> None:
    assert told(*edges) == [(gesture, pytest.approx(at)) for gesture, at in expected]


def test_without_doubles_a_press_is_known_when_it_is_over() -> None:
    assert told(1.0, 1.1, 1.2, 1.3, doubles=False) == [(PRESS, 1.1), (PRESS, 1.3)]


def test_while_an_answer_sounds_a_press_counts_as_it_goes_down_and_haste_does_not() -> None:
    assert told(1.0, 1.1, 1.2, 1.3, sounding=Sounding.ANSWER) == [(PRESS, 1.0)]
    assert told(1.0, 1.1, sounding=Sounding.ANSWER, doubles=False) == [(PRESS, 1.0)]


def test_while_an_answer_sounds_it_may_still_be_held() -> None:
    assert told(1.0, 3.0, sounding=Sounding.ANSWER) == [(PRESS, 1.0), (LONG, 2.0)]


def test_a_ring_is_ended_by_the_first_press_and_nothing_else_comes_of_it() -> None:
    assert told(1.0, 1.1, 1.2, 1.3, 1.4, 1.5, sounding=Sounding.RING) == [(PRESS, 1.0)]
    assert told(1.0, 5.0, sounding=Sounding.RING) == [(PRESS, 1.0)]


def test_edges_that_are_read_late_tell_the_same() -> None:
    presses = Presses()
    found = [gesture for down, at in ((True, 1.0), (False, 1.1), (True, 2.0), (False, 3.5)) for gesture in
             presses.edge(down, at)]  # fmt: skip
    assert found == [PRESS, LONG]


def test_an_edge_that_was_lost_is_no_press() -> None:
    presses = Presses()
    assert presses.edge(False, 1.0) == []
    assert presses.edge(True, 2.0) == []
    assert presses.edge(True, 2.1) == []
    assert presses.edge(False, 2.2) == []
    assert presses.passed(3.0) == [PRESS]
    assert presses.due is None
