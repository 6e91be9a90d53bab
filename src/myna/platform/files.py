"""Files that are written whole or not at all: parts, checksums, and names that are given after the bytes are safe."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from myna.core.errors import DiskError

CHUNK_BYTES = 1 << 20
"""Bytes that are read, and hashed or written, at a time: 1 MiB."""


ROOM_BYTES = 1 << 18
"""A disk with less than this is full: 256 KiB. A small file and its journal need as much."""


def part_of(path: Path) -> Path:
    """The path beside ``path``, ending in ``.part``, where a file or folder is written until it is whole."""
    return path.with_name(path.name + ".part")


def checksum(path: Path, kind: str) -> str:
    """The ``sha256`` or ``md5`` of a file, in hexadecimal. Raises OSError."""
    digest = hashlib.new(kind, usedforsecurity=False)
    with path.open("rb") as handle:
        while block := handle.read(CHUNK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def publish(staged: Path, final: Path) -> None:
    """Rename the file or folder ``staged`` to ``final``; a power cut leaves either the old or the new one whole.

    The bytes reach the disk before the name does. A folder that has the name already is moved aside and deleted; a
    file is replaced. Raises OSError.
    """
    for path in (staged, *staged.rglob("*")):
        sync(path)
    if final.is_dir():
        old = part_of(final.with_name(f"{final.name}.old"))
        delete(old)
        final.rename(old)
        staged.replace(final)
        delete(old)
    else:
        staged.replace(final)
    sync(final.parent)


def write_whole(path: Path, text: str) -> None:
    """Write a file of ``text``, with its folder where that is missing: whole or not at all. Raises OSError."""
    part = part_of(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(text, encoding="utf-8")
    publish(part, path)


def sync(path: Path) -> None:
    """Flush a file's bytes, or the names in a folder, to the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def delete(path: Path) -> int:
    """Delete a file, a folder or a link, if there is one, and return the bytes freed. Raises OSError."""
    freed = 0 if path.is_symlink() else size_of(path)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return freed


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder; 0 where nothing is there. Raises OSError."""
    if path.is_dir():
        return sum(inner.stat().st_size for inner in path.rglob("*") if inner.is_file())
    return path.stat().st_size if path.exists() else 0


def not_kept(path: Path, reason: object) -> DiskError:
    """That the file ``path`` of what a person has set cannot be written, for a ``reason``; a full disk has its own."""
    free_bytes = ROOM_BYTES
    with suppress(OSError):
        free_bytes = shutil.disk_usage(path.parent).free
    what = f"{path} cannot be written ({reason})" if free_bytes >= ROOM_BYTES else "There is no room on the disk"
    return DiskError(
        "not-kept",
        f"{what}, so what you set now may be lost when Myna ends.",
        f"Look at the disk: df -h {path.parent}; what is not written yet is, as soon as that works.",
    )
