"""The grammar of one of the user's own commands. Imports hassil, and so is imported only where there are commands."""

from myna.config.commands import Command
from myna.nlu.grammar import Grammar


def grammar_of(command: Command) -> Grammar:
    """The grammar for the command's sentences, with its rules and slots."""
    words = {name: slot for name, slot in command.slots.items() if isinstance(slot, tuple)}
    return Grammar(command.rules, words, command.slots.keys() - words.keys())
