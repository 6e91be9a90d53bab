"""Questions about the world by voice: Myna's own voice asks, the listener hears it, tables and an article answer."""

import asyncio
from pathlib import Path

import pytest

from chain.takes_kit import heard
from myna.config import Config
from myna.core.decision import Decision
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager
from skills.context_kit import FakeContext
from zim_kit import write_zim

ARTICLE = [
    "A volcano is an opening in the crust of a planet through which lava, ash and gases escape.",
    "Most volcanoes stand where plates of the crust meet. Some of them sleep for thousands of years.",
]
SPOKEN = ["What is a volcano?", "What is the capital of Mongolia?", "What is a harmonica?", "Tell me more."]


@pytest.fixture(scope="module")
def transcripts(config: Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the listener hears of each question."""
    found = asyncio.run(heard(config, SPOKEN, tmp_path_factory.mktemp("voiced"), speeds=(1.0,)))
    return {sentence: " ".join(texts) for sentence, texts in found.items()}


async def test_what_is_asked_aloud_is_answered_from_its_source(transcripts: dict[str, str], tmp_path: Path) -> None:
    book = write_zim(tmp_path / "book.zim", {"Volcano": ARTICLE})
    context = FakeContext()
    skills, _ = build_all_skills(Config(encyclopedia=(str(book),)), context, TimerManager(None, lambda _: None))

    async def decided(question: str) -> Decision:
        return await skills.looked_up(skills.decide(transcripts[question]))

    async with skills.opened():
        article = await decided("What is a volcano?")
        assert article.reply is not None, transcripts
        assert article.reply.text == ARTICLE[0]
        assert article.reply.evidence is not None
        assert article.reply.evidence.article == "Volcano"
        assert article.reply.act is not None
        await article.reply.act()
        context.last_said = article.reply.text
        more = await decided("Tell me more.")
        assert more.reply is not None, transcripts
        assert more.reply.text.startswith("Most volcanoes stand where plates of the crust meet.")

        fact = await decided("What is the capital of Mongolia?")
        assert fact.reply is not None, transcripts
        assert fact.reply.text == "The capital of Mongolia is Ulaanbaatar."
        assert fact.reply.evidence is not None
        assert fact.reply.evidence.source == "tables"

        absent = await decided("What is a harmonica?")
        assert absent.reply is None or absent.reply.evidence is None or absent.reply.evidence.article != "Volcano"
