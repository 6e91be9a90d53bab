"""The log on standard error: lines with their level on a terminal, entries with a priority in systemd's journal.

Its rule: an entry of the journal is one line, so a message of several lines becomes several entries.
"""

import logging
import os
import sys
from typing import TextIO

PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
"""Levels and their priorities in syslog; lower levels have priority 7. Source: sd-daemon(3)."""


class JournalFormatter(logging.Formatter):
    """Writes the priority before each line, where systemd reads it from standard error."""

    def format(self, record: logging.LogRecord) -> str:
        """The message, each of its lines behind its priority."""
        return prefixed(super().format(record), record.levelno)


def prefixed(text: str, level: int) -> str:
    """``text`` with the priority of ``level`` before each line."""
    priority = next((number for least, number in PRIORITIES if level >= least), 7)
    return "\n".join(f"<{priority}>{line}" for line in text.splitlines() or [""])


def is_journal(stream: TextIO) -> bool:
    """Whether systemd has connected ``stream`` to the journal, by JOURNAL_STREAM. Source: systemd.exec(5)."""
    device, _, inode = os.environ.get("JOURNAL_STREAM", "").partition(":")
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return (device, inode) == (str(found.st_dev), str(found.st_ino))


def set_up() -> None:
    """Log the warnings and errors of Myna and its libraries to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JournalFormatter("%(message)s") if is_journal(sys.stderr) else logging.Formatter("%(levelname)s %(message)s")
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
