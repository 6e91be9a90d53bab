"""The last answer, once more."""

import asyncio

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of
from myna.skills.repeat import RepeatSkill
from myna.skills.skill_set import Classified
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


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
def test_the_last_answer_is_said_again(build: SkillBuilder, text: str) -> None:
    assert answer(build(FakeContext(last_said="It is noon.")), text) == "It is noon."


def test_nothing_was_said_yet(build: SkillBuilder) -> None:
    assert answer(build(FakeContext()), "say that again") == "I have not said anything yet."


def test_again_and_slower(build: SkillBuilder) -> None:
    context = FakeContext(last_said="It is noon.")
    assert answer(build(context), "say that again slower") == "It is noon."
    assert context.done == [("speed", 85)]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("i didn't get that, tell me again but slower this time", [("speed", 85)]),
        ("you spoke too fast, what did you say there", [("speed", 85)]),
        ("i missed what you told me, repeat it", []),
    ],
)
def test_in_free_words(text: str, done: list[tuple[str, object]]) -> None:
    context = FakeContext(last_said="It is noon.")
    parsers = parsers_of("en-us")
    reply = RepeatSkill(load_intents("en-us").responses, context, parsers).answers()["repeat.again"](
        Classified(text, "repeat.again", 1.0)
    )
    assert reply is not None
    assert (asyncio.run(reply.act()) if reply.act else reply.text) == "It is noon."
    assert context.done == done
