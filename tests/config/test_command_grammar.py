"""The grammar of a command knows its rules and slots."""

import pytest

from myna.config.command_grammar import grammar_of
from myna.config.commands import Command
from myna.nlu.syntax import TemplateError

COMMAND = Command.model_validate(
    {
        "name": "lamp",
        "say": "x",
        "slots": {"room": ("kitchen", "bedroom"), "level": {"from": 1, "to": 9}, "words": "any"},
        "rules": {"polite": "(please|kindly)"},
        "reply": "x",
    }
)


@pytest.mark.parametrize(
    ("sentence", "starts", "slots"),
    [
        ("{room} lamp", {"kitchen", "bedroom"}, {"room": 1}),
        ("<polite> lamp", {"please", "kindly"}, {}),
        ("lamp {level} {words}", {"lamp"}, {"level": 1, "words": 1}),
        ("{words}", {""}, {"words": 1}),
    ],
)
def test_slots_and_rules_are_those_of_the_command(sentence: str, starts: set[str], slots: dict[str, int]) -> None:
    shape = grammar_of(COMMAND).shape(sentence)
    assert {start.strip() for start in shape.starts} == starts
    assert dict(shape.slots) == slots


def test_a_rule_of_no_command_is_none() -> None:
    with pytest.raises(TemplateError, match="<polte> is no rule; did you mean polite"):
        grammar_of(COMMAND).shape("<polte> lamp")
