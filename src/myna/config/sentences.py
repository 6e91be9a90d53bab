"""Checks that the sentences, slots and placeholders of the user's commands go together.

Its rules:

1. A command is checked here only if each of its keys is right by itself; then all its mistakes are reported at once.
2. What is odd but works, such as a slot that no sentence has, is left to ``myna check``.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import ValidationError

from myna.config.commands import Command, Numbers
from myna.config.mistakes import Steps
from myna.config.placeholders import OUTPUT, in_body, is_json, placeholders
from myna.config.source import Source
from myna.core.text import did_you_mean, quoted
from myna.nlu.syntax import MAX_NUMBERS, TemplateError, numbers_in, without_marks

Wrong = Iterator[tuple[Steps, str]]
"""Paths below a command, and what is wrong there."""


def check_commands(source: Source) -> None:
    """Add what is wrong with the commands in ``source`` to its mistakes."""
    items = source.values.get("commands")
    names: dict[str, int] = {}
    for index, item in enumerate(items if isinstance(items, tuple) else ()):
        try:
            command = Command.model_validate(item)
        except ValidationError:  # explain.check reports these, key by key
            continue
        if command.name in names:
            source.mistake(f"is the name of commands[{names[command.name]}] too", ("commands", index, "name"))
        names.setdefault(command.name, index)
        for steps, text in wrong(command):
            source.mistake(text, ("commands", index, *steps))


def wrong(command: Command) -> Wrong:
    """Yield each wrong place below a command, and what is wrong there."""
    yield from _wrong_lists(command)
    slots: set[str] = set(command.slots)
    yield from _wrong_sentences(command, slots)
    yield from _wrong_actions(command)
    for steps, text in command.texts():
        known = slots | ({OUTPUT} if steps == ("reply",) and command.actions else set())
        for name in placeholders(text):
            if name not in known:
                yield steps, f"{{{name}}} is no slot{did_you_mean(name, known)}"


def _wrong_lists(command: Command) -> Wrong:
    for name, slot in command.slots.items():
        if not re.fullmatch(r"\w+", name):
            yield ("slots", name), "the name of a slot has letters, digits and _ alone"
        if name == OUTPUT:
            yield ("slots", name), f"{{{OUTPUT}}} is what the program or the server answers; take another name"
        if isinstance(slot, Numbers):
            if not numbers_in(slot.lowest, slot.highest, slot.step):
                yield ("slots", name), f"no numbers, or more than {MAX_NUMBERS}"
        elif isinstance(slot, tuple):
            if not slot:
                yield ("slots", name), "expected at least one word"
            for index, word in enumerate(slot):
                if re.search(r"[()\[\]{}<>|;\\]", word):
                    yield ("slots", name, index), f"expected words without brackets, found {quoted(word)}"
                elif not re.search(r"\w", without_marks(word)):
                    yield ("slots", name, index), f"expected a word or phrase, found {quoted(word)}"


def _wrong_sentences(command: Command, slots: set[str]) -> Wrong:
    """Yield what is wrong with rules and sentences; adds the names that sentences give to slots to ``slots``."""
    from myna.config.command_grammar import grammar_of  # hassil is slow to import, and few users have commands
    from myna.nlu.grammar import RuleError

    grammar = grammar_of(command)
    for name in command.rules:
        try:
            grammar.rule(name)
        except RuleError:
            pass
        except TemplateError as error:
            yield ("rules", name), f"{quoted(command.rules[name])}: {error}"
    if not command.say:
        yield ("say",), "expected at least one sentence"
    for index, sentence in enumerate(command.say):
        steps: Steps = ("say", index) if len(command.say) > 1 else ("say",)
        try:
            shape = grammar.shape(sentence)
        except RuleError:
            continue
        except TemplateError as error:
            yield steps, f"{quoted(sentence)}: {error}"
            continue
        slots.update(shape.slots)
        if shape.may_be_empty:
            yield steps, f"{quoted(sentence)}: it may be said without a word"
        for name in (name for name, count in shape.slots.items() if count > 1):
            yield steps, f"{quoted(sentence)}: {{{name}}} comes twice; name them, as in {{{name}:first}}"


def _wrong_actions(command: Command) -> Wrong:
    actions = command.actions
    if len(actions) > 1:
        yield (actions[1],), f"a command does one thing: {' or '.join(actions)}"
    if not actions and not command.reply.strip():
        yield (), "it does nothing: give it run, http, mqtt or a reply"
    if command.run is not None:
        if not command.run or not command.run[0].strip():
            yield ("run",), "expected a program"
        elif any(placeholders(command.run[0])):
            yield ("run", 0), "the program itself cannot be a slot"
    if command.http is not None:
        try:
            address = urlsplit(command.http.url)
            whole = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
        except ValueError:
            whole = False
        if not whole or re.search(r"\s", command.http.url):
            yield ("http", "url"), "expected an address such as http://192.168.1.20:8123/api/lamp"
        elif any(placeholders(address.netloc)):
            yield ("http", "url"), "the server itself cannot be a slot"
        yield from _wrong_json(("http", "body"), command.http.body)
    if command.mqtt is not None:
        if re.search(r"[+#]", command.mqtt.topic):
            yield ("mqtt", "topic"), "a topic to publish at has no + and no #"
        yield from _wrong_json(("mqtt", "payload"), command.mqtt.payload)


def _wrong_json(steps: Steps, text: str) -> Wrong:
    if is_json(text):
        try:
            json.loads(in_body(text, {}))
        except ValueError as error:
            yield steps, f"looks like JSON and is none: {str(error)[:1].lower()}{str(error)[1:]}"
