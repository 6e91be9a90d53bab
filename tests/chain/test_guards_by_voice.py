"""Orders that are only mentioned, by voice through the real chain: nothing is done, for skills and own commands."""

import asyncio

import pytest

from chain.takes_kit import heard
from myna.app.understand import understanding_skills
from myna.config import Config, load_config
from myna.core.decision import Decision

OWN = """
commands:
  - name: lamp
    say: ["(turn|switch) {state} the {room} lamp", "{room} lamp {state}"]
    slots: {state: ["on", "off"], room: [kitchen, bedroom]}
    run: ["true"]
    reply: Yes.
"""

NOT_DONE = [
    "Don't turn on the kitchen lamp.",
    "Never turn off the bedroom lamp.",
    "Is the kitchen lamp on?",
    "Did you turn on the kitchen lamp?",
    "Should I turn off the kitchen lamp?",
    "If it rains, turn on the kitchen lamp.",
    "Turn on the bathroom lamp.",
    "Don't set a timer for ten minutes.",
    "Did you set an alarm for seven?",
]
DONE = {
    "Turn on the kitchen lamp.": {"state": "on", "room": "kitchen"},
    "Could you please switch off the bedroom lamp?": {"state": "off", "room": "bedroom"},
    "Okay, turn on the bedroom lamp, thanks.": {"state": "on", "room": "bedroom"},
}


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Decision]:
    folder = tmp_path_factory.mktemp("voiced")
    file = folder / "myna.yaml"
    file.write_text(OWN, encoding="utf-8")
    own: Config = load_config(system_file=file, user_file=file)
    decide = understanding_skills(own).decide
    words = asyncio.run(heard(own, [*NOT_DONE, *DONE], folder, speeds=(1.0,)))
    return {sentence: decide(" ".join(takes)) for sentence, takes in words.items()}


@pytest.mark.parametrize("sentence", NOT_DONE)
def test_what_is_only_mentioned_or_is_not_there_is_not_done(decisions: dict[str, Decision], sentence: str) -> None:
    decision = decisions[sentence]
    assert decision.text
    assert decision.reply is None or (decision.reply.act, decision.reply.question) == (None, None), decision.text


@pytest.mark.parametrize("sentence", DONE)
def test_an_order_is_done(decisions: dict[str, Decision], sentence: str) -> None:
    decision = decisions[sentence]
    assert (decision.kind, decision.skill, dict(decision.slots)) == ("act", "commands", DONE[sentence]), decision.text
