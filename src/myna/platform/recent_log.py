"""The last lines of the log, for who cannot read the journal: in memory alone, and no more than there is room for."""

import logging
from collections import deque
from datetime import UTC, datetime

LINES = 200
"""About an hour of conversation."""

MAX_LINE = 500


class RecentLog(logging.Handler):
    """Keeps the last lines."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)  # below it are the words that were said
        self._lines: deque[dict[str, str]] = deque(maxlen=LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, cut where it is very long."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        text = record.getMessage()[:MAX_LINE]
        self._lines.append({"time": time, "level": record.levelname.lower(), "text": text})

    def lines(self) -> list[dict[str, str]]:
        """The lines, the oldest first: ``time`` (ISO 8601 in UTC), ``level`` and ``text``."""
        return list(self._lines)
