"""How much words differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.letters import changed

WORD = st.text("abc", max_size=6)


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
