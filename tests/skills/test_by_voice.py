"""Skills by voice, through the real chain: Myna's own voice asks, the ear hears it, a skill answers."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from myna import oneshot
from myna.config import Config
from myna.events import Utterance
from myna.organs import build_voice
from myna.skills.skills import Skills
from myna.voice.spoken import spoken
from skills.answers import answer
from skills.box_kit import FakeBox

SPOKEN = {
    "What time is it?": "It is 3:10 PM.",
    "How many days until Christmas?": "30 days until Friday, December 25.",
    "What is fifteen percent of eighty?": "15 percent of 80 is 12.",
    "How many feet are in a mile?": "A mile is 5,280 feet.",
    "Set the volume to forty.": "Volume 40.",
    "Say that again.": "It is noon.",
    "Speak more slowly please.": "I will speak more slowly.",
    "What is your name?": "My name is Myna. Call me with: computer.",
    "What is the capital of France?": None,
}
SPEEDS = (1.0, 0.9)
"""Of the takes: the voice never says a sentence twice alike, and now and then one is not to be understood."""


@pytest.fixture(scope="module")
def transcripts(config: Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the ear hears of each question, in each of its takes."""
    return asyncio.run(_heard(config, tmp_path_factory.mktemp("voiced")))


async def _heard(config: Config, folder: Path) -> dict[str, list[str]]:
    files: dict[Path, str] = {}
    async with AsyncExitStack() as stack:
        voice = build_voice(config, stack)
        await voice.load()
        silence = bytes(voice.rate_hz)  # half a second
        for voice.speed in SPEEDS:
            for question in SPOKEN:
                async with aclosing(voice.say(spoken(question))) as chunks:
                    sound = b"".join([chunk.pcm async for chunk in chunks])
                path = folder / f"{len(files)}.wav"
                soundfile.write(path, np.frombuffer(silence + sound + silence, dtype="<i2"), voice.rate_hz)
                files[path] = question
    found: dict[str, list[str]] = {question: [] for question in SPOKEN}
    async with aclosing(oneshot.hear(config, list(files), listen=True)) as events:
        async for file, event in events:
            if isinstance(event, Utterance):
                found[files[file]].append(event.text)
    return found


@pytest.mark.parametrize("question", [question for question, told in SPOKEN.items() if told is not None])
def test_a_skill_answers(build: Callable[..., Skills], transcripts: dict[str, list[str]], question: str) -> None:
    told = {answer(build(FakeBox(last_said="It is noon.")), text) for text in transcripts[question]}
    assert SPOKEN[question] in told, transcripts[question]
    assert told <= {SPOKEN[question], None}, transcripts[question]


@pytest.mark.parametrize("question", [question for question, told in SPOKEN.items() if told is None])
def test_no_skill_answers(build: Callable[..., Skills], transcripts: dict[str, list[str]], question: str) -> None:
    assert len(transcripts[question]) == len(SPEEDS)
    assert {answer(build(FakeBox()), text) for text in transcripts[question]} == {None}
