"""Who is spoken to: the rules, on what is known of a sentence that follows an answer."""

from typing import get_args

import pytest

from myna.core.decision import Decision, Kind, Step
from myna.session.addressee import MOST_WORDS, SOFTER_DB, SURE, FollowUp, let_go

ANYTHING = Decision("they went home", "model")
"""A sentence that nothing understands."""


def understood(step: Step, confidence: float = 1.0, kind: Kind = "act", text: str = "what time is it") -> Decision:
    return Decision(text, kind, step, confidence=confidence)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (FollowUp(understood("templates"), asks=False), True),
        (FollowUp(understood("commands"), asks=False), True),
        (FollowUp(understood("classifier", SURE), asks=False), True),
        (FollowUp(understood("classifier", SURE - 0.01), asks=False), False),
        (FollowUp(understood("classifier", 0.3), asks=True), True),
        (FollowUp(understood("none", kind="refuse"), asks=False), False),
        (FollowUp(understood("guard", kind="nothing"), asks=True), False),
        (FollowUp(ANYTHING, asks=True), True),
        (FollowUp(ANYTHING, asks=False), False),
        (FollowUp(ANYTHING, asks=None), True),
    ],
)
def test_what_nothing_understands_and_what_asks_nothing_is_let_go(said: FollowUp, answered: bool) -> None:
    assert (let_go(said) == "") is answered


def test_what_is_much_softer_than_the_wake_phrase_is_let_go_whatever_it_is() -> None:
    for step in get_args(Step):
        said = FollowUp(understood(step), asks=True, level_db=-40.5, before_db=-40.0 + SOFTER_DB)
        assert "softer" in let_go(said)
    near = FollowUp(understood("templates"), asks=True, level_db=-39.5, before_db=-40.0 + SOFTER_DB)
    assert let_go(near) == ""


@pytest.mark.parametrize(("level_db", "before_db"), [(None, -20.0), (-80.0, None), (None, None)])
def test_a_level_that_nobody_knows_tells_nothing(level_db: float | None, before_db: float | None) -> None:
    assert let_go(FollowUp(understood("templates"), True, level_db, before_db)) == ""


def test_what_is_long_is_let_go_unless_it_is_known() -> None:
    text = " ".join(["what"] * (MOST_WORDS + 1))
    assert let_go(FollowUp(Decision(text, "model"), asks=True)) == "it is long"
    assert let_go(FollowUp(understood("commands", text=text), asks=True)) == ""
