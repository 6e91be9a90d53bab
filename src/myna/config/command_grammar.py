"""The grammar of one of the user's own commands. It imports hassil, so it is imported only where there are commands."""

from myna.config.commands import Command
from myna.nlu.grammar import Grammar


def grammar_of(command: Command) -> Grammar:
    """The grammar that the command's sentences are written in."""
    words = {name: slot for name, slot in command.slots.items() if isinstance(slot, tuple)}
    return Grammar(command.rules, words, command.slots.keys() - words.keys())
