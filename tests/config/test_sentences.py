"""Sentences, slots, placeholders and actions of the user's commands, checked together."""

from pathlib import Path

import pytest

from .kit import load, mistakes


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # slots
        ("- name: a\n  say: a\n  reply: b\n  slots:\n    b: []\n    c d: [e]\n    output: any\n"
         "    f: {from: 5, to: 1}\n    g: ['(x)', '!']", [
            "6: commands[0].slots.b: expected at least one word",
            '7: commands[0].slots."c d": the name of a slot has letters, digits and _ alone',
            "8: commands[0].slots.output: {output} is what the program or the server answers; take another name",
            "9: commands[0].slots.f: no numbers, or more than 1000",
            '10: commands[0].slots.g[0]: expected words without brackets, found "(x)"',
            '10: commands[0].slots.g[1]: expected a word or phrase, found "!"']),
        # sentences
        ("- name: a\n  reply: b\n  say:\n  - (a|b\n  - '{rom} lamp'\n  - '[please]'\n  - <polte> a\n  - <broken>\n"
         "  - '{room} {room}'\n  slots: {room: [c]}\n  rules: {polite: please, broken: a), self: <self>}", [
            '5: commands[0].say[0]: "(a|b": a ( that is never closed, at column 1',
            '6: commands[0].say[1]: "{rom} lamp": {rom} is no slot; did you mean room?',
            '7: commands[0].say[2]: "[please]": it may be said without a word',
            '8: commands[0].say[3]: "<polte> a": <polte> is no rule; did you mean polite?',
            '10: commands[0].say[5]: "{room} {room}": {room} comes twice; name them, as in {room:first}',
            '12: commands[0].rules.broken: "a)": a ) that closes nothing, at column 2',
            '12: commands[0].rules.self: "<self>": <self> contains itself']),
        ("- name: a\n  say: ''\n  reply: b", ['3: commands[0].say: "": there is no word in it']),
        ("- name: a\n  say: []\n  reply: b", ["3: commands[0].say: expected at least one sentence"]),
        # what is done
        ("- name: a\n  say: a", ["2: commands[0]: it does nothing: give it run, http, mqtt or a reply"]),
        ("- name: a\n  say: a\n  run: [b]\n  http: {url: 'http://c/'}",
         ["5: commands[0].http: a command does one thing: run or http"]),
        ("- name: a\n  say: a\n  run: []", ["4: commands[0].run: expected a program"]),
        ("- name: a\n  say: 'a {b}'\n  slots: {b: any}\n  run: ['{b}']",
         ["5: commands[0].run[0]: the program itself cannot be a slot"]),
        ("- name: a\n  say: '{room} {n}'\n  slots: {room: [x], n: any}\n  reply: '{output}'\n- name: b\n  say: c\n"
         "  run: [d, '{rom}', '{{x}}', '{ y }']\n  reply: '{output} {x}'", [
            "5: commands[0].reply: {output} is no slot",
            "8: commands[1].run[1]: {rom} is no slot", "9: commands[1].reply: {x} is no slot"]),
        ("- name: a\n  say: a\n  http: {url: 'ftp://b'}\n- name: b\n  say: b {c}\n  slots: {c: any}\n"
         "  http: {url: 'http://{c}/', body: '{\"a\": b}'}", [
            "4: commands[0].http.url: expected an address such as http://192.168.1.20:8123/api/lamp",
            "8: commands[1].http.url: the server itself cannot be a slot",
            "8: commands[1].http.body: looks like JSON and is none: expecting value: line 1 column 7 (char 6)"]),
        ("- name: a\n  say: a\n  mqtt: {host: b, topic: c/#}",
         ["4: commands[0].mqtt.topic: a topic to publish at has no + and no #"]),
        ("- name: a\n  say: a\n  reply: b\n- name: a\n  say: b\n  reply: b",
         ["5: commands[1].name: is the name of commands[0] too"]),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_told(file: Path, text: str, lines: list[str]) -> None:
    file.write_text(f"commands:\n{text}\n", encoding="utf-8")
    assert mistakes(file) == [f"my.yaml:{line}" for line in lines]


def test_a_slot_that_has_another_name_in_the_sentence_is_filled(file: Path) -> None:
    text = "{name: way, say: 'from {place:start} to {place:end}', slots: {place: [a, b]}, reply: '{start} {end}'}"
    file.write_text(f"commands: [{text}]")
    assert load(file).commands[0].reply == "{start} {end}"


def test_a_command_with_a_wrong_key_is_not_checked_any_further(file: Path) -> None:
    file.write_text("commands: [{name: a, say: (, timeout_seconds: 0}, {name: b, say: (, reply: c}]")
    assert sorted(mistakes(file)) == [
        "my.yaml:1: commands[0].timeout_seconds: expected a number from 0.1 to 600, found 0",
        'my.yaml:1: commands[1].say: "(": a ( that is never closed, at column 1',
    ]
