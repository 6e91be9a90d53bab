"""Again, slower, faster."""

from collections.abc import Callable

import pytest

from myna.skills.skills import Skills
from skills.answers import answer
from skills.box_kit import FakeBox

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
    assert answer(build(FakeBox(last_said="It is noon.")), text) == "It is noon."


def test_nothing_was_said_yet(build: Build) -> None:
    assert answer(build(FakeBox()), "say that again") == "I have not said anything yet."


def test_again_and_slower(build: Build) -> None:
    box = FakeBox(last_said="It is noon.")
    assert answer(build(box), "say that again slower") == "It is noon."
    assert box.done == [("speed", 85)]


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
    box = FakeBox()
    assert answer(build(box), text) == told
    assert box.done == [("speed", percent)]


def test_the_usual_speed_comes_back(build: Build) -> None:
    box = FakeBox(speed=72)
    assert answer(build(box), "speak at normal speed") == "I speak at my normal speed."
    assert box.done == [("speed", 100)]


def test_the_speed_has_an_end(build: Build) -> None:
    slowest, fastest = FakeBox(speed=60), FakeBox(speed=165)
    assert answer(build(slowest), "slower") == "I cannot speak more slowly."
    assert answer(build(fastest), "faster") == "I cannot speak faster."
    assert slowest.done == fastest.done == []
