"""Keeps lists and notes in an SQLite file, so that they survive a restart and a power cut.

Its rules:

1. A change is on the disk, whole or not at all, before the call returns.
2. A damaged file costs its content and never the start; it is renamed and stays.
3. Where nothing can be written, lists live as long as Myna runs.
"""

import logging
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)

_DAMAGES = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""The error codes of SQLite that mean a damaged file; all others are about the folder or the disk."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS list (name TEXT PRIMARY KEY, used REAL NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS item (list TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY (list, place)) STRICT",
    "CREATE TABLE IF NOT EXISTS note (at REAL NOT NULL, text TEXT NOT NULL) STRICT",
)


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list, its items in the order in which they were added, and when it was last used (seconds since the epoch)."""

    name: str
    items: tuple[str, ...] = ()
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and when it was taken (seconds since the epoch)."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in the file."""

    lists: list[NamedList] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class ListStore:
    """The file ``lists.db`` in ``folder``; without a folder nothing is kept.

    While another program has the file locked, a change waits up to ``wait_seconds``.
    """

    def __init__(self, folder: Path | None, *, wait_seconds: float = 2.0) -> None:
        self._wait_seconds = wait_seconds
        self._path = folder / "lists.db" if folder else None
        self._lock = threading.Lock()
        self._file: sqlite3.Connection | None = None

    def load(self) -> Kept:
        """Open the file, and return what is in it."""
        if self._path is None:
            return Kept()
        try:
            return self._open(self._path)
        except (sqlite3.DatabaseError, ValueError) as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) not in _DAMAGES:
                self._warn_not_kept(self._path, error)
                return Kept()
            log.warning("The lists in %s cannot be read and begin anew: %s", self._path, error)
            self._set_aside(self._path)
        except OSError as error:
            self._warn_not_kept(self._path, error)
            return Kept()
        try:
            return self._open(self._path)
        except (OSError, sqlite3.DatabaseError) as error:
            self._warn_not_kept(self._path, error)
            return Kept()

    def put(self, one: NamedList) -> None:
        """Write a list with its items, in the place of the one of its name. From any thread."""
        items = [(one.name, place, text) for place, text in enumerate(one.items)]
        self._change(
            ("DELETE FROM item WHERE list = ?", [(one.name,)]),
            ("INSERT OR REPLACE INTO list (name, used) VALUES (?, ?)", [(one.name, one.used)]),
            ("INSERT INTO item (list, place, text) VALUES (?, ?, ?)", items),
        )

    def remove(self, name: str) -> None:
        """Remove the list of that name. From any thread."""
        self._change(("DELETE FROM item WHERE list = ?", [(name,)]), ("DELETE FROM list WHERE name = ?", [(name,)]))

    def add_note(self, note: Note) -> None:
        """Write one more note. From any thread."""
        self._change(("INSERT INTO note (at, text) VALUES (?, ?)", [(note.at, note.text)]))

    def clear_notes(self) -> None:
        """Remove all notes. From any thread."""
        self._change(("DELETE FROM note", [()]))

    def close(self) -> None:
        """Close the file; later changes are not kept."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _change(self, *statements: tuple[str, Sequence[tuple[object, ...]]]) -> None:
        with self._lock:
            if self._file is None:
                return
            try:
                with self._file:
                    for statement, rows in statements:
                        self._file.executemany(statement, rows)
            except sqlite3.DatabaseError as error:
                log.warning("Lists cannot be written to %s: %s", self._path, error)

    def _open(self, path: Path) -> Kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(path, self._wait_seconds, check_same_thread=False)
        try:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute("PRAGMA synchronous = FULL")
            with file:
                for table in _TABLES:
                    file.execute(table)
            if (finding := file.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise ValueError(finding)
            items: dict[str, list[str]] = {}
            for name, text in file.execute("SELECT list, text FROM item ORDER BY list, place"):
                items.setdefault(name, []).append(text)
            lists = [
                NamedList(name, tuple(items.get(name, ())), used)
                for name, used in file.execute("SELECT name, used FROM list")
            ]
            notes = [Note(text, at) for text, at in file.execute("SELECT text, at FROM note ORDER BY rowid")]
        except BaseException:
            file.close()
            raise
        self._file = file
        return Kept(lists, notes)

    @staticmethod
    def _set_aside(path: Path) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                path.with_name(path.name + ending).replace(path.with_name(f"{path.name}.damaged{ending}"))

    @staticmethod
    def _warn_not_kept(path: Path, error: Exception) -> None:
        log.warning("Lists cannot be kept in %s, and live as long as Myna: %s", path, error)
