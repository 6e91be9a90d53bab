"""``myna web``: codes for the console, and a page that is nobody's again."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from myna.interfaces.cli import web as cli
from myna.interfaces.cli.main import main
from myna.interfaces.web.gate import Gate
from myna.interfaces.web.store import Store


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    return Gate(Store(tmp_path))


def test_a_code_of_the_console_opens_the_page(gate: Gate) -> None:
    done = CliRunner().invoke(main, ["web", "code"])
    assert done.exit_code == 0, done.output
    assert gate.browser(gate.redeem(done.stdout.strip(), "Firefox"))


def test_a_reset_makes_it_nobody_s(gate: Gate) -> None:
    gate.redeem(gate.new_code(spoken=False), "Firefox")
    assert CliRunner().invoke(main, ["web", "reset"]).exit_code == 0
    assert gate.claimed is False


def test_it_becomes_a_process_without_what_the_command_line_needs(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(cli.os, "execv", lambda _, command: became.append(command))
    tls = ["--set", "web.certificate=/c.pem", "--set", "web.key=/k.pem"]
    assert CliRunner().invoke(main, ["web", "--listen", "127.0.0.1:8081", *tls]).exit_code == 0
    page = [sys.executable, "-m", "myna.interfaces.web.serve", "--listen", "127.0.0.1:8081"]
    assert became == [[*page, "--certificate", "/c.pem", "--key", "/k.pem"]]
