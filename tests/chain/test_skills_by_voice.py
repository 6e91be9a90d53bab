"""Skills by voice, through the real chain: Myna's own voice asks, the listener hears it, a skill answers."""

import asyncio

import pytest

from chain.takes_kit import heard
from myna.config import Config
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder

SPOKEN = {
    "What time is it?": "It is 3:10 PM.",
    "How many days until Christmas?": "30 days until Friday, December 25.",
    "What is fifteen percent of sixty?": "15 percent of 60 is 9.",
    "How many feet are in a mile?": "A mile is 5,280 feet.",
    "Set the volume to forty.": "Volume 40 percent.",
    "Say that again.": "It is noon.",
    "Speak more slowly please.": "I will speak more slowly.",
    "What is your name?": "My name is Myna. Call me with: computer.",
    "What is the capital of France?": "The capital of France is Paris.",
    "Who wrote Romeo and Juliet?": None,
}


@pytest.fixture(scope="module")
def transcripts(config: Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the listener hears of each question, in each of its takes."""
    return asyncio.run(heard(config, list(SPOKEN), tmp_path_factory.mktemp("voiced")))


@pytest.mark.parametrize("question", [question for question, told in SPOKEN.items() if told is not None])
def test_a_skill_answers(build: SkillBuilder, transcripts: dict[str, list[str]], question: str) -> None:
    told = {answer(build(FakeContext(last_said="It is noon.")), text) for text in transcripts[question]}
    assert SPOKEN[question] in told, transcripts[question]


@pytest.mark.parametrize("question", [question for question, told in SPOKEN.items() if told is None])
def test_no_skill_answers(build: SkillBuilder, transcripts: dict[str, list[str]], question: str) -> None:
    understood = [text for text in transcripts[question] if text == question.lower().strip("?")]
    assert understood, transcripts[question]
    assert {answer(build(FakeContext()), text) for text in understood} == {None}
