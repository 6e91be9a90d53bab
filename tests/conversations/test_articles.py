"""An article is read: the encyclopedia's own answer, in a conversation on virtual time."""

import asyncio

import pytest

from myna.config import Config
from myna.core.events import StopHeard
from myna.core.reply import Reply
from myna.core.sound import CHUNK_SECONDS
from myna.session.assistant import ECHO_SECONDS
from myna.skills.registry import build_skills
from scene import Scene, pause, say
from zim_kit import write_zim

PARAGRAPH = [
    "A volcano is an opening in the crust of a planet through which lava, ash and gases escape from far below.",
    "Most volcanoes stand where plates of the crust meet, and some of them sleep for thousands of years.",
    "Their ash makes the soil around them fertile, so that many people live near them.",
    "Some of the largest are below the sea.",
]
ASKED = "tell me about the volcano"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Reply:
    """What the encyclopedia has read to who asks so."""
    book = write_zim(tmp_path_factory.mktemp("book") / "book.zim", {"Volcano": [" ".join(PARAGRAPH)]})

    async def looked_up() -> Reply:
        skills = build_skills(Config(encyclopedia=(str(book),)))
        async with skills.opened():
            reply = (await skills.looked_up(skills.decide(ASKED))).reply
        assert reply is not None
        return reply

    return asyncio.run(looked_up())


def test_it_is_read_and_more_is_offered(read: Reply) -> None:
    assert read.text.startswith(PARAGRAPH[0])
    assert read.question is not None
    script = [*say("computer"), *say(ASKED)]
    end = Scene(script, pause(30), skills={ASKED: read}).speaker.sounded[-1][1]
    wait = end + ECHO_SECONDS + 1 - len(script) * CHUNK_SECONDS
    scene = Scene(script, pause(wait), say("yes please do go on"), pause(30), skills={ASKED: read})
    told = [text for _, text in scene.pieces if text]
    assert told[0] == read.text
    assert told[1].startswith(PARAGRAPH[2])
    assert scene.questions == []


def test_stop_silences_it_and_nothing_else_comes(read: Reply) -> None:
    scene = Scene(say("computer"), say(ASKED), pause(1.5), say("stop"), pause(4), say("yes please do go on"), pause(8),
                  skills={ASKED: read})  # fmt: skip
    (stopped,) = scene.times(StopHeard)
    assert scene.speaker.sounded[-1][1] - stopped < 0.1
    assert scene.questions == []
    assert scene.pieces[0][1] == read.text
    assert [text for _, text in scene.pieces[1:] if text] == []
    assert " ".join(scene.voice.said) in read.text
    assert scene.is_idle
