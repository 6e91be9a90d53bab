"""Keeps lists and notes in a file, by the rules of ``myna.platform.database``."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from myna.core.errors import DiskError
from myna.platform.database import Database

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
        path = folder / "lists.db" if folder else None
        self._database = Database(path, "lists", _create, _read, wait_seconds=wait_seconds)

    def load(self) -> Kept:
        """Open the file, and return what is in it."""
        return self._database.load() or Kept()

    def put(self, one: NamedList) -> None:
        """Write a list with its items, in the place of the one of its name. From any thread."""
        items = [(one.name, place, text) for place, text in enumerate(one.items)]
        self._database.change(
            ("DELETE FROM item WHERE list = ?", [(one.name,)]),
            ("INSERT OR REPLACE INTO list (name, used) VALUES (?, ?)", [(one.name, one.used)]),
            ("INSERT INTO item (list, place, text) VALUES (?, ?, ?)", items),
        )

    def remove(self, name: str) -> None:
        """Remove the list of that name. From any thread."""
        self._database.change(
            ("DELETE FROM item WHERE list = ?", [(name,)]), ("DELETE FROM list WHERE name = ?", [(name,)])
        )

    def add_note(self, note: Note) -> None:
        """Write one more note. From any thread."""
        self._database.change(("INSERT INTO note (at, text) VALUES (?, ?)", [(note.at, note.text)]))

    def put_notes(self, notes: Sequence[Note]) -> None:
        """Write these notes in the place of all that there are. From any thread."""
        self._database.change(
            ("DELETE FROM note", [()]),
            ("INSERT INTO note (at, text) VALUES (?, ?)", [(note.at, note.text) for note in notes]),
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
    for table in _TABLES:
        file.execute(table)


def _read(file: sqlite3.Connection) -> Kept:
    items: dict[str, list[str]] = {}
    for name, text in file.execute("SELECT list, text FROM item ORDER BY list, place"):
        items.setdefault(name, []).append(text)
    lists = [
        NamedList(name, tuple(items.get(name, ())), used) for name, used in file.execute("SELECT name, used FROM list")
    ]
    return Kept(lists, [Note(text, at) for text, at in file.execute("SELECT text, at FROM note ORDER BY rowid")])
