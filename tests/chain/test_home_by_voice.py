"""What is said of a home, by voice through the real chain: only orders are done, and two of them in one sentence."""

import asyncio
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from chain.takes_kit import with_noise
from home_kit import FakeServer, recorded_home
from myna.app import oneshot
from myna.app.factory import build_voice
from myna.app.listener_factory import open_listener
from myna.app.understand import NoAssistant
from myna.config import Config
from myna.core.decision import Decision
from myna.core.events import Utterance
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager
from myna.tts.spoken import spoken

NOT_DONE = [
    "The kitchen lights were on all night.",
    "Who opened the kitchen window?",
    "My kitchen lights are new.",
    "The kitchen door makes a noise.",
]
DONE = "Turn off the bed light and turn on the ceiling fan."
NOISE_DB = 15.0


@pytest.fixture(scope="module")
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture(scope="module")
def decisions(server: FakeServer, speech: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Decision]:
    return asyncio.run(decided(server, speech / "kitchen.flac", tmp_path_factory.mktemp("voiced")))


async def decided(server: FakeServer, noise: Path, folder: Path) -> dict[str, Decision]:
    """What is made of each sentence; those that ask for nothing are said in ``noise``."""
    config = Config.model_validate({"home_assistant": {"area": "Kitchen"}})
    skills = build_all_skills(config, NoAssistant(), TimerManager(), home=server)[0]
    found = {}
    async with build_voice(config).loaded() as voice, open_listener(config, home=recorded_home()) as factory:
        for number, sentence in enumerate([*NOT_DONE, DONE]):
            async with aclosing(voice.say(spoken(sentence))) as chunks:
                sound = b"".join([chunk.pcm async for chunk in chunks])
            file, silence = folder / f"{number}.wav", bytes(voice.rate_hz)  # half a second
            soundfile.write(file, np.frombuffer(silence + sound + silence, dtype="<i2"), voice.rate_hz)
            if sentence != DONE:
                file = with_noise(file, noise, NOISE_DB, folder / f"{number}-noisy.wav")
            heard = await oneshot.sentence(factory, file)
            assert isinstance(heard, Utterance)
            found[sentence] = skills.doubt(skills.decide(heard.text), map(skills.decide, heard.alternatives))
    return found


@pytest.mark.parametrize("sentence", NOT_DONE)
async def test_what_is_told_of_a_home_changes_nothing(
    decisions: dict[str, Decision], server: FakeServer, sentence: str
) -> None:
    decision = decisions[sentence]
    server.calls.clear()
    if decision.skill == "home" and decision.reply is not None and decision.reply.act is not None:
        await decision.reply.act()
        assert not server.calls, decision.text
    else:
        assert decision.reply is None or decision.reply.act is None, decision.text


def test_two_orders_in_one_sentence_are_heard(decisions: dict[str, Decision]) -> None:
    decision = decisions[DONE]
    done = [order["slots"]["entities"] for order in decision.slots["orders"]]
    assert done == [["light.bed_light"], ["fan.ceiling_fan"]], decision.text
