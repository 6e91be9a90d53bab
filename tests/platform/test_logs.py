"""The log as the journal reads it."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from myna.platform.logs import is_journal, prefixed

MYNA = Path(sys.executable).with_name("myna")


@pytest.mark.parametrize(
    ("level", "priority"),
    [(logging.CRITICAL, 3), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (logging.DEBUG, 7)],
)
def test_every_line_has_its_priority(level: int, priority: int) -> None:
    assert prefixed("one\ntwo", level) == f"<{priority}>one\n<{priority}>two"


def test_the_journal_is_known_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "stream").open("w") as stream:
        found = os.fstat(stream.fileno())
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
        assert is_journal(stream)
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino + 1}")
        assert not is_journal(stream)
        monkeypatch.delenv("JOURNAL_STREAM")
        assert not is_journal(stream)


def test_mistakes_of_the_configuration_are_errors_in_the_journal_a_line_each(tmp_path: Path) -> None:
    wrong, journal = tmp_path / "config.yaml", tmp_path / "journal"
    wrong.write_text("wake_wrod: jarvis\nfollow_up_seconds: long\n")
    with journal.open("w") as stream:
        found = os.fstat(stream.fileno())
        environment = {**os.environ, "JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}
        done = subprocess.run([MYNA, "run", "--config", wrong], env=environment, stderr=stream, check=False)
    assert done.returncode == 78
    lines = journal.read_text().splitlines()
    assert len(lines) == 4
    assert all(line.startswith("<3>") for line in lines)
    assert "wake_wrod" in lines[1]
