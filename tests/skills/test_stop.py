"""Never mind, and a closed microphone."""

from datetime import datetime

import pytest

from myna.core.reply import Reply
from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


@pytest.fixture(scope="module")
def undone() -> SkillBuilder:
    """Skills that have done nothing yet, so that there is nothing to take back."""
    return SkillBuilder()


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en-us", text) for text in ("never mind", "nevermind", "forget it", "Stop!", "be quiet", "cancel")]
    + [("en-us", text) for text in ("actually don't bother", "oh forget it", "you know what don't worry about it")]
    + [("en-us", text) for text in ("hold on a sec i'm on the phone", "i'm busy right now", "shush i'm on a call")]
    + [("de", "vergiss es"), ("fr-fr", "annule"), ("es-es", "no importa"), ("zh-cn", "算 了"), ("ko", "됐어")],
)
def test_never_mind_is_silence(undone: SkillBuilder, tag: str, text: str) -> None:
    assert undone(FakeContext(), tag).decide(text).reply == Reply()


@pytest.mark.parametrize(
    "text",
    [
        *("mute the microphone", "turn your microphone off", "stop listening", "go to sleep"),
        *("stop listening to us for a while", "don't listen for a bit", "ears off please", "close your ears"),
        *("turn your ears off", "stop eavesdropping", "mic off for a bit please", "no more listening for now"),
    ],
)
def test_the_microphone_is_closed_and_how_to_open_it_is_said(build: SkillBuilder, text: str) -> None:
    context = FakeContext()
    told = answer(build(context), text)
    assert told == "My microphone is off. Press the button to switch it on, or type: myna unmute."
    assert context.done == [("muted", True)]


def test_typed_it_is_opened(build: SkillBuilder) -> None:
    context = FakeContext()
    assert answer(build(context), "unmute the microphone") == "My microphone is on."
    assert context.done == [("muted", False)]


@pytest.mark.parametrize(
    ("text", "until", "clock"),
    [
        ("sleep until seven", datetime(2026, 11, 25, 19), "at 7 PM"),
        ("sleep until seven in the morning", datetime(2026, 11, 26, 7), "tomorrow at 7 AM"),
        ("good night sleep until half past six a m", datetime(2026, 11, 26, 6, 30), "tomorrow at 6:30 AM"),
        ("do not listen until 17:30", datetime(2026, 11, 25, 17, 30), "at 5:30 PM"),
        ("sleep until tomorrow morning", datetime(2026, 11, 26, 9), "tomorrow at 9 AM"),
        ("go to sleep until eight tomorrow", datetime(2026, 11, 26, 8), "tomorrow at 8 AM"),
        ("sleep for two hours", datetime(2026, 11, 25, 17, 10), "at 5:10 PM"),
        ("stop listening for twenty minutes", datetime(2026, 11, 25, 15, 30), "at 3:30 PM"),
        ("don't listen for half an hour", datetime(2026, 11, 25, 15, 40), "at 3:40 PM"),
    ],
)
def test_it_sleeps(build: SkillBuilder, text: str, until: datetime, clock: str) -> None:
    context = FakeContext()
    told = answer(build(context), text)
    assert told == f"I listen again {clock}. Before that, press the button, or type: myna unmute."
    assert context.done == [("asleep until", until)]


def test_it_does_not_sleep_until_nobody_knows_when(skills: Skills) -> None:
    assert skills.decide("sleep until the cows come home").kind != "act"
