"""One SQLite file of what users have set, which survives a restart and a power cut.

Its rules:

1. A change is on the disk, whole or not at all, before the call returns.
2. A damaged file costs its content and never the start; it is renamed and stays.
3. Where nothing can be written, ``failure`` says so, and what was set lives as long as Myna runs. It is written with
   the next change, or by ``retry``, once that works.
4. A file that is there is read where the disk is full, too: by a journal that stays as large as it is, and without
   memory that programs share through a file, whose pages a full disk does not have (the process would end by SIGBUS).
"""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from myna.core.errors import DiskError
from myna.platform.files import not_kept, size_of

log = logging.getLogger(__name__)

MAX_OWED = 1000
"""The most statements that wait for a disk that takes them; the oldest ones are lost first."""

_DAMAGES = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""The error codes of SQLite that mean a damaged file; all others are about the folder or the disk."""

T = TypeVar("T")

Rows = Iterable[tuple[object, ...]]


class Database(Generic[T]):
    """The file ``path`` with ``what`` ("lists") in it; without a path nothing is kept.

    ``create`` makes the tables that are not there yet, and ``read`` all that is in them; it raises ValueError where a
    row makes no sense. While another program has the file locked, a change waits up to ``wait_seconds``.
    """

    def __init__(
        self,
        path: Path | None,
        what: str,
        create: Callable[[sqlite3.Connection], object],
        read: Callable[[sqlite3.Connection], T],
        *,
        wait_seconds: float,
    ) -> None:
        self._path = path
        self._what = what
        self._create = create
        self._read = read
        self._wait_seconds = wait_seconds
        self._lock = threading.Lock()
        self._file: sqlite3.Connection | None = None
        self._is_to_be_made = False  # it is not there yet, since the disk did not take it
        self._owed: deque[tuple[str, list[tuple[object, ...]]]] = deque(maxlen=MAX_OWED)
        self.failure: DiskError | None = None

    def load(self) -> T | None:
        """Open the file, and return what is in it; None where it cannot be opened, or there is none."""
        if self._path is None:
            return None
        try:
            return self._open(self._path)
        except (sqlite3.DatabaseError, ValueError) as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) not in _DAMAGES:
                self._warn_not_kept(error)
                return None
            log.warning("The %s in %s cannot be read and begin anew: %s", self._what, self._path, error)
            _set_aside(self._path)
        except OSError as error:
            self._warn_not_kept(error)
            return None
        try:
            return self._open(self._path)
        except (OSError, sqlite3.DatabaseError) as error:
            self._warn_not_kept(error)
            return None

    def change(self, *statements: tuple[str, Rows]) -> None:
        """Run each statement for each of its rows, all or none of them. From any thread."""
        with self._lock:
            if self._path is not None and (self._file is not None or self._is_to_be_made):
                self._write(self._path, [(statement, list(rows)) for statement, rows in statements])

    def retry(self) -> None:
        """Write what could not be written before, if there is such. From any thread."""
        if self.failure is not None:
            self.change()

    def close(self) -> None:
        """Close the file; later changes are not kept."""
        with self._lock:
            self._is_to_be_made = False
            if self._file is not None:
                self._file.close()
                self._file = None

    def _write(self, path: Path, statements: list[tuple[str, list[tuple[object, ...]]]]) -> None:
        try:
            if self._file is None:
                self._open(path)
            assert self._file is not None
            with self._file as file:
                for statement, rows in (*self._owed, *statements):
                    file.executemany(statement, rows)
        except (OSError, sqlite3.OperationalError) as error:
            if self.failure is None:
                log.warning("%s cannot be written to %s: %s", self._what.capitalize(), path, error)
            self._owed.extend(statements)
            self.failure = not_kept(path, error)
        except sqlite3.DatabaseError as error:
            log.warning("%s cannot be written to %s: %s", self._what.capitalize(), path, error)
        else:
            self._owed.clear()
            if self.failure is not None:
                log.info("%s are written to %s again.", self._what.capitalize(), path)
            self.failure = None

    def _open(self, path: Path) -> T:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(path, self._wait_seconds, check_same_thread=False)
        try:
            file.execute("PRAGMA locking_mode = EXCLUSIVE")  # a file of an older version shares its memory otherwise
            file.execute("PRAGMA journal_mode = PERSIST")
            file.execute("PRAGMA locking_mode = NORMAL")
            file.execute("PRAGMA synchronous = FULL")
            with file:
                self._create(file)
            if (finding := file.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise ValueError(finding)
            content = self._read(file)
        except BaseException:
            file.close()
            raise
        self._file = file
        return content

    def _warn_not_kept(self, error: Exception) -> None:
        what = self._what.capitalize()
        log.warning("%s cannot be kept in %s, and live as long as Myna: %s", what, self._path, error)
        with suppress(OSError):
            self._is_to_be_made = self._path is not None and not size_of(self._path)


def _set_aside(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + ending).replace(path.with_name(f"{path.name}.damaged{ending}"))
