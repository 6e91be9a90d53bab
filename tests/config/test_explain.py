"""Sentences about kinds of keys that a schema may come to have: choices, lists of sections, either this or that."""

from typing import Literal

import pytest

from myna.config.explain import check
from myna.config.schema import Section
from myna.config.source import Source
from myna.config.yaml12 import parse


class Command(Section):
    say: str = ""
    run: tuple[str, ...] = ()


class Nest(Section):
    colour: Literal["green", "grey", "blue"] = "green"
    size: int | float = 1
    eggs: int = 0
    commands: tuple[Command, ...] = ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("colour: gren", ['1: colour: expected one of green, grey, blue, found "gren"; did you mean green?']),
        ("colour: 5", ["1: colour: expected one of green, grey, blue, found 5"]),
        ("size: big", ['1: size: expected a whole number, found "big"']),
        ("eggs: 1.5", ["1: eggs: expected a whole number, found 1.5"]),
        ("commands: one", ['1: commands: expected a list, found "one"']),
        (
            "commands:\n- say: hello\n- sya: 5\n  run:\n    - ok\n    - 5\n- 7",
            [
                "3: commands[1].sya: unknown key; did you mean say?",
                "6: commands[1].run[1]: expected text, found 5",
                "7: commands[2]: expected keys below it, such as say, found 7",
            ],
        ),
    ],
)
def test_sentences(text: str, lines: list[str]) -> None:
    source = Source("nest.yaml")
    source.fill(parse(text))
    check(source, Nest)
    assert [str(mistake) for mistake in source.mistakes] == [f"nest.yaml:{line}" for line in lines]
