"""Whether files are what the catalogue says, byte for byte."""

from pathlib import Path

from myna.models.catalogue import File
from myna.platform.files import checksum


def mismatch(path: Path, file: File) -> str | None:
    """What is wrong with the bytes at ``path``, in words that begin with ``file.path``; None if they are right."""
    try:
        size_bytes = path.stat().st_size
        if file.size_bytes not in (None, size_bytes):
            return f"{file.path} has {size_bytes:,} bytes instead of {file.size_bytes:,}"
        kind, wanted = ("sha256", file.sha256) if file.sha256 else ("md5", file.md5)
        if wanted is not None and checksum(path, kind) != wanted:
            return f"{file.path} has the wrong {kind}"
    except FileNotFoundError:
        return f"{file.path} is missing"
    except OSError as error:
        return f"{file.path} cannot be read ({error.strerror})"
    return None


def measure(folder: Path) -> tuple[File, ...]:
    """Size and sha256 of every file in a folder, by path. Raises OSError."""
    return tuple(
        File(path=path.relative_to(folder).as_posix(), size_bytes=path.stat().st_size, sha256=checksum(path, "sha256"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
