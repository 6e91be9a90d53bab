"""Keeps timers, alarms and reminders in an SQLite file, so that they survive a restart and a power cut.

Its rules:

1. A change is on the disk, whole or not at all, before the call returns.
2. A damaged file costs its content and never the start; it is renamed and stays.
3. Where nothing can be written, timers live as long as Myna runs.
4. The file ``schedule.db``, its table ``entry`` and the columns keep their names, though the code says timer: they hold
   what users have set, and an update must not lose it. A file of an older version gets the columns that it lacks.
"""

import logging
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import time
from pathlib import Path

from myna.timers.timer import Kind, Timer

log = logging.getLogger(__name__)

_DAMAGES = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""The error codes of SQLite that mean a damaged file; all others are about the folder or the disk."""

_TABLE = """CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, due REAL NOT NULL,
text TEXT NOT NULL, seconds REAL NOT NULL, left_seconds REAL, clock TEXT, days TEXT NOT NULL) STRICT"""

_ADDED = {"every_seconds": "REAL NOT NULL DEFAULT 0"}
"""Columns that came later, with their declarations; an older version reads and writes the table without them."""

_COLUMNS = "number, kind, due, text, seconds, left_seconds, clock, days, every_seconds"


class TimerStore:
    """The file ``schedule.db`` in ``folder``; without a folder nothing is kept.

    While another program has the file locked, a change waits up to ``wait_seconds``.
    """

    def __init__(self, folder: Path | None, *, wait_seconds: float = 2.0) -> None:
        self._wait_seconds = wait_seconds
        self._path = folder / "schedule.db" if folder else None
        self._lock = threading.Lock()
        self._file: sqlite3.Connection | None = None

    def load(self) -> list[Timer]:
        """Open the file, and return the timers in it."""
        if self._path is None:
            return []
        try:
            return self._open(self._path)
        except (sqlite3.DatabaseError, ValueError) as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) not in _DAMAGES:
                self._warn_not_kept(self._path, error)
                return []
            log.warning("The timers and alarms in %s cannot be read and begin anew: %s", self._path, error)
            self._set_aside(self._path)
        except OSError as error:
            self._warn_not_kept(self._path, error)
            return []
        try:
            return self._open(self._path)
        except (OSError, sqlite3.DatabaseError) as error:
            self._warn_not_kept(self._path, error)
            return []

    def change(self, put: Iterable[Timer] = (), remove: Iterable[int] = ()) -> None:
        """Write ``put``, replacing timers of the same number, and ``remove`` timers by number. From any thread."""
        with self._lock:
            if self._file is None:
                return
            try:
                with self._file:
                    self._file.executemany("DELETE FROM entry WHERE number = ?", [(number,) for number in remove])
                    self._file.executemany(
                        f"INSERT OR REPLACE INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, put)
                    )
            except sqlite3.DatabaseError as error:
                log.warning("Timers and alarms cannot be written to %s: %s", self._path, error)

    def close(self) -> None:
        """Close the file; later changes are not kept."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _open(self, path: Path) -> list[Timer]:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(path, self._wait_seconds, check_same_thread=False)
        try:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute("PRAGMA synchronous = FULL")
            with file:
                file.execute(_TABLE)
                there = {row[1] for row in file.execute("PRAGMA table_info(entry)")}
                for column in _ADDED.keys() - there:
                    file.execute(f"ALTER TABLE entry ADD COLUMN {column} {_ADDED[column]}")
            if (finding := file.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise ValueError(finding)
            timers = [_timer(*row) for row in file.execute(f"SELECT {_COLUMNS} FROM entry")]
        except BaseException:
            file.close()
            raise
        self._file = file
        return timers

    @staticmethod
    def _set_aside(path: Path) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                path.with_name(path.name + ending).replace(path.with_name(f"{path.name}.damaged{ending}"))

    @staticmethod
    def _warn_not_kept(path: Path, error: Exception) -> None:
        log.warning("Timers and alarms cannot be kept in %s, and live as long as Myna: %s", path, error)


def _row(timer: Timer) -> tuple[object, ...]:
    clock = timer.clock and timer.clock.isoformat("minutes")
    days = "".join(map(str, timer.days))
    lengths = timer.seconds, timer.left_seconds
    return timer.number, timer.kind, timer.due, timer.text, *lengths, clock, days, timer.every_seconds


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
) -> Timer:
    """The timer of a row. Raises ValueError where the row is none."""
    at = time.fromisoformat(clock) if clock else None
    return Timer(Kind(kind), due, text, seconds, left_seconds, at, tuple(map(int, days)), number, every_seconds)
