"""Models in packages of Debian's: this machine's own mirrors have them, and nothing is installed or run.

A package (deb(5)) is an archive of the kind ``ar``, whose member ``data.tar`` in some compression holds the files.
"""

import lzma
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from email.parser import HeaderParser
from pathlib import Path
from typing import BinaryIO

from myna.models.catalogue import File
from myna.models.progress import Progress, SourceError
from myna.platform.files import CHUNK_BYTES

APT = Path("/etc/apt")
"""The folder in which apt is told its sources."""

_ONE_LINE = re.compile(r"^[ \t]*deb[ \t]+(?:\[[^]\n]*\][ \t]*)?(\S+)", re.MULTILINE)
_MAGIC, _HEADER_BYTES = b"!<arch>\n", 60


def mirrors(apt: Path = APT) -> list[str]:
    """The addresses of the mirrors that apt uses, each once and ending in a slash; none that is not reached by HTTP.

    ``apt`` has files of one line a source and of the format deb822; see sources.list(5). What cannot be read is left
    out.
    """
    files = [apt / "sources.list", *sorted((apt / "sources.list.d").glob("*"))]
    found = [uri for file in files for uri in _uris(file)]
    return list(dict.fromkeys(f"{uri.rstrip('/')}/" for uri in found if uri.startswith(("http://", "https://"))))


def _uris(file: Path) -> Iterator[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    if file.suffix == ".list":
        yield from _ONE_LINE.findall(text)
    elif file.suffix == ".sources":
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        for paragraph in re.split(r"\n\s*\n", "\n".join(lines)):
            source = HeaderParser().parsestr(paragraph.strip())
            if "deb" in source.get("Types", "").split() and source.get("Enabled", "yes").strip() != "no":
                yield from source.get("URIs", "").split()


def extract_package(package: Path, folder: str, wanted: Iterable[File], into: Path, progress: Progress) -> None:
    """Write the ``wanted`` files below ``folder`` of a package to their paths in the folder ``into``, and no others.

    Raises SourceError where the package is broken, or a file is not in it or not of its size; OSError where a file
    cannot be written.
    """
    left = {f"{folder}{file.path}": file for file in wanted}
    try:
        with (
            package.open("rb") as handle,
            tarfile.open(fileobj=_data(handle, package.name), mode="r|*", bufsize=CHUNK_BYTES) as archive,
        ):
            for info in archive:
                if (file := left.pop(info.name.removeprefix("./"), None)) is None:
                    continue
                source = archive.extractfile(info) if info.isreg() and info.size == file.size_bytes else None
                if source is None:
                    raise SourceError(f"{info.name} in {package.name} is not the file that it should be")
                target = into / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as written:
                    while block := source.read(CHUNK_BYTES):
                        written.write(block)
                        progress.advance(len(block))
                if not left:
                    return
    except (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError) as error:
        raise SourceError(f"{package.name} is not a whole package ({error})") from error
    raise SourceError(f"{package.name} lacks {' and '.join(left)}")


def _data(handle: BinaryIO, name: str) -> BinaryIO:
    """The file ``handle`` at the beginning of the package's ``data.tar``. Raises SourceError."""
    if handle.read(len(_MAGIC)) != _MAGIC:
        raise SourceError(f"{name} is no package")
    while len(header := handle.read(_HEADER_BYTES)) == _HEADER_BYTES:
        if header.startswith(b"data.tar"):
            return handle  # the last member: the archive in it knows its own end
        if not (size := header[48:58].strip()).isdigit():
            break
        handle.seek(int(size) + int(size) % 2, 1)
    raise SourceError(f"{name} is not a whole package")
