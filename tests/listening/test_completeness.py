"""What the first and the last word of a sentence say of its end, in English."""

import pytest

from myna.listening.completeness import Completeness, completeness
from myna.nlu.languages import language
from myna.nlu.sentence_ends import SentenceEnds

ENGLISH = language("en-us")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what time is it", Completeness.COMPLETE),
        ("set a timer for five minutes", Completeness.COMPLETE),
        ("stop", Completeness.SURE),
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


ENDS = SentenceEnds(
    {"timer": 0.05, "minutes": 0.9, "for": 0.0, "#0": 0.001, "#": 0.02, "lamp": 0.15, "?": 0.2},
    {"ten": "#", "twenty": "#0"},
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("set a timer for ten minutes", Completeness.SURE),
        ("turn on the lamp", Completeness.COMPLETE),
        ("set a timer", Completeness.UNCLEAR),
        ("set it to ten", Completeness.OPEN),
        ("set it to twenty", Completeness.INCOMPLETE),
        ("twenty", Completeness.UNCLEAR),  # a whole answer, maybe
        ("stop", Completeness.SURE),
        ("set a timer and", Completeness.INCOMPLETE),
    ],
)
def test_how_people_end_what_they_say_decides(text: str, found: Completeness) -> None:
    assert completeness(text, ENGLISH, ENDS) is found


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("how does an aeroplane stay in the air", 0.6, Completeness.SURE),
        ("how does an aeroplane stay in the air", None, Completeness.COMPLETE),
        ("where do the normans come from", 0.5, Completeness.SURE),
        ("where do the normans come from", 0.0001, Completeness.INCOMPLETE),
        ("set a timer", 0.9, Completeness.SURE),
        ("set a timer for ten minutes", 0.0, Completeness.OPEN),
        ("set a timer for", 0.0002, Completeness.INCOMPLETE),
        ("ten minutes", 0.03, Completeness.SURE),
        ("for", 0.0, Completeness.INCOMPLETE),
        ("ten", 0.01, Completeness.UNCLEAR),
        ("what is um", 0.9, Completeness.INCOMPLETE),
        ("um the", 0.9, Completeness.INCOMPLETE),
        ("stop", 0.0, Completeness.SURE),
    ],
)
def test_a_language_model_decides_too_where_it_has_told(text: str, expected: float | None, found: Completeness) -> None:
    assert completeness(text, ENGLISH, ENDS, expected) is found


def test_a_language_model_alone_decides_nothing() -> None:
    assert completeness("how does it stay in the air", ENGLISH, None, 0.0) is Completeness.COMPLETE
