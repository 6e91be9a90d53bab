"""The sentences of commands, as a speech engine takes them."""

import pytest

from myna.skills.user_commands.sentences import Sentences
from skills.user_commands.commands_kit import commands_of

COMMANDS = commands_of("[{name: lamp, say: ['turn on the (lamp|lampp)', lamp 7], reply: 'Yes.'}]")
ROOMS = """\
- {name: lamp, say: "turn on the {room} lamp", slots: {room: [kitchen, bedroom]}, reply: "Yes."}
- {name: lit, say: "is the {room} lamp on", slots: {room: [kitchen]}, reply: "Yes."}
"""


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences.of(commands_of(ROOMS), lambda _: True)


def test_those_of_unknown_words_are_left_out_and_the_words_are_told() -> None:
    sentences = Sentences.of(COMMANDS, ["turn", "on", "the", "lamp", "please", "never"].__contains__)
    assert sentences.samples == ("turn on the lamp",)
    assert set(sentences.polite) == {"please turn on the lamp", "turn on the lamp please"}
    assert sentences.others == ("never turn on the lamp",)
    assert sentences.unknown == ["lampp"]  # 7 is a number: it is said in words
    assert sentences.accepts("turn on the lamp")
    assert not sentences.accepts("turn on the lampp")


def test_one_may_be_said_politely(sentences: Sentences) -> None:
    assert sentences.accepts("okay could you turn on the kitchen lamp please")
    assert not sentences.accepts("don't turn on the kitchen lamp")
    assert [text for text in sentences.polite if not sentences.accepts(text)] == []


def test_those_around_are_none_of_them(sentences: Sentences) -> None:
    assert {"don't turn on the kitchen lamp", "turn on the kitchen radio"} <= set(sentences.others)
    assert [text for text in sentences.others if sentences.accepts(text)] == []


def test_a_question_about_a_command_is_a_mention_unless_it_is_a_command_itself(sentences: Sentences) -> None:
    assert sentences.is_mention("is the bedroom lamp on")
    assert not sentences.is_mention("is the kitchen lamp on")
    assert not sentences.is_mention("turn on the kitchen lamp")
    assert not sentences.is_mention("did you please turn on the kitchen lamp")
    assert sentences.is_mention("please don't turn on the kitchen lamp")


@pytest.mark.parametrize(
    ("text", "command", "contradicts"),
    [
        ("turn on the kitchen lan", "turn on the kitchen lamp", False),
        ("turn on the bathroom lan", "turn on the bedroom lamp", True),
        ("don't turn on the kitchen lan", "turn on the kitchen lamp", True),
        ("turn on the kitchen when it gets dark", "turn on the kitchen lamp now", True),
        ("did you turn on the kitchen lan", "turn on the kitchen lamp", True),
        ("he said turn on the kitchen", "turn on the kitchen lamp", True),
        ("did you turn on the kitchen lan", "can you turn on the kitchen lamp", True),
        ("who on the kitchen lamp", "turn on the kitchen lamp", False),
        ("is the kitchen lamp on", "turn on the kitchen lamp", False),
        ("she turned on the kitchen lan", "turn on the kitchen lamp", True),
    ],
)
def test_other_words_speak_against_a_command(
    sentences: Sentences, text: str, command: str, *, contradicts: bool
) -> None:
    assert sentences.contradicts(text, command) is contradicts


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("turn on kitchen lamp", "turn on the kitchen lamp"),
        ("turn on the a kitchen lamp", "turn on the kitchen lamp"),
        ("turn on the lamp", None),
        ("turn the kitchen lamp", None),
        ("never turn on the kitchen lamp", None),
        ("what is the capital of france", None),
    ],
)
def test_small_words_may_be_missing_and_no_value(sentences: Sentences, heard: str, meant: str | None) -> None:
    assert sentences.nearest(heard) == meant
