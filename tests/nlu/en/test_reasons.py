"""The reason that is given with an order, and what only looks like one."""

import pytest

from myna.nlu.en.reasons import reason_before, reason_behind


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("scrap the soup one we're having salad", "scrap the soup one"),
        ("Cancel that, the meeting's off", "Cancel that"),
        ("turn it up because i can't hear a thing", "turn it up"),
        ("what time is it my watch has stopped", "what time is it"),
        ("move that to six she's at her sister's", "move that to six"),
    ],
)
def test_the_reason_behind_an_order_is_left_out(text: str, order: str) -> None:
    assert order in reason_behind(text)


@pytest.mark.parametrize(
    "text",
    [
        "tell me what we're having",
        "show me the alarms i've set",
        "read the list i've got",
        "give me the date my bill is due",
        "remind me that he's coming",
        "would you say that you are clever",
        "set a timer",
    ],
)
def test_a_clause_that_belongs_to_the_order_is_no_reason(text: str) -> None:
    assert list(reason_behind(text)) == []


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("oh hang on i've got monday off scrap that", "scrap that"),
        ("the sauce is thin so make it nine", "make it nine"),
        ("bus's late make it quarter past six", "make it quarter past six"),
        ("we don't need leeks cross them off", "cross them off"),
    ],
)
def test_the_reason_in_front_of_an_order_is_left_out(text: str, order: str) -> None:
    assert order in reason_before(text)


@pytest.mark.parametrize(
    "text",
    [
        "he was shouting cancel that",
        "my brother's going to cancel it",
        "i've no idea why you'd cancel that",
        "she's telling us to stop it",
        "mum's like scrap that",
        "cancel that",
    ],
)
def test_a_story_gives_no_reason(text: str) -> None:
    assert list(reason_before(text)) == []
