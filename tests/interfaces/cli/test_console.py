"""What a person sees, and what a program that reads it gets."""

import subprocess
from importlib.resources import files
from pathlib import Path

from interfaces.cli.command_kit import MYNA, Run


def test_no_colours_outside_a_terminal(myna: Run) -> None:
    done = myna("models", "remove", "tinyllama-1.1b-chat", NO_COLOR="")
    assert "\x1b" not in done.stdout + done.stderr


def test_a_reader_that_goes_away_is_no_failure_of_ours(myna: Run, tmp_path: Path) -> None:
    question = files("myna.app") / "question.wav"
    run = f"{MYNA} run --listen --trace --input {question} --output answer.wav | head -c 5"
    done = subprocess.run(["bash", "-c", run], capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert "You: " in done.stdout
    assert "Traceback" not in done.stderr
