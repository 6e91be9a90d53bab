"""The log: lines with their level on a terminal, and in the journal entries with systemd's priorities.

Its rule: one line an entry; a message of several lines is several entries.
"""

import logging
import os
import sys
from typing import TextIO

PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
"""Levels and the priorities of syslog; what is below has 7. Source: sd-daemon(3)."""


class JournalFormatter(logging.Formatter):
    """Each line begins with its priority, as systemd reads it from standard error."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for each line of the message."""
        return prefixed(super().format(record), record.levelno)


def prefixed(text: str, level: int) -> str:
    """``text`` with the priority of ``level`` before each line."""
    priority = next((number for least, number in PRIORITIES if level >= least), 7)
    return "\n".join(f"<{priority}>{line}" for line in text.splitlines() or [""])


def is_journal(stream: TextIO) -> bool:
    """Whether ``stream`` is what systemd says that it connected to the journal. Source: systemd.exec(5)."""
    device, _, inode = os.environ.get("JOURNAL_STREAM", "").partition(":")
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return (device, inode) == (str(found.st_dev), str(found.st_ino))


def set_up() -> None:
    """Log warnings and worse of everybody to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JournalFormatter("%(message)s") if is_journal(sys.stderr) else logging.Formatter("%(levelname)s %(message)s")
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
