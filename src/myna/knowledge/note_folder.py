"""A person's own folder of text and Markdown files: which there are, what is in them, and one more note.

Its rules:

1. Only plain files are read, whatever else is in the folder. Links to folders are not followed, so that no folder is
   read twice; hidden files and folders belong to other programs.
2. What is beyond a limit, or cannot be read, is left out, which is logged once.
3. A note that is written is in its file whole, or not at all, and what was in the file before stays, whatever happens
   to the power or the disk. The file keeps its rights; a new one may be read and written by whom its folder may.
4. It blocks, as long as the disk does.
"""

import codecs
import grp
import logging
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from myna.core.errors import MynaError
from myna.platform.files import part_of, publish

log = logging.getLogger(__name__)

ENDINGS = (".md", ".markdown", ".txt")
SPOKEN = "notes.md"
"""The file of the notes that are spoken."""

MOST_FILES = 5_000
"""Files that are read; somebody who writes a note a day has as many after 13 years."""

MOST_ENTRIES = 50_000
"""Names in the folder that are looked at, so that one which is none of notes ("/") costs a second at most."""

MOST_BYTES = 1 << 20
"""Of a file that are read, 1 MiB: a long novel. What is longer is a log or a list of something."""

_DEEPEST = 16
"""Folders inside one another."""

State = tuple[int, int]
"""When a file was changed, in nanoseconds since the epoch, and how many bytes it has."""


class NotesError(MynaError):
    """The folder of notes cannot be read or written."""

    exit_status = 74  # EX_IOERR


class NoteFolder:
    """The folder ``path``, which need not be there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: set[str] = set()

    def __str__(self) -> str:
        return str(self._path)

    def files(self) -> dict[str, State]:
        """The files of notes, by their paths below the folder."""
        found: dict[str, State] = {}
        for count, entry in enumerate(self._entries()):
            if count >= MOST_ENTRIES:
                self.tell_once(f"{self} has more than {MOST_ENTRIES} files; the others are not looked at")
                break
            if not entry.name.lower().endswith(ENDINGS):
                continue
            try:
                state = entry.stat()
            except OSError:  # a link to nothing or to itself, or gone since
                continue
            if not stat.S_ISREG(state.st_mode):
                continue
            if len(found) >= MOST_FILES:
                self.tell_once(f"Of the notes in {self}, {MOST_FILES} files are read and no more")
                break
            found[os.path.relpath(entry.path, self._path)] = (state.st_mtime_ns, state.st_size)
        return found

    def read(self, name: str) -> str:
        """The text of a file; empty where it has none, or cannot be read."""
        file = self._path / name
        try:
            # What was a plain file a moment ago may be a pipe now, whose opening would wait for a writer.
            descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as handle:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    return ""
                data = handle.read(MOST_BYTES + 1)
        except OSError as error:
            self.tell_once(f"The note {file} cannot be read: {error.strerror}")
            return ""
        if len(data) > MOST_BYTES:
            self.tell_once(f"Of the note {file} the first {MOST_BYTES >> 20} MiB are read and no more")
            data = data[: data.rfind(b"\n", 0, MOST_BYTES) + 1]
        return _decoded(data)

    def append(self, text: str) -> None:
        """Write ``text`` as one more item of the list in the file of spoken notes. Raises NotesError."""
        file = self._path / SPOKEN
        try:
            file = file.resolve()  # a link to a file elsewhere stays one
            before = file.read_bytes() if file.exists() else b""
            item = f"- {' '.join(text.split())}\n".encode()
            if len(before) + len(item) > MOST_BYTES:
                older = file.with_name(f"older-{file.name}")
                raise NotesError("notes-full", f"{SPOKEN} is full.", f"Give it another name: mv {file} {older}")
            _replace(file, before + b"\n" * bool(before and not before.endswith(b"\n")) + item)
        except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            message = f"{SPOKEN} cannot be written: {reason[:1].lower()}{reason[1:]}."
            raise NotesError("notes-not-written", message, "See what is wrong: myna check") from error

    def check(self) -> int:
        """How many files of notes there are. Raises NotesError where they cannot be read, or none can be written."""
        folder = self._path
        try:
            if not folder.is_dir():
                if folder.exists():
                    raise NotesError(
                        "notes-missing", f"{folder} is no folder.", "Set notes_dir to a folder of your own."
                    )
                raise NotesError("notes-missing", f"There is no folder {folder}.", f"Make it: mkdir -p {folder}")
        except PermissionError:
            raise NotesError("notes-unreadable", f"{folder} cannot be read.", self._grant()) from None
        if not os.access(folder, os.R_OK | os.X_OK):
            raise NotesError("notes-unreadable", f"{folder} cannot be read.", self._grant())
        if unreadable := next((name for name in self.files() if not os.access(folder / name, os.R_OK)), None):
            raise NotesError("notes-unreadable", f"{folder / unreadable} cannot be read.", self._grant())
        if not os.access(folder, os.W_OK):
            raise NotesError("notes-not-writable", f"Notes that you speak cannot be kept in {folder}.", self._grant())
        return len(self.files())

    def tell_once(self, sentence: str) -> None:
        """Log a warning, once."""
        if sentence not in self._told:
            self._told.add(sentence)
            log.warning("%s", sentence)

    def _grant(self) -> str:
        """What gives this program the right to read and write here, without giving it to everybody."""
        group = str(os.getgid())
        with suppress(KeyError):  # a group without a name
            group = grp.getgrgid(os.getgid()).gr_name
        return f"Type: sudo chgrp -R {group} {self._path} && sudo chmod -R g+rwX {self._path}"

    def _entries(self) -> Iterator["os.DirEntry[str]"]:
        """What is in the folder and in those below it, but for folders."""
        folders = [(str(self._path), 0)]
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
                self.tell_once(f"The notes in {folder} cannot be read: {error.strerror}")


def names(path: str) -> tuple[str, ...]:
    """The names of a file and of its folders, the file's last, as they are said: "home-network.md" is home network."""
    *folders, file = Path(path).parts
    parts = (*folders, file.rpartition(".")[0])
    return tuple(" ".join(part.replace("-", " ").replace("_", " ").split()) for part in parts)


def _replace(file: Path, content: bytes) -> None:
    """Write ``content`` in the place of what is in ``file``, whole or not at all. Raises OSError."""
    part = part_of(file)
    try:
        part.write_bytes(content)
        if file.exists():
            shutil.copymode(file, part)
        else:
            part.chmod(file.parent.stat().st_mode & 0o666)
        publish(part, file)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


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
