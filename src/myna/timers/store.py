"""Keeps timers, alarms and reminders in a file, by the rules of ``myna.platform.database``.

The file ``schedule.db``, its table ``entry`` and the columns keep their names, though the code says timer: they hold
what users have set, and an update must not lose it. A file of an older version gets the columns that it lacks. What is
not set for a length is due when the clock on the wall shows the same, also where the time zone changed meanwhile.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from myna.core.errors import DiskError
from myna.platform.database import Database
from myna.timers.timer import Kind, Timer

_TABLE = """CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, due REAL NOT NULL,
text TEXT NOT NULL, seconds REAL NOT NULL, left_seconds REAL, clock TEXT, days TEXT NOT NULL) STRICT"""

_ADDED = {
    "every_seconds": "REAL NOT NULL DEFAULT 0",
    "shown": "TEXT",
    "every_days": "INTEGER NOT NULL DEFAULT 0",
    "every_months": "INTEGER NOT NULL DEFAULT 0",
    "month_day": "INTEGER NOT NULL DEFAULT 0",
}
"""Columns that came later, with their declarations; an older version reads and writes the table without them."""

_COLUMNS = """number, kind, due, text, seconds, left_seconds, clock, days, every_seconds, shown, every_days,
every_months, month_day"""


class TimerStore:
    """The file ``schedule.db`` in ``folder``; without a folder nothing is kept.

    While another program has the file locked, a change waits up to ``wait_seconds``.
    """

    def __init__(self, folder: Path | None, *, wait_seconds: float = 2.0) -> None:
        path = folder / "schedule.db" if folder else None
        self._database = Database(path, "timers and alarms", _create, _read, wait_seconds=wait_seconds)

    def load(self) -> list[Timer]:
        """Open the file, and return the timers in it."""
        return self._database.load() or []

    def change(self, put: Iterable[Timer] = (), remove: Iterable[int] = ()) -> None:
        """Write ``put``, replacing timers of the same number, and ``remove`` timers by number. From any thread."""
        self._database.change(
            ("DELETE FROM entry WHERE number = ?", [(number,) for number in remove]),
            (f"INSERT OR REPLACE INTO entry ({_COLUMNS}) VALUES ({', '.join('?' * 13)})", map(_row, put)),
        )

    @property
    def failure(self) -> DiskError | None:
        """Why the last change could not be written, if so."""
        return self._database.failure

    def retry(self) -> None:
        """Write what could not be written before. From any thread."""
        self._database.retry()

    def close(self) -> None:
        """Close the file; later changes are not kept."""
        self._database.close()


def _create(file: sqlite3.Connection) -> None:
    file.execute(_TABLE)
    there = {row[1] for row in file.execute("PRAGMA table_info(entry)")}
    for column in _ADDED.keys() - there:
        file.execute(f"ALTER TABLE entry ADD COLUMN {column} {_ADDED[column]}")


def _read(file: sqlite3.Connection) -> list[Timer]:
    return [_timer(*row) for row in file.execute(f"SELECT {_COLUMNS} FROM entry")]


def _row(timer: Timer) -> tuple[object, ...]:
    clock = timer.clock and timer.clock.isoformat("minutes")
    days = "".join(map(str, timer.days))
    lengths = timer.seconds, timer.left_seconds
    shown = None if timer.seconds else timer.shown.isoformat()
    again = timer.every_days, timer.every_months, timer.month_day
    return timer.number, timer.kind, timer.due, timer.text, *lengths, clock, days, timer.every_seconds, shown, *again


def _timer(
    number: int,
    kind: str,
    due: float,
    text: str,
    seconds: float,
    left_seconds: float | None,
    clock: str,
    days: str,
    every_seconds: float,
    shown: str | None,
    *again: int,
) -> Timer:
    """The timer of a row. Raises ValueError where the row is none."""
    at = time.fromisoformat(clock) if clock else None
    timer = Timer(
        Kind(kind), due, text, seconds, left_seconds, at, tuple(map(int, days)), number, every_seconds, *again
    )
    try:
        return replace(timer, due=timer.due_at(datetime.fromisoformat(shown) if shown else timer.shown))
    except (OverflowError, OSError) as error:
        raise ValueError(f"no time: {due}") from error
