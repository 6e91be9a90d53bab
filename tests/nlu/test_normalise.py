"""Words of a sentence in any language, and where they stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.normalise import Sentence, joined, words_of


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("What's the time?", "what's the time"),
        ("What\u2019s the time?", "what's the time"),
        ("Set it for 7:30, please!", "set it for 7:30 please"),
        ("2.5 plus 1/4 is 1,000.", "2.5 plus 1/4 is 1,000"),
        ("3 + 4 * 2", "3 + 4 * 2"),
        ("-5 and $50 and 20%", "-5 and $50 and 20%"),
        ("milk,eggs and no-fat yoghurt", "milk eggs and no-fat yoghurt"),
        ("Stell den Wecker auf 7 Uhr.", "stell den wecker auf 7 uhr"),
        ("\u5f00\u706f\uff0c\u8c22\u8c22\u3002", "\u5f00\u706f \u8c22\u8c22"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_words_are_without_case_and_punctuation(sentence: str, text: str) -> None:
    assert joined(words_of(sentence)) == text


def test_pauses_and_the_question_mark_are_kept_where_they_are_asked_for() -> None:
    assert joined(words_of("Okay, is it on?", pauses=True)) == "okay , is it on ?"


def test_a_part_is_read_as_it_was_written() -> None:
    sentence = "Add Dr. Oetker Pizza, please"
    found = Sentence(sentence, tuple(words_of(sentence)))
    assert found.as_written("dr oetker pizza") == "Dr. Oetker Pizza"
    assert found.as_written("bread") == "bread"


@given(st.text())
def test_every_word_stands_where_it_says(sentence: str) -> None:
    for word in words_of(sentence):
        assert 0 <= word.start < word.end <= len(sentence)
