"""Again, slower, faster."""

from collections.abc import Callable

import pytest

from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.context_kit import FakeContext

Build = Callable[..., Skills]


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
def test_the_last_answer_is_said_again(build: Build, text: str) -> None:
    assert answer(build(FakeContext(last_said="It is noon.")), text) == "It is noon."


def test_nothing_was_said_yet(build: Build) -> None:
    assert answer(build(FakeContext()), "say that again") == "I have not said anything yet."


def test_again_and_slower(build: Build) -> None:
    context = FakeContext(last_said="It is noon.")
    assert answer(build(context), "say that again slower") == "It is noon."
    assert context.done == [("speed", 85)]


@pytest.mark.parametrize(
    ("text", "percent", "told"),
    [
        ("slower", 85, "I will speak more slowly."),
        ("speak a bit slower please", 85, "I will speak more slowly."),
        ("can you talk more slowly", 85, "I will speak more slowly."),
        ("you speak too fast", 85, "I will speak more slowly."),
        ("faster", 118, "I will speak faster."),
        ("Speak faster!", 118, "I will speak faster."),
    ],
)
def test_the_speed_is_set(build: Build, text: str, percent: int, told: str) -> None:
    context = FakeContext()
    assert answer(build(context), text) == told
    assert context.done == [("speed", percent)]


def test_the_usual_speed_comes_back(build: Build) -> None:
    context = FakeContext(speed=72)
    assert answer(build(context), "speak at normal speed") == "I speak at my normal speed."
    assert context.done == [("speed", 100)]


def test_the_speed_has_an_end(build: Build) -> None:
    slowest, fastest = FakeContext(speed=60), FakeContext(speed=165)
    assert answer(build(slowest), "slower") == "I cannot speak more slowly."
    assert answer(build(fastest), "faster") == "I cannot speak faster."
    assert slowest.done == fastest.done == []
