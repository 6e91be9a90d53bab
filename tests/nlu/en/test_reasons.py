"""The reason that is given with an order, and what only looks like one."""

import pytest

from myna.nlu.en.reasons import gone_on, reason_before, reason_behind, taken_back, with_named


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("scrap the soup one we're having salad", "scrap the soup one"),
        ("Cancel that, the meeting's off", "Cancel that"),
        ("turn it up because i can't hear a thing", "turn it up"),
        ("what time is it my watch has stopped", "what time is it"),
        ("move that to six she's at her sister's", "move that to six"),
        ("move it to six he's in a meeting", "move it to six"),
        ("not on wednesdays i work from home", "not on wednesdays"),
        ("make it fifteen because the potatoes are massive", "make it fifteen"),
        ("cross off the cheese dave got it", "cross off the cheese"),
        ("tick off the cheese i bought it this morning", "tick off the cheese"),
        ("remove cheese from the list i already have it", "remove cheese from the list"),
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
        ("my shift's been moved make it half seven", "make it half seven"),
        ("bus is late make it ten to nine", "make it ten to nine"),
        ("oh hang on the kids are off school scrap that", "scrap that"),
        ("oh we're away tomorrow do sunday instead", "do sunday instead"),
        ("we've done the shopping you can wipe the list", "wipe the list"),
        ("we bought everything so you can clear the list", "clear the list"),
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
        "she's late she said make it ten",
        "he told me to scrap that",
        "the train's late again",
        "dad asked us to move it to five",
    ],
)
def test_a_story_gives_no_reason(text: str) -> None:
    assert list(reason_before(text)) == []


def test_never_mind_and_a_reason_take_back_what_was_done() -> None:
    assert taken_back("never mind she's just called")
    assert not taken_back("never mind")
    assert not taken_back("she said never mind")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("no it's running again twenty past four", "make it twenty past four"),
        ("yes tomorrow and put one on for six too", "put one on for six too"),
        ("at night i mean", "at night"),
        ("evening i meant", "in the evening"),
    ],
)
def test_what_goes_on_with_what_was_done(text: str, order: str) -> None:
    assert list(gone_on(text)) == [order]


@pytest.mark.parametrize(
    ("text", "things", "order"),
    [
        ("we've got rice take that off", ["leeks", "rice"], "take rice off"),
        ("we've got plenty take that off", ["leeks", "rice"], "take that off"),
        ("we've got rice take that off", ["rice"], "take that off"),
    ],
)
def test_it_is_the_one_of_several_that_the_reason_names(text: str, things: list[str], order: str) -> None:
    assert with_named("take that off", text, things) == order
