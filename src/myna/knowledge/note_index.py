"""Finds lines in a folder of notes, by the words that they and their headings have.

Its rules:

1. The index is SQLite's own (FTS5), in a temporary file that nobody else sees and that is gone when it is closed. What
   is small stays in memory; of what is large, a part.
2. It blocks, and belongs to the thread that has opened it.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from myna.knowledge.note_folder import NoteFolder, State, names
from myna.knowledge.note_lines import NoteLine, note_lines

MOST_LINES = 200_000
"""Lines that are kept; their index takes about 40 MB of the disk."""

MOST_FITTING = 300
"""Lines that have all words of a question and are looked at; where there are more it asks for nothing in particular."""

_BATCH = 250
"""Lines that are put into the index before a question may be answered in between: some hundredths of a second."""

_CACHE_KIB = 1024
"""Of the index that is kept in memory."""

_TABLES = """
    CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT NOT NULL, modified INTEGER NOT NULL, size INTEGER NOT NULL);
    CREATE TABLE line (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL);
    CREATE INDEX line_of_file ON line (file);
    CREATE VIRTUAL TABLE term USING fts5 (terms, content='', columnsize=0, detail=none, tokenize='unicode61');
    CREATE VIRTUAL TABLE word USING fts5vocab (term, 'row');
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the file ``path``, which is below the folder."""

    path: str
    line: NoteLine


class NoteIndex:
    """The index of ``folder``; ``terms`` gives the words by which a text is found.

    The constructor raises sqlite3.Error where Python's SQLite has no full text search. The other methods raise it where
    the disk for temporary files is full.
    """

    def __init__(self, folder: NoteFolder, terms: Callable[[str], Iterable[str]]) -> None:
        self._folder = folder
        self._terms = terms
        self._count = 0  # lines
        self._index = sqlite3.connect("")
        try:
            self._index.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._index.execute("PRAGMA journal_mode = MEMORY")
            self._index.executescript(_TABLES)
        except sqlite3.Error:
            self._index.close()
            raise

    def close(self) -> None:
        """Close the index, which is gone then."""
        self._index.close()

    def refresh(self) -> Generator[None, None, None]:
        """Read what has changed since the last time, a part at each step."""
        found = self._folder.files()
        known = {path: (number, tuple(state)) for number, path, *state in self._index.execute("SELECT * FROM file")}
        for path, (number, state) in known.items():
            if found.get(path) != state:
                yield from self._forget(number, path)
        for path, now in found.items():
            if path not in known or known[path][1] != now:
                yield from self._add(path, now)

    def find(self, spellings: Iterable[Iterable[str]]) -> list[Kept]:
        """The lines that have one of the terms of each of ``spellings``; none where they are too many."""
        query = " AND ".join("(" + " OR ".join(f'"{term}"' for term in terms) + ")" for terms in spellings)
        rows = self._index.execute(
            "SELECT file.path, line.text, line.headings FROM term JOIN line ON line.id = term.rowid"
            " JOIN file ON file.id = line.file WHERE term MATCH ? LIMIT ?",
            (query, MOST_FITTING + 1),
        ).fetchall()
        if len(rows) > MOST_FITTING:
            return []
        return [Kept(path, NoteLine(text, tuple(filter(None, above.split("\n"))))) for path, text, above in rows]

    def words(self) -> set[str]:
        """The terms of all lines."""
        return {term for (term,) in self._index.execute("SELECT term FROM word")}

    def _forget(self, number: int, path: str) -> Iterator[None]:
        """Take the lines of a file out, and the file."""
        indexed = _Terms(path, self._terms)
        while rows := self._index.execute(
            "SELECT id, text, headings FROM line WHERE file = ? LIMIT ?", (number, _BATCH)
        ).fetchall():
            gone = [(line, indexed.of(text, headings)) for line, text, headings in rows]
            with self._index:
                self._index.executemany("INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)", gone)
                self._index.executemany("DELETE FROM line WHERE id = ?", [(line,) for line, _ in gone])
            self._count -= len(gone)
            yield
        with self._index:
            self._index.execute("DELETE FROM file WHERE id = ?", (number,))

    def _add(self, path: str, state: State) -> Iterator[None]:
        """Put a file in, and its lines."""
        with self._index:
            added = "INSERT INTO file (path, modified, size) VALUES (?, ?, ?)"
            number = self._index.execute(added, (path, *state)).lastrowid
        indexed = _Terms(path, self._terms)
        lines = note_lines(self._folder.read(path), markdown=not path.lower().endswith(".txt"))
        while batch := list(islice(lines, min(_BATCH, MOST_LINES - self._count))):
            with self._index:
                for one in batch:
                    headings = "\n".join(one.headings)
                    kept = "INSERT INTO line (file, text, headings) VALUES (?, ?, ?)"
                    line = self._index.execute(kept, (number, one.text, headings)).lastrowid
                    row = (line, indexed.of(one.text, headings))
                    self._index.execute("INSERT INTO term (rowid, terms) VALUES (?, ?)", row)
            self._count += len(batch)
            yield
        if self._count >= MOST_LINES:
            self._folder.tell_once(f"Of the notes in {self._folder}, {MOST_LINES} lines are kept and no more")


class _Terms:
    """The terms of the lines of the file ``path``, its own name's and their headings' included."""

    def __init__(self, path: str, terms: Callable[[str], Iterable[str]]) -> None:
        self._terms = terms
        self._name = set(terms(" ".join(names(path))))
        self._last: tuple[str, set[str]] = ("", self._name)

    def of(self, text: str, headings: str) -> str:
        """The terms of a line below ``headings``, one a line; the same ones each time."""
        if headings != self._last[0]:
            self._last = (headings, self._name.union(self._terms(headings)))
        return " ".join(sorted(self._last[1].union(self._terms(text))))
