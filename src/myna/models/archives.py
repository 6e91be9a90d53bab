"""Zips and wheels: their members, extracted as plain files and never outside the folder that is meant."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from myna.models.progress import Progress, SourceError
from myna.platform.files import CHUNK_BYTES

_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """Open a zip for reading. Raises SourceError where it is no whole zip, OSError where it cannot be read."""
    try:
        archive = ZipFile(path)
    except _ZIP_ERRORS as error:
        raise SourceError(f"{path.name} is not a whole zip file ({error})") from error
    with archive:
        yield archive


def members(archive: ZipFile, folder: str = "") -> dict[str, ZipInfo]:
    """The files under ``folder`` (``""`` or a path that ends in ``/``), by their path in it.

    Raises SourceError if a path would leave the folder.
    """
    found = {}
    for info in archive.infolist():
        if info.is_dir() or not info.filename.startswith(folder):
            continue
        path = info.filename.removeprefix(folder)
        if path.startswith("/") or "\\" in path or ".." in PurePosixPath(path).parts:
            raise SourceError(f"the unsafe path {info.filename!r} is in the archive")
        found[path] = info
    return found


def top_folder(archive: ZipFile) -> str:
    """The folder, with its ``/``, that holds everything in the zip; ``""`` if there is no such folder."""
    tops = {info.filename.partition("/")[:2] for info in archive.infolist()}
    (top, slash), *others = tops or {("", "")}
    return "" if others or not slash else top + slash


def extract(archive: ZipFile, wanted: dict[str, ZipInfo], into: Path, progress: Progress) -> None:
    """Write each member to its path in the folder ``into``; symbolic links become plain files.

    Raises SourceError where the archive is broken, OSError where a file cannot be written.
    """
    for path, info in wanted.items():
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as handle:
            for block in _blocks(archive, info):
                handle.write(block)
                progress.advance(len(block))


def _blocks(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, block by block. Raises SourceError where they are broken."""
    try:
        with archive.open(info) as source:
            while block := source.read(CHUNK_BYTES):
                yield block
    except _ZIP_ERRORS as error:
        raise SourceError(f"{info.filename} in the archive is broken ({error})") from error
