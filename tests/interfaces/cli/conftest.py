"""The command line in an empty folder."""

import os
import subprocess
from pathlib import Path

import pytest

from interfaces.cli.command_kit import MYNA, Run
from myna.config import Config


@pytest.fixture
def myna(tmp_path: Path, config: Config) -> Run:
    """Runs ``myna`` in an empty folder and home."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [MYNA, *map(str, arguments)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env={**os.environ, "HOME": str(tmp_path), "NO_COLOR": "1", "MYNA_CONTROL_SOCKET": "none", **environment},
            timeout=300,
        )

    return run
