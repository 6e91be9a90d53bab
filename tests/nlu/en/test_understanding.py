"""English beyond templates."""

import pytest

from myna.nlu.registry import understanding_of

ENGLISH = understanding_of("en-gb")


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("clean the windows", True),
        ("could you please open the door", True),
        ("tell me about horses", False),
        ("set theory is what", False),
        ("why is the sky blue", False),
        ("stop", False),
        ("", False),
    ],
)
def test_an_order_begins_with_a_verb_that_words_cannot_do(text: str, is_order: bool) -> None:
    assert ENGLISH.is_order(text) is is_order


def test_only_what_is_sure_is_classified_and_only_as_one_skill() -> None:
    guesses = ENGLISH.classify("set a timer for ten minutes")
    assert guesses[0].intent == "timer.set"
    assert {guess.skill for guess in guesses} == {"timer"}
    assert [guess.intent for guess in ENGLISH.classify("zzz qqq")] == ["units.convert"]


def test_parts_come_with_what_guards_them() -> None:
    parts = ENGLISH.parts("don't set an alarm, set a timer for ten minutes")[0]
    assert list(parts.texts) == ["don't set an alarm", "set a timer for ten minutes"]
    assert list(parts.guards) == ["negation", ""]
