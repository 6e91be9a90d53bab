"""A board for the tests: booted once, with Myna installed by ``sudo make install`` where a test wants that."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance.board import Board
from appliance.image import CHECKOUT, image


@pytest.fixture(scope="session")
def wheels() -> Path:
    """The wheels of the checkout, made as ``make install`` makes them."""
    folder = CHECKOUT / "build" / "wheels"
    command = [sys.executable, CHECKOUT / "scripts" / "wheels.py", folder]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"an installation needs wheels; type: make wheels ({done.stderr.strip().splitlines()[-1]})")
    return folder


@pytest.fixture(scope="session")
def board(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """A board that runs, with sound; what is installed on it is the business of the tests before."""
    board = Board(image(), wheels, tmp_path_factory.mktemp("board"))
    try:
        board.unpack()
        board.switch_on()
        yield board
    finally:
        board.throw_away()


@pytest.fixture
def installed(board: Board) -> Board:
    """The board with Myna on it, which listens by the default configuration."""
    if not board.exists("/opt/myna/current/bin/myna"):
        board.install()
    board.write("/etc/myna/config.yaml", "")
    board.run("systemctl", "reset-failed", "myna")
    board.run("systemctl", "start", "myna")
    return board
