"""Finds what is odd about the user's commands though they can be loaded, for ``myna check``. Nothing is done."""

import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from stat import S_IXOTH

from myna.config.command_grammar import grammar_of
from myna.config.commands import Command
from myna.config.folders import is_hidden
from myna.config.placeholders import placeholders
from myna.skills.user_commands.commands import Commands

EXAMPLES = 200
"""The most sentences of each command that are tried with the other commands."""


def clashes(commands: Commands) -> Iterator[str]:
    """One sentence for each pair of commands that share a sentence, with an example."""
    told: set[frozenset[str]] = set()
    for name in commands.by_name:
        for sentence in commands.templates.examples(name, EXAMPLES):
            intents = commands.templates.matches(sentence)
            best = next((intent.fit for intent in intents if intent.name == name), None)
            for other in intents:
                pair = frozenset((name, other.name))
                if other.name != name and pair not in told and (best is None or other.fit >= best):
                    told.add(pair)
                    taken = intents[0].name
                    yield f'{name} and {other.name} both mean "{sentence}"; {taken} is taken'


def unknown_words(commands: Commands, knows: Callable[[str], bool]) -> dict[str, str]:
    """The words that the speech model does not know, each with a command that has it.

    A number in a slot's list is none of them, since it may be said in words.
    """
    unknown: dict[str, str] = {}
    for name, command in commands.by_name.items():
        numbers = {word for slot in command.slots.values() if isinstance(slot, tuple) for word in slot}
        for sentence in commands.templates.examples(name, EXAMPLES):
            for word in sentence.lower().split():
                if not knows(word) and not (word.isdigit() and word in numbers):
                    unknown.setdefault(word, name)
    return unknown


def never_used(command: Command) -> Iterator[str]:
    """One sentence for each slot that no sentence of the command fills, and each rule that none has."""
    grammar = grammar_of(command)
    shapes = [grammar.shape(sentence) for sentence in command.say]
    lists = {name for shape in shapes for name in shape.lists}
    filled = {name for shape in shapes for name in shape.slots}
    rules = {name for shape in shapes for name in shape.rules}
    wanted = {name for _, text in command.texts() for name in placeholders(text)}
    for name in command.slots:
        if name not in lists:
            yield f"{{{name}}} is never filled: no sentence of {command.name} has it"
        elif name not in filled and name in wanted:
            yield f"{{{name}}} is never filled: the sentences of {command.name} have it under another name"
    for name in command.rules:
        if name not in rules:
            yield f"no sentence of {command.name} has <{name}>"


def program_missing(command: Command) -> str | None:
    """Why the command's program cannot be run, if it cannot."""
    if command.run is None:
        return None
    program = command.run[0]
    if shutil.which(program) is not None:
        return None
    if "/" not in program:
        return f"{command.name} runs {program}, and there is no such program"
    if Path(program).is_file():
        return f"{command.name} runs {program}, which is not executable"
    return f"{command.name} runs {program}, which does not exist"


def mqtt_missing(command: Command) -> bool:
    """Whether the command publishes a message, and the package for that is not installed."""
    return command.mqtt is not None and find_spec("aiomqtt") is None


def out_of_reach(command: Command) -> bool:
    """Whether Myna's service cannot run the command's program, which is hidden from it or only for its owner to run."""
    program = shutil.which(command.run[0]) if command.run else None
    if program is None:
        return False
    return is_hidden(Path(program)) or not Path(program).stat().st_mode & S_IXOTH
