"""Questions about the world by voice: Myna's own voice asks, the listener hears it, tables and an article answer."""

import asyncio
from pathlib import Path

import pytest

from chain.takes_kit import heard, utterances
from myna.config import Config
from myna.core.decision import Decision
from myna.core.events import Utterance
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
def transcripts(config: Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the listener hears of each question, a few times."""
    return asyncio.run(heard(config, SPOKEN, tmp_path_factory.mktemp("voiced")))


async def test_what_is_asked_aloud_is_answered_from_its_source(
    transcripts: dict[str, list[str]], tmp_path: Path
) -> None:
    book = write_zim(tmp_path / "book.zim", {"Volcano": ARTICLE})
    context = FakeContext()
    skills, _ = build_all_skills(Config(encyclopedia=(str(book),)), context, TimerManager(None, lambda _: None))

    async def decided(question: str) -> Decision:
        """The first of its takes that is answered, if one is."""
        takes = [await skills.looked_up(skills.decide(text)) for text in transcripts[question]]
        return next((take for take in takes if take.reply is not None), takes[0])

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


ASKED = {
    "What is the capital of Mongolia?": "Ulaanbaatar",
    "What is the population of Azerbaijan?": "Azerbaijan",
    "What is the capital of Burkina Faso?": "Ouagadougou",
    "What currency do they use in Kyrgyzstan?": "Kyrgyz som",
    "What language do they speak in Liechtenstein?": "German",
    "What is the capital of Oman?": "Muscat",
    "What is the capital of Niger?": "Niamey",
    "Where is Reykjavik?": "Iceland",
    "Which country is Tegucigalpa the capital of?": "Honduras",
    "What is the highest mountain in Tajikistan?": "Qullai Somoniyon",
    "How many moons does Neptune have?": "16 confirmed moons",
    "How tall is Kilimanjaro?": "5,895",
    "What does serendipity mean?": "good luck",
    "What is photosynthesis?": "radiant energy",
    "Define ubiquitous.": "everywhere",
    "What is a Stradivarius?": "string instrument",
    "Who was Genghis Khan?": "Mongol Empire",
    "Where is Zanzibar?": "Tanzania",
    "What is the wifi password for guests?": "bluebird",
    "How long does the dishwasher eco program run?": "20 minutes",
    "Where is the key to the cellar?": "behind the clock",
    "What is Grandma's lasagne recipe?": "red book",
}
"""Questions whose names a recogniser may spell otherwise, and what their answer holds; every second one is in noise."""

ARTICLES = {
    "Stradivarius": ["A Stradivarius is a string instrument built by the Italian family Stradivari."],
    "Genghis Khan": ["Genghis Khan was the founder and first khan of the Mongol Empire."],
    "Zanzibar": ["Zanzibar is an archipelago in the Indian Ocean, and a part of Tanzania."],
    "Thompson": ["Thompson is a family name of English origin."],
    "Bar": ["A bar is a place where drinks are served."],
}
NOTES = """\
Wifi password for guests: bluebird 42
The dishwasher eco program runs 3 hours and 20 minutes
The key to the cellar is behind the clock
Grandma's lasagne recipe: in the red book
"""
LEAST_RIGHT = 15
"""Of the questions, answered rightly or with the right name asked back: a voice never says a sentence twice alike."""


@pytest.fixture(scope="module")
def spoken_questions(
    config: Config, speech: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Utterance]]:
    """What the listener hears of each."""
    noises = dict.fromkeys(list(ASKED)[1::2], speech / "kitchen.flac")
    folder = tmp_path_factory.mktemp("asked")
    return asyncio.run(utterances(config, list(ASKED), folder, speeds=(1.0,), noises=noises))


async def test_names_that_are_misheard_are_met_or_asked_back_and_never_mistaken(
    spoken_questions: dict[str, list[Utterance]], wordnet: Path, tmp_path: Path
) -> None:
    book = write_zim(tmp_path / "book.zim", ARTICLES)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "house.txt").write_text(NOTES, encoding="utf-8")
    config = Config(encyclopedia=(str(book),), notes_dir=folder, models_dir=wordnet.parent)
    skills, _ = build_all_skills(config, FakeContext(), TimerManager(None, lambda _: None))
    right, wrong = [], []
    async with skills.opened():
        for question, takes in spoken_questions.items():
            if not takes:
                continue
            said = takes[0]
            decision = skills.doubt(skills.decide(said.text), map(skills.decide, said.alternatives))
            reply = (await skills.looked_up(decision)).reply
            told = reply if reply is None or reply.question is None else reply.question("yes") or reply
            if told is not None and ASKED[question] in told.text:
                right.append(question)
            elif reply is not None and reply.evidence is not None:
                wrong.append((question, said.text, reply.text))
    missed = [
        (question, [one.text for one in spoken_questions[question]]) for question in ASKED if question not in right
    ]
    assert wrong == [], missed
    assert len(right) >= LEAST_RIGHT, missed
