"""The normal form of a sentence, and what is left of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en.slots import duration
from myna.nlu.en.slots.sentence import Sentence, left_over


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Set an alarm for half past seven", "set an alarm for 1_2 past 7"),
        ("twenty-five min, 1h30 and 5-minute", "25 min , 1 h 30 and 5 minute"),
        ("8:36pm 8 a.m. six p m", "8:36 pm 8 am 6 pm"),
        ("march twenty four two thousand and seventeen", "march 24 2017"),
        ("the twenty second or the twenty fifth", "the 20 second or the 25th"),
        ("December 5th, 2026-12-05, 12/5", "december 5th , 2026-12-05 , 12/5"),
        ("2½ cups, 1 1/2 cups, 1,024.5", "5_2 cups , 3_2 cups , 1024.5"),
        ("a couple of minutes, half a dozen, half dozen eggs", "2 minutes , 6 , 6 eggs"),
        ("mp3 on the s9", "mp3 on the s9"),
        ("today\u2019s o\u2019clock", "today 's o'clock"),
        ("monday-friday", "monday - friday"),
    ],
)
def test_numbers_are_digits_and_words_are_in_lower_case(text: str, normal: str) -> None:
    assert Sentence(text).normal == normal


@given(st.text(max_size=60))
def test_any_text_has_a_normal_form_whose_ends_are_in_the_text(text: str) -> None:
    sentence = Sentence(text)
    if sentence.normal:
        found = sentence.found(None, 0, len(sentence.normal))
        assert 0 <= found.start < found.end <= len(text)


def test_what_is_left_has_no_dangling_preposition() -> None:
    text = "remind me in ten minutes to take the pizza out"
    assert left_over(text, duration.find(text)) == "remind me to take the pizza out"
