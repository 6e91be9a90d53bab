"""English politeness and filler around an order, and what is not damaged by taking it off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en.normalise import normalise


@pytest.mark.parametrize(
    "front", ["please", "can you", "could you please", "would you", "i want you to", "okay", "now"]
)
@pytest.mark.parametrize("end", ["", "please", "thanks", "for me", "now", "thank you very much", "if you can"])
def test_politeness_is_taken_off_both_ends(front: str, end: str) -> None:
    found = normalise(f"{front} turn on the lamp {end}")
    assert found.text == "turn on the lamp"
    assert " ".join(found.removed) == f"{front} {end}".strip()


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Okay, so could you please set an alarm for 7:30 p.m., thanks!", "set an alarm for 7:30 pm"),
        ("would you mind setting a timer", "set a timer"),
        ("um turn uh on the lamp", "turn on the lamp"),
        ("i'd like you to turn off the radio", "turn off the radio"),
        ("go ahead and turn the volume up for me", "turn the volume up"),
        ("just set a timer", "set a timer"),
        ("hey what's five plus five", "what's five plus five"),
        ("i want to set an alarm", "set an alarm"),
        ("i want to know the time", "i want to know the time"),
        ("if it's not too much trouble, set an alarm", "set an alarm"),
        ("dont turn it on", "don't turn it on"),
        ("whats the time", "what's the time"),
        ("remind me to say thank you", "remind me to say thank you"),
        ("remind me to call her now please", "remind me to call her now"),
        ("add please please me to my list", "add please please me to my list"),
        ("how do you spell please", "how do you spell please"),
        ("an hour from now", "an hour from now"),
        ("thank you", "thank you"),
        ("okay", "okay"),
        ("please", "please"),
        ("", ""),
    ],
)
def test_what_is_left(sentence: str, text: str) -> None:
    assert normalise(sentence).text == text


def test_names_are_read_as_they_were_written() -> None:
    found = normalise("Please remind me to call Aunt Mary, thanks")
    assert found.as_written("aunt mary") == "Aunt Mary"
    assert found.removed == ("please", "thanks")


_WORDS = ["please", "can", "you", "okay", "now", "turn", "on", "lamp", "um", "thanks", "if", "would", "mind", ",", "?"]


@given(st.lists(st.sampled_from(_WORDS)))
def test_words_are_only_taken_away_and_never_all(words: list[str]) -> None:
    found = normalise(" ".join(words))
    assert bool(found.words) == any(word not in ",?" for word in words)
    assert [word.start for word in found.words] == sorted(word.start for word in found.words)
