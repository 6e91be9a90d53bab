"""What is said around an order."""

import pytest

from myna.nlu.en.guards import guard
from myna.nlu.politeness import plainer
from myna.nlu.spoken_forms import MOST_FORMS, spoken_forms

ENGLISH = spoken_forms("en-us")
ORDERS = [
    "turn on the kitchen lamp",
    "turn the lamp off",
    "open the garage door",
    "kitchen lamp on",
    "set the heating to twenty degrees",
]


@pytest.mark.parametrize(
    ("order", "mentions"),
    [
        (
            "turn on the kitchen lamp",
            {"don't turn on the kitchen lamp", "who turned on the kitchen lamp", "is the kitchen lamp on"},
        ),
        ("turn the lamp off", {"did you turn the lamp off", "who turned the lamp off", "is the lamp off"}),
        ("open the garage door", {"never open the garage door", "is the garage door open"}),
        ("kitchen lamp on", {"is the kitchen lamp on"}),
        ("the curtains closed", {"are the curtains closed", "why is the curtains closed"}),
        ("set the heating to twenty degrees", {"was the heating set to twenty degrees"}),
    ],
)
def test_an_order_is_negated_and_asked_about(order: str, mentions: set[str]) -> None:
    assert mentions <= set(ENGLISH.made(ENGLISH.mentions, [order]))


def test_every_mention_is_guarded_and_politeness_is_not() -> None:
    assert [text for text in ENGLISH.made(ENGLISH.mentions, ORDERS) if guard(text) is None] == []
    polite = ENGLISH.made(ENGLISH.polite, ORDERS)
    assert [text for text in polite if guard(text) is not None] == []
    assert [text for text in polite if not set(ORDERS).intersection(plainer("en-us")(text))] == []


def test_there_are_not_too_many_and_the_same_each_time() -> None:
    many = [f"turn on lamp {number}" for number in range(200)]
    made = ENGLISH.made(ENGLISH.polite, many)
    assert len(made) == MOST_FORMS
    assert made == ENGLISH.made(ENGLISH.polite, many)


def test_another_thing_of_the_same_kind_makes_another_order() -> None:
    others = ENGLISH.others(["turn on the kitchen lamp"])
    assert {"turn on the bathroom lamp", "turn on the living room lamp", "turn on the kitchen radio"} <= set(others)
    assert all(ENGLISH.names_other(other, "turn on the kitchen lamp") for other in others)


@pytest.mark.parametrize(
    ("text", "order", "other"),
    [
        ("turn on the bathroom lan", "turn on the bedroom lamp", True),
        ("sent the heating to forty degrees", "set the heating to fourteen degrees", True),
        ("turn on the kitchen lan", "turn on the kitchen lamp", False),
        ("turn on the lamp", "turn on the kitchen lamp", False),
        ("turn on the kitchen lamp", "turn on the kitchen lamp", False),
    ],
)
def test_another_thing_is_told_by_its_name(text: str, order: str, other: bool) -> None:
    assert ENGLISH.names_other(text, order) is other


def test_a_language_may_have_none() -> None:
    forms = spoken_forms("xx")
    assert forms.made(forms.mentions, ORDERS) == []
    assert forms.others(ORDERS) == []
