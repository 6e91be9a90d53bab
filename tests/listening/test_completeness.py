"""What the first and the last word of a sentence say of its end, in English."""

import pytest

from myna.listening.completeness import Completeness, completeness
from myna.nlu.languages import language

ENGLISH = language("en-us")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what time is it", Completeness.COMPLETE),
        ("set a timer for five minutes", Completeness.COMPLETE),
        ("stop", Completeness.COMPLETE),
        ("who are", Completeness.UNCLEAR),  # too short to be sure
        ("my sister likes coffee", Completeness.UNCLEAR),
        ("", Completeness.UNCLEAR),
        ("what is the weather in the", Completeness.INCOMPLETE),
        ("set a timer and", Completeness.INCOMPLETE),
        ("what is um", Completeness.INCOMPLETE),
        ("and", Completeness.INCOMPLETE),
    ],
)
def test_completeness(text: str, found: Completeness) -> None:
    assert completeness(text, ENGLISH) is found


@pytest.mark.parametrize("word", ["and", "or", "um", "the"])
def test_a_word_that_wants_another_keeps_a_sentence_open_however_it_began(word: str) -> None:
    assert completeness(f"what is the time {word}", ENGLISH) is Completeness.INCOMPLETE
