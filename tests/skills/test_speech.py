"""Slower, faster, as usual."""

import pytest

from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


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
def test_the_speed_is_set(build: SkillBuilder, text: str, percent: int, told: str) -> None:
    context = FakeContext()
    assert answer(build(context), text) == told
    assert context.done == [("speed", percent)]


def test_the_usual_speed_comes_back(build: SkillBuilder) -> None:
    context = FakeContext(speed=72)
    assert answer(build(context), "speak at normal speed") == "I speak at my normal speed."
    assert context.done == [("speed", 100)]


def test_the_speed_has_an_end(build: SkillBuilder) -> None:
    slowest, fastest = FakeContext(speed=60), FakeContext(speed=165)
    assert answer(build(slowest), "slower") == "I cannot speak more slowly."
    assert answer(build(fastest), "faster") == "I cannot speak faster."
    assert slowest.done == fastest.done == []
