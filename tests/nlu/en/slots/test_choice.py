"""Which of several, and yes or no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en.slots import choice

TIMERS = ("pizza, 10 minutes", "pasta, 5 minutes", "laundry, 1 hour")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the second", (1,)),
        ("the last one", (2,)),
        ("the first and the third", (0, 2)),
        ("number two please", (1,)),
        ("3", (2,)),
        ("all of them", (0, 1, 2)),
        ("everything", (0, 1, 2)),
        ("all but the pizza one", (1, 2)),
        ("neither", ()),
        ("the pizza one", (0,)),
        ("cancel the pasta timer please", (1,)),
        ("pizza and pasta", (0, 1)),
        ("the ten minute one", (0,)),
        ("the one for the laundry", (2,)),
        ("the hour one", (2,)),
        ("the fourth", None),
        ("what time is it", None),
        ("set a timer for ten minutes and then tell me a joke", None),
        ("the soup one", None),
    ],
)
def test_which_of_them(text: str, places: tuple[int, ...] | None) -> None:
    assert choice.choose(text, TIMERS) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [("the seven am one", (0,)), ("the one at half past eight", (1,)), ("both", (0, 1)), ("6 am", None)],
)
def test_which_of_the_alarms(text: str, places: tuple[int, ...] | None) -> None:
    assert choice.choose(text, ("7 AM", "8:30 PM")) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the saturday one", (1,)),
        ("the later one", (1,)),
        ("the earlier one please", (0,)),
        ("the nine o'clock one", (1,)),
        ("the twenty one", None),
    ],
)
def test_one_stands_for_what_was_asked_about(text: str, places: tuple[int, ...] | None) -> None:
    assert choice.choose(text, ("7 AM tomorrow", "9 AM on Saturday")) == places


@given(st.integers(0, 30), st.sampled_from(["{}", "{} please", "cancel {}", "i mean {}"]))
def test_what_is_said_is_chosen_again(place: int, sentence: str) -> None:
    labels = [f"{chr(ord('a') + count % 26)}bc{chr(ord('a') + count // 26)}" for count in range(31)]
    assert choice.choose(sentence.format(choice.said(place)), labels) == (place,)


@pytest.mark.parametrize(
    "text",
    """yes|yeah|yep, that's right|sure|ok|okay please|that is correct|of course|absolutely|go ahead|sounds good|uh huh
    |i would say yes|yes please|all right|that's true|do it|you bet|yes, seven""".replace("\n", "").split("|"),
)
def test_yes(text: str) -> None:
    assert choice.agrees(text.strip()) is True


@pytest.mark.parametrize(
    "text",
    """no|nope|no thanks|no way|that's wrong|that's not right|that isn't correct|not at all|absolutely not|don't do that
    |no, that's not what i want|nah|of course not|not that one|i don't think so|no, set it for ten""".replace(
        "\n", ""
    ).split("|"),
)
def test_no(text: str) -> None:
    assert choice.agrees(text.strip()) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten minutes",
        "i don't know",
        "never mind",
        "what is the right time",
        "okay set a timer",
        "no idea",
        "yes but not the eggs",
        "yes, only the milk",
        "yes except the bread",
    ],
)
def test_neither(text: str) -> None:
    assert choice.agrees(text) is None


@given(st.text(alphabet="yes no the second all but one not right ten minute", max_size=40))
def test_any_text_is_read(text: str) -> None:
    places = choice.choose(text, TIMERS)
    assert places is None or set(places) <= {0, 1, 2}
    assert choice.agrees(text) in (True, False, None)
