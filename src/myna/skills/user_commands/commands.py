"""The user's own commands: finds the command of a sentence, does it, and says what the user wants to hear.

Its rules:

1. Nothing is done before it is certain that the whole sentence was heard: the reply's act does it.
2. Politeness around a command changes nothing, unless the command's own sentence has it.
3. A failure is told in one sentence. Its reason is in the log, without the words that were said.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from num2words import num2words

from myna.config.commands import Command, Numbers
from myna.config.placeholders import OUTPUT, in_argument, in_reply, placeholders
from myna.core.errors import CommandError
from myna.core.reply import Reply
from myna.nlu.languages import language
from myna.nlu.politeness import plainer
from myna.nlu.spoken_forms import spoken_forms
from myna.nlu.syntax import without_marks
from myna.nlu.templates import Intent, Templates
from myna.skills.user_commands import program

log = logging.getLogger(__name__)

FAILED = "The {name} command failed."
"""What is said of a failure in a language without a sentence for it."""

UNSPACED = ("ja", "zh")
"""Languages that are written without spaces, though a speech model puts spaces between the words."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A command that was asked for, and the intent of the sentence, whose slots fill the command's placeholders."""

    command: Command
    intent: Intent

    def arguments(self) -> list[str]:
        """The program and its arguments; empty for a command that runs no program."""
        program_, *rest = self.command.run or ("",)
        return (
            [program_, *(in_argument(text, self.intent.slots, self.intent.free) for text in rest)] if program_ else []
        )

    def reply(self, output: str = "") -> str:
        """What is said; ``output`` is what the command answered."""
        return in_reply(self.command.reply, {**self.intent.spoken, OUTPUT: output})


class Commands:
    """``commands`` in the language ``tag``. With ``log_words`` the error output of a program is written to the log."""

    def __init__(self, commands: Sequence[Command], tag: str, *, log_words: bool = False) -> None:
        self.tag = tag
        self.by_name = {command.name: command for command in commands}
        self._failed = language(tag).failures.get("command", FAILED)
        self._complaints = logging.WARNING if log_words else logging.DEBUG
        self.templates = Templates(definitions(commands, tag))
        self._plainer = plainer(tag)

    def load(self) -> None:
        """Parse the templates and put numbers into words now; else the first sentences that need them would wait."""
        for name in self.by_name:
            for sentence in self.templates.examples(name, 1):
                self.understand(sentence)

    def understand(self, text: str) -> Understood | None:
        """The command that ``text`` asks for, if it is a sentence of one, with politeness or without."""
        if not self.by_name:
            return None
        for words in chain([text], self._plainer(text)):
            if (intent := self.templates.match(words)) is not None:
                return Understood(self.by_name[intent.name], intent)
        return None

    def names_other(self, text: str, order: str) -> bool:
        """Whether ``text`` names another thing than ``order``, which is a command's sentence, in its place."""
        return spoken_forms(self.tag).names_other(text, order)

    def reply(self, understood: Understood) -> Reply:
        """What is said and done for a command that was understood."""
        command = understood.command
        if not command.actions:
            return Reply(understood.reply(), slots=understood.intent.slots)
        answers = OUTPUT in placeholders(command.reply)
        said = "" if answers else understood.reply()
        return Reply(said, partial(self._do, understood, answers=answers), slots=understood.intent.slots)

    async def _do(self, understood: Understood, *, answers: bool) -> str | None:
        """Do the command. Returns what is said in place of the reply's text: a failure, or a reply with the output."""
        command = understood.command
        try:
            output = await do(understood)
        except CommandError as error:
            log.warning("The %s command failed: %s", command.name, error.message)
            for line in error.hint.splitlines():
                log.log(self._complaints if error.code == "program-failed" else logging.WARNING, "%s", line)
            return self._failed.format(name=command.name)
        return understood.reply(output) if answers else None


async def do(understood: Understood) -> str:
    """Do the command, and return what it answers. Raises CommandError."""
    command, slots = understood.command, understood.intent.slots
    if command.http is not None:
        from myna.skills.user_commands import http

        return await http.send(command.http, slots, command.timeout_seconds)
    if command.mqtt is not None:
        from myna.skills.user_commands import mqtt

        return await mqtt.publish(command.mqtt, slots, command.timeout_seconds)
    return await program.run(understood.arguments(), command.timeout_seconds)


def definitions(commands: Sequence[Command], tag: str) -> dict[str, Any]:
    """The commands in hassil's format; each has slots and rules of its own."""
    language_ = tag.partition("-")[0]
    return {
        "language": language_,
        "settings": {"ignore_whitespace": language_ in UNSPACED},
        "intents": {
            command.name: {
                "data": [
                    {
                        "sentences": [without_marks(sentence) for sentence in command.say],
                        "lists": {name: _list(slot, tag) for name, slot in command.slots.items()},
                        "expansion_rules": {name: without_marks(rule) for name, rule in command.rules.items()},
                    }
                ]
            }
            for command in commands
        },
    }


def _list(slot: tuple[str, ...] | Numbers | str, tag: str) -> Mapping[str, Any]:
    """A slot's values in hassil's format."""
    if isinstance(slot, Numbers):
        return {"range": {"from": slot.lowest, "to": slot.highest, "step": slot.step}}
    if isinstance(slot, tuple):
        return {"values": [{"in": _said(word, tag), "out": word} for word in slot]}
    return {"wildcard": True}


def _said(word: str, tag: str) -> str:
    """The template for a word of a list; a number in digits may be said in words too."""
    said = without_marks(word).strip()
    if not (said.isascii() and said.isdigit()):
        return said
    return f"({said}|{words})" if (words := _in_words(int(said), tag)) else said


def _in_words(number: int, tag: str) -> str:
    """``number`` in the words of the language ``tag``; "" in a language that num2words does not know."""
    try:
        return str(num2words(number, lang=tag.partition("-")[0])).replace("-", " ").replace(",", "")
    except (NotImplementedError, OverflowError):
        return ""
