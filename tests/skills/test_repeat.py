"""The last answer, once more."""

import pytest

from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


@pytest.mark.parametrize(
    "text",
    [
        "say that again",
        "Can you say that again, please?",
        "repeat that",
        "repeat",
        "again",
        "come again",
        "pardon",
        "what was that",
        "what did you say",
        "i didn't catch that",
    ],
)
def test_the_last_answer_is_said_again(build: SkillBuilder, text: str) -> None:
    assert answer(build(FakeContext(last_said="It is noon.")), text) == "It is noon."


def test_nothing_was_said_yet(build: SkillBuilder) -> None:
    assert answer(build(FakeContext()), "say that again") == "I have not said anything yet."


def test_again_and_slower(build: SkillBuilder) -> None:
    context = FakeContext(last_said="It is noon.")
    assert answer(build(context), "say that again slower") == "It is noon."
    assert context.done == [("speed", 85)]
