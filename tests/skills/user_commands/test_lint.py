"""What is odd about commands."""

import os
from pathlib import Path

import pytest

from myna.skills.user_commands.lint import clashes, never_used, out_of_reach, program_missing, unknown_words
from skills.user_commands.commands_kit import commands_of, config_of

LAMPS = """\
- name: lamp
  say: ["(turn|switch) {state} [the] {room} lamp", "{room} lamp {state}"]
  slots: {state: [on, off], room: [kitchen, living room]}
  reply: ok
"""


def test_commands_that_share_a_sentence_clash_once() -> None:
    other = """\
- {name: light, say: "kitchen lamp (on|off)", reply: ok}
- {name: same, say: living room lamp on, reply: ok}
"""
    first, second = sorted(clashes(commands_of(LAMPS + other)))
    assert first in [f'lamp and light both mean "kitchen lamp {state}"; light is taken' for state in ("on", "off")]
    assert second == 'lamp and same both mean "living room lamp on"; same is taken'


@pytest.mark.parametrize(
    "other",
    [
        "- {name: any, say: 'turn {what}', slots: {what: any}, reply: ok}",  # which leaves the lamp to the lamp
        "- {name: tv, say: 'turn {state} the tv', slots: {state: [on, off]}, reply: ok}",
        "- {name: n, say: 'lamp {n}', slots: {n: {from: 1, to: 900}}, reply: ok}",
    ],
)
def test_what_is_told_apart_does_not_clash(other: str) -> None:
    assert list(clashes(commands_of(LAMPS + other))) == []


def test_examples_are_many_bounded_and_always_the_same() -> None:
    commands = commands_of(LAMPS)
    drawn = commands.templates.examples("lamp", 200)
    assert 12 <= len(drawn) <= 200
    assert drawn == commands.templates.examples("lamp", 200)
    assert all(commands.understand(sentence) is not None for sentence in drawn)
    assert {"kitchen lamp on", "switch off living room lamp"} <= set(drawn)


def test_every_unknown_word_is_found_with_its_command() -> None:
    text = """\
- name: a
  say: ["light[s] <polite> {bird}", "channel {n} or 5"]
  slots: {bird: [wren, myna, 7], n: {from: 20, to: 25}}
  rules: {polite: "(please|prithee)"}
  reply: ok
- {name: b, say: "lights {what}", slots: {what: any}, reply: ok}
"""
    known = [
        *("light", "lights", "please", "wren", "channel", "or", "twenty"),
        *("one", "two", "three", "four", "five", "seven", "something"),
    ]
    assert unknown_words(commands_of(text), known.__contains__) == {"prithee": "a", "myna": "a", "5": "a"}


def test_slots_and_rules_that_nothing_uses() -> None:
    (command,) = config_of("""\
- name: a
  say: "<b> {room:where} x"
  rules: {b: "b [{n}]", c: c}
  slots: {room: [x], n: any, m: any}
  reply: "{room} {where} {n}"
""").commands
    assert list(never_used(command)) == [
        "{room} is never filled: the sentences of a have it under another name",
        "{m} is never filled: no sentence of a has it",
        "no sentence of a has <c>",
    ]


def test_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "lampscript"
    script.write_text("#!/bin/sh\n")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")

    def missing(program: str) -> str | None:
        return program_missing(config_of(f"[{{name: a, say: a, run: ['{program}']}}]").commands[0])

    assert missing(str(script)) == f"a runs {script}, which is not executable"
    assert missing("lampscript") == "a runs lampscript, and there is no such program"
    assert missing(f"{script}s") == f"a runs {script}s, which does not exist"
    script.chmod(0o755)
    assert missing(str(script)) is missing("lampscript") is missing("sh") is None


def test_what_is_out_of_the_service_s_reach(tmp_path: Path) -> None:
    (tmp_path / "own").touch(0o700)
    programs = ["sh", "/bin/sh", str(tmp_path / "own"), "/nonexistent"]
    text = ", ".join(f"{{name: a{index}, say: a, run: [{program}]}}" for index, program in enumerate(programs))
    assert [out_of_reach(command) for command in config_of(f"[{text}]").commands] == [False, False, True, False]
