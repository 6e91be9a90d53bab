"""The sentences of commands, as a speech engine takes them."""

from myna.config.commands import Command
from myna.skills.user_commands.commands import Commands
from myna.skills.user_commands.sentences import Sentences

COMMANDS = Commands(
    [Command.model_validate({"name": "lamp", "say": ("turn on the (lamp|lampp)", "lamp 7"), "reply": "Yes."})], "en-us"
)


def test_those_of_unknown_words_are_left_out_and_the_words_are_told() -> None:
    sentences = Sentences.of(COMMANDS, ["turn", "on", "the", "lamp"].__contains__)
    assert sentences.samples == ("turn on the lamp",)
    assert sentences.unknown == ["lampp"]  # 7 is a number: it is said in words
    assert sentences.accepts("turn on the lamp")
    assert not sentences.accepts("turn on the lampp")


def test_the_nearest_is_found_where_one_is_near() -> None:
    sentences = Sentences.of(COMMANDS, lambda _: True)
    assert sentences.nearest("turn on a lamp") == "turn on the lamp"
    assert sentences.nearest("what is the capital of france") is None
