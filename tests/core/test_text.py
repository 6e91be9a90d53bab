"""What a person wrote, in a message about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.core.text import SHOWN_CHARACTERS, did_you_mean, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("lamp", '"lamp"'),
        ("", '""'),
        ("two\nlines", '"two\\nlines"'),
        ("\x1b[31mred", '"\\x1b[31mred"'),
        ("Küche", '"Küche"'),
        ("x" * SHOWN_CHARACTERS, f'"{"x" * SHOWN_CHARACTERS}"'),
        ("x" * (SHOWN_CHARACTERS + 1), f'"{"x" * SHOWN_CHARACTERS}…"'),
    ],
)
def test_quoted(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(st.text())
def test_any_text_is_quoted_on_one_printable_line(text: str) -> None:
    assert quoted(text).isprintable()


@pytest.mark.parametrize(("name", "guess"), [("rom", "; did you mean room?"), ("xyz", "")])
def test_a_near_name_is_guessed_and_another_is_not(name: str, guess: str) -> None:
    assert did_you_mean(name, ["state", "room"]) == guess
