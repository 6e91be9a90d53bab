"""Words that are said as the user lists them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.tts.pronunciations import Pronunciations

LISTED = Pronunciations({"GIF": "jiff", "nguyen": "win", "Home Assistant": "H A", "C++": "see plus plus", "IT": "I T"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a GIF, GIF's", "a jiff, jiff's"),
        ("Nguyen and NGUYEN", "win and win"),
        ("the IT of it", "the I T of it"),
        ("gif, GIFs, AGIF, GIF2", "gif, GIFs, AGIF, GIF2"),
        ("home  assistant!", "H A!"),
        ("C++ or C", "see plus plus or C"),
        ("_GIF_", "_jiff_"),
        ("", ""),
    ],
)
def test_whole_words_are_replaced(text: str, said: str) -> None:
    assert LISTED.applied(text) == said


def test_the_same_letters_in_capitals_may_be_another_word() -> None:
    assert Pronunciations({"US": "you ess", "us": "uss"}).applied("US, us, Us") == "you ess, uss, uss"


def test_of_two_that_begin_alike_the_longer_one_is_meant() -> None:
    assert Pronunciations({"New": "noo", "New York": "nyork"}).applied("new york is new") == "nyork is noo"


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text()))
def test_any_text_and_any_list_is_taken(text: str, words: dict[str, str]) -> None:
    assert Pronunciations({}).applied(text) == text
    assert isinstance(Pronunciations(words).applied(text), str)
