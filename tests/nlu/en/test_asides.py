"""Second thoughts beside their reason."""

import pytest

from myna.nlu.en.asides import thoughts


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("move it to six he's in a meeting", "move it to six"),
        ("scrap the bean one we're having soup", "scrap the bean one"),
        ("not on wednesdays i work from home", "not on wednesdays"),
        ("make it fifteen because the potatoes are massive", "make it fifteen"),
        ("my shift's been moved make it half seven", "make it half seven"),
        ("bus is late make it ten to nine", "make it ten to nine"),
        ("oh hang on the kids are off school scrap that", "scrap that"),
        ("oh we're away tomorrow do sunday instead", "do sunday instead"),
        ("no it's running again twenty past four", "make it twenty past four"),
        ("never mind she's just called", "cancel that"),
        ("yes tomorrow and put one on for six too", "put one on for six too"),
    ],
)
def test_the_order_is_found(text: str, order: str) -> None:
    assert order in thoughts(text)


@pytest.mark.parametrize(
    "text",
    [
        "she's late she said make it ten",
        "he told me to scrap that",
        "i don't want to cancel that",
        "the train's late again",
        "never mind",
        "dad asked us to move it to five",
    ],
)
def test_what_somebody_said_is_none(text: str) -> None:
    assert not list(thoughts(text))
