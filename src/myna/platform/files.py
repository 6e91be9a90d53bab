"""Bytes on the disk: where they lie, are they right and safe there, and how they get their name at once and whole."""

import hashlib
import os
import shutil
from pathlib import Path

CHUNK_BYTES = 1 << 20


def part_of(path: Path) -> Path:
    """Where a file or folder grows until it is whole."""
    return path.with_name(path.name + ".part")


def checksum(path: Path, kind: str) -> str:
    """The ``sha256`` or ``md5`` of a file, in hexadecimal. Raises OSError."""
    digest = hashlib.new(kind, usedforsecurity=False)
    with path.open("rb") as handle:
        while block := handle.read(CHUNK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def publish(staged: Path, final: Path) -> None:
    """Give a checked file or folder its own name, so that a power cut leaves either the old state or the new one whole.

    The bytes reach the disk before the name does. A damaged folder that has the name loses it, and is then deleted.
    Raises OSError.
    """
    for path in (staged, *staged.rglob("*")):
        sync(path)
    if final.is_dir():
        damaged = final.with_name(f"{final.name}.old.part")
        delete(damaged)
        final.rename(damaged)
        staged.replace(final)
        delete(damaged)
    else:
        staged.replace(final)
    sync(final.parent)


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's names, written to the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def delete(path: Path) -> int:
    """Delete a file or a folder, if there is one; the bytes freed. Raises OSError."""
    freed = size_of(path)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return freed


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; 0 if there is nothing. Raises OSError."""
    if path.is_dir():
        return sum(inner.stat().st_size for inner in path.rglob("*") if inner.is_file())
    return path.stat().st_size if path.exists() else 0
