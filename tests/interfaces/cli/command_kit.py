"""The command line in a process of its own, and how a command fails."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

MYNA = str(Path(sys.executable).with_name("myna"))
Run = Callable[..., subprocess.CompletedProcess[str]]


def fails(done: subprocess.CompletedProcess[str], status: int, *parts: str) -> None:
    """It ended with ``status``, with a sentence that holds ``parts``, with a hint, and without a traceback."""
    assert done.returncode == status, done.stderr
    for part in parts:
        assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) >= 2
