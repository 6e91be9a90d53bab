"""What is odd about the user's commands, though it can be loaded: for ``myna check``.

Its rule: each function yields one sentence for each thing that is odd, and does nothing.
"""

import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from stat import S_IXOTH

from myna.config.command_grammar import grammar_of
from myna.config.commands import Command
from myna.config.placeholders import placeholders
from myna.skills.user_commands.commands import Commands

EXAMPLES = 200
"""Sentences of each command that the others are tried with."""

HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")
"""Folders that the service's unit hides from it: ProtectHome and PrivateTmp."""


def clashes(commands: Commands) -> Iterator[str]:
    """Commands that share a sentence: each pair once, with one."""
    told: set[frozenset[str]] = set()
    for name in commands.by_name:
        for sentence in commands.templates.examples(name, EXAMPLES):
            meanings = commands.templates.matches(sentence)
            best = next((match.fit for match in meanings if match.intent == name), None)
            for other in meanings:
                pair = frozenset((name, other.intent))
                if other.intent != name and pair not in told and (best is None or other.fit >= best):
                    told.add(pair)
                    taken = meanings[0].intent
                    yield f'{name} and {other.intent} both mean "{sentence}"; {taken} is taken'


def unknown_words(commands: Commands, knows: Callable[[str], bool]) -> dict[str, str]:
    """Words that the speech model does not know, and of each the command that has it.

    A number in a slot's list may be said in words.
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
    """Slots that no sentence fills, and rules that no sentence has."""
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
    """Whether it publishes a message, and what does that is not installed."""
    return command.mqtt is not None and find_spec("aiomqtt") is None


def out_of_reach(command: Command) -> bool:
    """Whether Myna's service cannot run the command's program: it does not see it, or only its owner may run it."""
    program = shutil.which(command.run[0]) if command.run else None
    if program is None:
        return False
    return program.startswith(tuple(f"{folder}/" for folder in HIDDEN)) or not Path(program).stat().st_mode & S_IXOTH
