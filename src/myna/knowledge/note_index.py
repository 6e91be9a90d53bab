"""Finds lines in a folder of text and Markdown files, by the words that they and their headings have.

Its rules:

1. The index is SQLite's own (FTS5), in a temporary file that nobody else sees and that is gone when it is closed. What
   is small stays in memory; of what is large, a part.
2. Only plain files are read, whatever else is in the folder, links to folders are not followed, and hidden files and
   folders belong to other programs. Nothing that is read is more than text.
3. What is beyond a limit is left out, which is logged once.
4. It blocks, and belongs to the thread that has opened it.
"""

import codecs
import logging
import os
import sqlite3
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from myna.knowledge.note_lines import NoteLine, note_lines

log = logging.getLogger(__name__)

ENDINGS = (".md", ".markdown", ".txt")

MOST_FILES = 5_000
"""Files that are read; somebody who writes a note a day has as many after 13 years."""

MOST_ENTRIES = 50_000
"""Names in the folder that are looked at, so that a folder which is none of notes ("/") costs a second at most."""

MOST_BYTES = 1 << 20
"""Of a file that are read, 1 MiB: a long novel. What is longer is a log or a list of something."""

MOST_LINES = 200_000
"""Lines that are kept: their index takes about 40 MB of the disk."""

MOST_FITTING = 300
"""Lines that have all words of a question and are looked at; where there are more it asks for nothing in particular."""

_DEEPEST = 16
_BATCH = 250
"""Lines that are put into the index before a question may be answered in between: some hundredths of a second."""

_CACHE_KIB = 1024

_TABLES = """
    CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT NOT NULL, modified INTEGER NOT NULL, size INTEGER NOT NULL);
    CREATE TABLE line (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL);
    CREATE INDEX line_of_file ON line (file);
    CREATE VIRTUAL TABLE term USING fts5 (terms, content='', columnsize=0, detail=none, tokenize='unicode61');
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

    def __init__(self, folder: Path, terms: Callable[[str], Iterable[str]]) -> None:
        self._folder = folder
        self._terms = terms
        self._told: set[str] = set()
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
        found = self._scan()
        known = {path: (number, state) for number, path, *state in self._index.execute("SELECT * FROM file")}
        for path, (number, state) in known.items():
            if found.get(path) != tuple(state):
                yield from self._forget(number, path)
        for path, state in found.items():
            if path not in known or tuple(known[path][1]) != state:
                yield from self._add(path, state)

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

    def _scan(self) -> dict[str, tuple[int, int]]:
        """When each file was changed, in nanoseconds since the epoch, and how many bytes it has."""
        found: dict[str, tuple[int, int]] = {}
        for count, entry in enumerate(self._entries()):
            if count >= MOST_ENTRIES:
                self._tell_once(f"{self._folder} has more than {MOST_ENTRIES} files; the others are not looked at")
                break
            if not entry.name.lower().endswith(ENDINGS):
                continue
            try:
                state = entry.stat()
            except OSError:  # a link to nothing, or gone since
                continue
            if stat.S_ISREG(state.st_mode):
                found[os.path.relpath(entry.path, self._folder)] = (state.st_mtime_ns, state.st_size)
            if len(found) == MOST_FILES:
                self._tell_once(f"Of the notes in {self._folder}, {MOST_FILES} files are read and no more")
                break
        return found

    def _entries(self) -> Iterator["os.DirEntry[str]"]:
        folders = [(str(self._folder), 0)]
        while folders:
            folder, depth = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.name.startswith("."):
                            continue
                        if not entry.is_dir(follow_symlinks=False):
                            yield entry
                        elif depth < _DEEPEST:
                            folders.append((entry.path, depth + 1))
            except OSError as error:
                self._tell_once(f"The notes in {folder} cannot be read: {error.strerror}")

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

    def _add(self, path: str, state: tuple[int, int]) -> Iterator[None]:
        """Put a file in, and its lines."""
        with self._index:
            added = "INSERT INTO file (path, modified, size) VALUES (?, ?, ?)"
            number = self._index.execute(added, (path, *state)).lastrowid
        indexed = _Terms(path, self._terms)
        lines = note_lines(self._read(path), markdown=not path.lower().endswith(".txt"))
        while batch := list(islice(lines, min(_BATCH, MOST_LINES - self._count))):
            rows = [(line.text, "\n".join(line.headings)) for line in batch]
            with self._index:
                for text, headings in rows:
                    kept = "INSERT INTO line (file, text, headings) VALUES (?, ?, ?)"
                    line = self._index.execute(kept, (number, text, headings)).lastrowid
                    words = indexed.of(text, headings)
                    self._index.execute("INSERT INTO term (rowid, terms) VALUES (?, ?)", (line, words))
            self._count += len(batch)
            yield
        if self._count >= MOST_LINES:
            self._tell_once(f"Of the notes in {self._folder}, {MOST_LINES} lines are kept and no more")

    def _read(self, path: str) -> str:
        """The text of a file; empty where it has none, or cannot be read."""
        file = self._folder / path
        try:
            # What was a plain file a moment ago may be a pipe now, whose opening would wait for a writer.
            descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with closing(os.fdopen(descriptor, "rb")) as handle:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    return ""
                data = handle.read(MOST_BYTES + 1)
        except OSError as error:
            self._tell_once(f"The note {file} cannot be read: {error.strerror}")
            return ""
        if len(data) > MOST_BYTES:
            self._tell_once(f"Of the note {file} the first {MOST_BYTES} bytes are read and no more")
            data = data[: data.rfind(b"\n", 0, MOST_BYTES) + 1]
        return _decoded(data)

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            log.warning("%s", sentence)


class _Terms:
    """The terms of the lines of the file ``path``, its own name's and their headings' included."""

    def __init__(self, path: str, terms: Callable[[str], Iterable[str]]) -> None:
        self._terms = terms
        self._name = set(terms(" ".join(names(path))))
        self._last: tuple[str, set[str]] = ("", self._name)

    def of(self, text: str, headings: str) -> str:
        """The terms, in the same order each time, for a line below ``headings``, one a line."""
        if headings != self._last[0]:
            self._last = (headings, self._name.union(self._terms(headings)))
        return " ".join(sorted(self._last[1].union(self._terms(text))))


def names(path: str) -> tuple[str, ...]:
    """The names of a file and of its folders, the file's last, as they are said: "home-network.md" is home network."""
    *folders, file = Path(path).parts
    parts = (*folders, file.rpartition(".")[0])
    return tuple(" ".join(part.replace("-", " ").replace("_", " ").split()) for part in parts)


def _decoded(data: bytes) -> str:
    """The text of ``data``: UTF-8, UTF-16 where it says so, else Windows' own of the west; none where it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
