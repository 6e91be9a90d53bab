"""The user's own commands: what a person may write, and what is told where it is wrong."""

from pathlib import Path

import pytest

from myna.config import effective
from myna.config.commands import Command, Numbers

from .kit import load, mistakes

LAMP = """\
commands:
  - name: lamp
    say: ["(turn|switch) {state} [the] {room} lamp", "{room} lamp {state}"]
    slots: {state: [on, off], room: [kitchen, bedroom, living room], minutes: {from: 1, to: 60}, words: any}
    run: ["/usr/local/bin/lamp", "{room}", "{state}", 5]
    reply: "The {room} lamp is {state}."
"""

EXAMPLES = Path(__file__).parents[2] / "config" / "examples"


def commands(file: Path, text: str) -> tuple[Command, ...]:
    file.write_text(text, encoding="utf-8")
    return load(file).commands


def test_on_and_off_are_words_and_numbers_are_what_is_written(file: Path) -> None:
    (lamp,) = commands(file, LAMP)
    assert lamp.slots["state"] == ("on", "off")
    assert lamp.slots["minutes"] == Numbers.model_validate({"from": 1, "to": 60})
    assert lamp.run == ("/usr/local/bin/lamp", "{room}", "{state}", "5")
    (channel,) = commands(file, "commands: [{name: tv, say: channel, slots: {n: [1, 2, yes]}, reply: ok}]")
    assert channel.slots["n"] == ("1", "2", "yes")
    assert channel.say == ("channel",)


def test_without_commands_there_are_none() -> None:
    assert load().commands == ()


def test_what_is_in_effect_loads_again_and_is_as_short_as_it_was_written(file: Path) -> None:
    file.write_text(LAMP, encoding="utf-8")
    config = load(file)
    printed = effective(config)
    assert "http" not in printed[printed.index("commands:") :]
    assert "from: 1" in printed
    file.write_text(printed, encoding="utf-8")
    assert load(file) == config


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_the_examples_load(example: Path) -> None:
    assert load(example).commands


def test_a_whole_command_in_an_option() -> None:
    assert load(None, "commands=[{name: hi, say: hello, reply: Hello.}]").commands[0].reply == "Hello."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # keys
        ("- say: hello\n  reply: hi", ["2: commands[0].name: is missing"]),
        ("- {}", ["2: commands[0].name: is missing", "2: commands[0].say: is missing"]),
        ("- name: a\n  say: a\n  rply: hi", ["4: commands[0].rply: unknown key; did you mean reply?"]),
        ("- name: a\n  say: [a, 5]\n  reply: b", ["3: commands[0].say[1]: expected text, found 5"]),
        ("- name: a\n  say: a\n  run: [a, {b}]",
         ["4: commands[0].run[1]: expected text, found keys and values; a text that begins with { needs quotes"]),
        ("- name: a\n  say: a\n  run: {a: b}",
         ["4: commands[0].run: expected a list: a program and its arguments, found keys and values"]),
        ("- name: a\n  say: a\n  reply: b\n  timeout_seconds: 0",
         ["5: commands[0].timeout_seconds: expected a number from 0.1 to 600, found 0"]),
        ("- name: a\n  say: a\n  http: {method: psot}", [
            "4: commands[0].http.url: is missing",
            '4: commands[0].http.method: expected one of GET, POST, PUT, PATCH, DELETE, found "psot"; '
            "did you mean POST?"]),
        ("- name: a\n  say: a\n  mqtt: {topic: a, port: 0}", [
            "4: commands[0].mqtt.host: is missing",
            "4: commands[0].mqtt.port: expected a whole number from 1 to 65535, found 0"]),
        ("- name: a\n  say: [turn {b} on]", [
            "3: not YAML at column 14: a comma is missing; text with brackets in it needs quotes"]),
        # slots
        ("- name: a\n  say: a\n  reply: b\n  slots:\n    b: c\n    d: [true]\n    e: {from: 1, stp: 2}\n"
         "    f: {from: a, to: 1}", [
            '6: commands[0].slots.b: expected a list of words, numbers such as {from: 1, to: 60}, or any, found "c"',
            "7: commands[0].slots.d[0]: expected a word or phrase, found true",
            "8: commands[0].slots.e.to: is missing", "8: commands[0].slots.e.stp: unknown key; did you mean step?",
            '9: commands[0].slots.f.from: expected a whole number from -1000000 to 1000000, found "a"']),
    ],
)  # fmt: skip
def test_mistakes(file: Path, text: str, lines: list[str]) -> None:
    file.write_text(f"commands:\n{text}\n", encoding="utf-8")
    assert mistakes(file) == [f"my.yaml:{line}" for line in lines]


def test_mistakes_of_commands_come_with_all_others(file: Path) -> None:
    file.write_text(f"voice: 1\n{LAMP.replace('(turn', 'turn')}language: german\n", encoding="utf-8")
    assert [line.split(": ")[1] for line in mistakes(file)] == ["voice", "commands[0].say[0]", "language"]
