"""``myna commands``, as a person uses it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MYNA = str(Path(sys.executable).with_name("myna"))
COFFEE = """\
commands:
  - name: orderDrink
    say: "(make me|can I have|I want) [a|an] ([{size}];[{roast}];[{numberOfShots}]) {coffeeDrink} [with {milkAmount}]"
    slots:
      size: [small, large, eight ounce]
      roast: [light roast, medium roast]
      numberOfShots: [single shot, double shot]
      coffeeDrink: [cappuccino, latte, iced mocha]
      milkAmount: [some milk, a lot of cream]
    run: [touch, "{coffeeDrink}"]
    reply: "One {size} {coffeeDrink}."
  - {name: note, say: "note {what}", slots: {what: any}, run: [/usr/bin/note, "{what}"], reply: "{output}"}
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def myna(tmp_path: Path) -> Run:
    """Runs ``myna commands`` with the coffee commands, in a folder of its own."""
    (tmp_path / "coffee.yaml").write_text(COFFEE)

    def run(command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [MYNA, "commands", command, "--config", "coffee.yaml", *map(str, arguments)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env={**os.environ, "HOME": str(tmp_path), "NO_COLOR": "1", "MYNA_CONTROL_SOCKET": "none"},
            timeout=300,
        )

    return run


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_texts_as_json_are_a_line_each_and_nothing_is_done(myna: Run, tmp_path: Path) -> None:
    done = myna("test", "--json", "I want a LATTE, with some milk!", "hello", "note lamp; rm -rf /")
    assert done.returncode == 0, done.stderr
    assert lines(done) == [
        {
            "input": "I want a LATTE, with some milk!",
            "transcript": "I want a LATTE, with some milk!",
            "command": "orderDrink",
            "slots": {"coffeeDrink": "latte", "milkAmount": "some milk"},
            "confidence": 1.0,
        },
        {"input": "hello", "transcript": "hello", "command": None, "slots": {}, "confidence": 1.0},
        {
            "input": "note lamp; rm -rf /",
            "transcript": "note lamp; rm -rf /",
            "command": "note",
            "slots": {"what": "lamp; rm -rf /"},
            "confidence": 1.0,
        },
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["coffee.yaml"]


def test_a_person_sees_what_matches_and_why_and_else_what_is_near(myna: Run) -> None:
    done = myna("test", "make me a large iced mocha", "make me a larch latte", "note $(reboot)")
    assert done.returncode == 0, done.stderr
    shown = done.stdout.splitlines()
    assert shown[:2] == [
        "make me a large iced mocha",
        "  command: orderDrink, by (make me|can I have|I want) [a|an] ([{size}];[{roast}];[{numberOfShots}]) "
        "{coffeeDrink} [with {milkAmount}]",
    ]
    assert "  would run: touch 'iced mocha'" in shown
    assert "  would say: One large iced mocha." in shown
    assert any(line.startswith("  nearest: ") and line.endswith(" latte (orderDrink)") for line in shown)
    assert "  would run: /usr/bin/note '$(reboot)'" in shown


def test_list_has_all(myna: Run) -> None:
    done = myna("list")
    assert done.returncode == 0, done.stderr
    assert "orderDrink" in done.stdout
    assert "/usr/bin/note" in done.stdout


@pytest.mark.parametrize("command", ["test", "list"])
def test_every_command_has_help_with_an_example(myna: Run, command: str) -> None:
    assert f"Example: myna commands {command}" in myna(command, "--help").stdout


def test_without_commands_it_says_where_an_example_is(myna: Run) -> None:
    done = myna("test", "--set", "commands=[]", "hello")
    assert done.returncode == 0
    assert "myna config --default" in done.stderr


def test_what_is_said_is_done(voiced: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "lamp.yaml").write_text("""\
commands:
  - name: lamp
    say: "(turn|switch) {state} [the] {room} lamp"
    slots: {state: [on, off], room: [kitchen, bedroom]}
    run: [touch, "{room} is {state}"]
    reply: The {room} lamp is {state}.
""")
    recording = voiced("Computer, turn on the kitchen lamp.")
    done = subprocess.run(
        [MYNA, "run", "--config", "lamp.yaml", "--input", recording, "--output", "answer.wav"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Myna: The kitchen lamp is on." in done.stdout
    assert (tmp_path / "kitchen is on").is_file()
    assert (tmp_path / "answer.wav").is_file()
