"""The sentence nearest to what was heard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from myna.nlu.nearest import changed, nearest
from nlu.templates_kit import templates

WORD = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("turn on the living room lamp", "turn on the living room lamp"),
        ("turn on living room lamb", "turn on the living room lamp"),
        ("turn the kitchen lamp", "turn on the kitchen lamp"),
        ("turn off the the kitchen lamp", "turn off the kitchen lamp"),
        ("what is the weather like in paris", None),
        ("turn", None),
        ("", None),
    ],
)
def test_what_was_heard_is_mended_if_it_is_near(heard: str, meant: str | None) -> None:
    assert nearest(templates("turn {state} the {room} lamp").automaton(), heard) == meant


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="abc lampturo", max_size=80))
def test_anything_may_be_heard(heard: str) -> None:
    automaton = templates("turn {state} [the] {room} lamp", "({room};lamp;{state})").automaton()
    mended = nearest(automaton, heard)
    assert mended is None or automaton.accepts(mended)


def test_a_sentence_is_nearest_to_itself() -> None:
    automaton = templates("turn {state} the {room} lamp").automaton()
    assert nearest(automaton, "turn out the living room lamp") == "turn out the living room lamp"


def test_a_word_that_is_not_allowed_is_not_mended_into() -> None:
    automaton = templates("turn {state} the {room} lamp").automaton(lambda word: word not in ("kitchen", "out"))
    assert nearest(automaton, "turn on the kitchen lamp") is None


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("", "", 0), ("lamp", "lamp", 0), ("lamp", "lamb", 2), ("lamp", "lamps", 1), ("", "a", 1)],
)
def test_letters_that_differ(one: str, other: str, letters: int) -> None:
    assert changed(one, other) == letters


@given(WORD, WORD, WORD)
def test_changes_are_a_distance(one: str, other: str, third: str) -> None:
    assert changed(one, other) == changed(other, one)
    assert (changed(one, other) == 0) == (one == other)
    assert changed(one, third) <= changed(one, other) + changed(other, third)
