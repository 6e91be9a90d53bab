"""Who is asked first, and over which way."""

import asyncio
from typing import Literal

import pytest

from app.service_kit import House
from fakes import FakeSatelliteServer
from home_kit import FakeServer
from myna.app import home_answers
from myna.app.home_answers import HomeAnswers
from myna.config import Config
from myna.config.schema import HomeAssistant
from myna.core.decision import Decision, decided
from myna.core.errors import HomeError
from myna.core.ports import OtherAnswer, Spoken
from myna.core.reply import Reply
from myna.skills.registry import build_skills

SPOKEN = Spoken(b"\1\0", "computer")
ACT = decided("turn it on", Reply("It is on."), "templates", "home", "HassTurnOn")
TALK = Decision("why is the sky blue", "model")
NOT_UNDERSTOOD = Decision("beam me up", "refuse", reply=Reply("I can't.", refuses=True))
REFUSED = decided("call my mother", Reply("I can't.", refuses=True), "classifier", "calls", "call")
MENTIONED = Decision("should i turn it on", "model", "guard", reason="question")
NEGATED = Decision("don't turn it on", "nothing", "guard", reason="negation")
PREFERENCES: tuple[Literal["myna", "server"], ...] = ("myna", "server")
ASKED_FOR = Decision("seven o'clock", "nothing", "server")
ANSWERED = decided("yes", Reply("Done."), "question", "", "")


def answers(
    prefer: Literal["myna", "server"], link: FakeServer | None = None, server: FakeSatelliteServer | None = None
) -> HomeAnswers:
    satellite = House().service.satellite
    satellite._server = server
    config = Config(home_assistant=HomeAssistant(prefer=prefer))
    return HomeAnswers(config, link, satellite, build_skills(config).only_mentions)


def test_where_myna_is_preferred_the_server_gets_what_myna_does_not_understand_and_no_mention() -> None:
    mine = answers("myna", FakeServer())
    assert [mine.wants(one) for one in (TALK, NOT_UNDERSTOOD)] == [True, True]
    assert not any(mine.wants(one) for one in (ACT, REFUSED, MENTIONED, NEGATED, ANSWERED))


@pytest.mark.parametrize(
    "text",
    [
        "don't activate the fan",
        "if it rains open the umbrella of the terrace",
        "she told me to open the umbrella of the terrace",
        "should i turn off the coffee machine",
        "did you turn on the coffee machine",
        "who turned on the light",
    ],
)
def test_where_myna_is_preferred_a_sentence_that_only_mentions_an_order_is_not_sent(text: str) -> None:
    assert not answers("myna", FakeServer()).wants(Decision(text, "model"))
    assert answers("server", FakeServer()).wants(Decision(text, "model"))


@pytest.mark.parametrize("text", ["why is the sky blue", "how warm is it outside", "activate the disco ball"])
def test_what_mentions_no_order_is_sent(text: str) -> None:
    assert answers("myna", FakeServer()).wants(Decision(text, "model"))


def test_where_the_server_is_preferred_it_gets_all_but_the_answers_to_mynas_own_questions() -> None:
    theirs = answers("server", FakeServer())
    assert all(theirs.wants(one) for one in (TALK, NOT_UNDERSTOOD, ACT, REFUSED, MENTIONED, NEGATED))
    assert not theirs.wants(ANSWERED)


async def test_the_answer_to_what_the_server_has_asked_is_its_own_by_its_sound_whoever_is_preferred() -> None:
    link, server = FakeServer(), FakeSatelliteServer(OtherAnswer("Done."))
    for prefers in PREFERENCES:
        assert answers(prefers, link, server).wants(ASKED_FOR)
        assert await answers(prefers, link, server).answer(ASKED_FOR, SPOKEN) is not None
        assert not answers(prefers, link).wants(ASKED_FOR)  # it is gone
    assert server.heard == [SPOKEN, SPOKEN]


def test_a_server_that_is_away_is_not_asked() -> None:
    away = FakeServer()
    away.connected = False
    for none in (answers("server"), answers("server", away)):
        assert not none.wants(ACT)
    assert answers("server", away, FakeSatelliteServer(None)).wants(ACT)


async def test_words_go_over_the_link_and_no_sound_does() -> None:
    link, server = FakeServer(), FakeSatelliteServer(OtherAnswer("By sound."))
    link.understood = {"turn it on": "It is on.", "go": ""}
    asked = answers("server", link, server)
    assert await asked.answer(Decision("turn it on", "model"), SPOKEN) == OtherAnswer("It is on.")
    done = await asked.answer(Decision("go", "model"), SPOKEN)
    assert done is not None
    assert "go" in done.text
    assert await asked.answer(Decision("beam me up", "model"), SPOKEN) is None
    assert server.heard == []


async def test_without_a_link_the_sound_goes_to_the_server_of_the_satellite() -> None:
    away, server = FakeServer(), FakeSatelliteServer(OtherAnswer("By sound."))
    away.connected = False
    for link in (None, away):
        answer = await answers("server", link, server).answer(Decision("turn it on", "model"), SPOKEN)
        assert answer is not None
        assert answer.text == "By sound."
    assert server.heard == [SPOKEN, SPOKEN]
    assert await answers("server", None, server).answer(Decision("typed", "model"), None) is None


async def test_a_server_that_fails_or_is_slow_has_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = FakeServer()
    failing.failure = HomeError("home-away", "It is away.", "")
    assert await answers("server", failing).answer(Decision("turn it on", "model"), None) is None
    monkeypatch.setattr(home_answers, "PATIENCE_SECONDS", 0.01)
    slow = FakeServer()
    monkeypatch.setattr(slow, "process", lambda *_: asyncio.Event().wait())
    assert await answers("server", slow).answer(Decision("turn it on", "model"), None) is None
