"""Writes notes that are spoken into a file of a person's own folder of notes.

Its rules:

1. A note is in the file whole, or not at all, and what was in the file before stays, whatever happens to the power or
   the disk.
2. The file keeps its rights. A new one may be read and written by whom its folder may.
3. Nothing but this file is written.
"""

import shutil
from pathlib import Path

from myna.core.errors import MynaError
from myna.platform.files import part_of, publish

NAME = "notes.md"

MOST_BYTES = 1 << 20
"""Of the file, 1 MiB: as much as is read of one. It is written anew for each note."""


class NotesError(MynaError):
    """The folder of notes cannot be read or written."""

    exit_status = 74  # EX_IOERR


def append_note(folder: Path, text: str) -> None:
    """Write ``text`` as one more item of the list in the file. Raises NotesError."""
    try:
        # A link to a file elsewhere stays one.
        file = (folder / NAME).resolve()
        before = file.read_bytes() if file.exists() else b""
        item = f"- {' '.join(text.split())}\n".encode()
        if len(before) + len(item) > MOST_BYTES:
            raise NotesError("notes-full", f"{NAME} is full.", f"Rename it: mv {file} {file.with_stem('older-notes')}")
        part = part_of(file)
        try:
            part.write_bytes(before + b"\n" * (not before.endswith(b"\n") and bool(before)) + item)
            if before:
                shutil.copymode(file, part)
            else:
                part.chmod(folder.stat().st_mode & 0o666)
            publish(part, file)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NotesError(
            "notes-not-written", f"{folder / NAME} cannot be written: {reason}.", "Look: myna check"
        ) from error
