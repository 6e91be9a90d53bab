"""Whether files on the disk are those of the catalogue, byte for byte."""

from pathlib import Path

from myna.models.catalogue import File
from myna.platform.files import checksum


def mismatch(path: Path, file: File) -> str | None:
    """What is wrong with the file at ``path``, a clause that begins with ``file.path``; None where it is ``file``."""
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
    """The files below ``folder`` with their sizes and sha256, in the order of their paths. Raises OSError."""
    return tuple(
        File(path=path.relative_to(folder).as_posix(), size_bytes=path.stat().st_size, sha256=checksum(path, "sha256"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
