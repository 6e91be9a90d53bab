"""Download of one file over HTTP, which continues a broken download and checks every byte.

Its rules:

1. After a broken connection the part is kept; as long as each try brings more bytes, the same server is asked again.
2. A complete part with the wrong size or checksum is deleted. If an earlier download began it, one fresh try follows.
3. A server that does not answer in ``timeout_seconds``, or answers with anything but the file, is given up at once.
"""

import http.client
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from myna.models.catalogue import File
from myna.models.integrity import mismatch
from myna.models.progress import Progress, SourceError
from myna.platform.files import CHUNK_BYTES, size_of

TRIES = 5
"""Requests to one server before the next source is tried."""

RequireSpace = Callable[[int], None]
"""A function that raises ModelError ``disk-full`` unless so many bytes fit on the disk."""


def download(
    url: str, file: File, part: Path, progress: Progress, require_space: RequireSpace, timeout_seconds: float
) -> None:
    """Fetch ``url`` into ``part`` until it is ``file``, byte for byte.

    Raises SourceError where the server fails, OSError where the part cannot be written, ModelError for a full disk.
    """
    for _ in range(TRIES):
        begun_bytes = size_of(part)
        if begun_bytes == 0 or begun_bytes != file.size_bytes:
            broken = _receive(url, file, part, progress, require_space, timeout_seconds)
            if broken and size_of(part) <= begun_bytes:
                raise SourceError(broken)
            if broken:
                progress.report(f"{urlsplit(url).netloc}: {broken}; asking for the rest.")
                continue
        trouble = mismatch(part, file)
        if trouble is None:
            return
        part.unlink(missing_ok=True)
        if begun_bytes == 0:
            raise SourceError(f"{trouble}, so it was deleted")
        progress.report(f"{urlsplit(url).netloc}: {trouble}, so it was deleted; starting again.")
    raise SourceError(f"the connection broke {TRIES} times")


def _receive(
    url: str, file: File, part: Path, progress: Progress, require_space: RequireSpace, timeout_seconds: float
) -> str | None:
    """Append what the server sends to ``part``; None, or how the connection broke. Raises SourceError on a refusal."""
    begun_bytes = size_of(part)
    headers = {"User-Agent": "myna", "Accept-Encoding": "identity"}
    if begun_bytes:
        headers["Range"] = f"bytes={begun_bytes}-"
    try:
        response = urlopen(Request(url, headers=headers), timeout=timeout_seconds)
    except HTTPError as error:
        error.close()
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return None  # the part is at least as long as the server's file: let the checksum judge it
        raise SourceError(f"answered {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException) as error:
        raise SourceError(_reason(error)) from error
    with response:
        if response.status != http.client.PARTIAL_CONTENT:
            begun_bytes = 0
        elif not response.headers.get("Content-Range", "").startswith(f"bytes {begun_bytes}-"):
            raise SourceError("answered with another range than was asked for")
        left_bytes: int | None = response.length
        total_bytes = None if left_bytes is None else begun_bytes + left_bytes
        if None not in (total_bytes, file.size_bytes) and total_bytes != file.size_bytes:
            raise SourceError(f"offers {total_bytes:,} bytes instead of {file.size_bytes:,}")
        require_space(left_bytes or 0)
        progress.start(file.path, file.size_bytes or total_bytes, begun_bytes)
        try:
            with part.open("ab" if begun_bytes else "wb") as handle:
                for block in _blocks(response):
                    handle.write(block)
                    progress.advance(len(block))
        except SourceError as error:
            return str(error)
    if total_bytes is not None and size_of(part) < total_bytes:
        return f"the connection ended after {size_of(part):,} of {total_bytes:,} bytes"
    return None


def _blocks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The blocks of the body as they come. Raises SourceError where the connection breaks, and never OSError."""
    try:
        while block := response.read1(CHUNK_BYTES):
            yield block
    except (OSError, http.client.HTTPException) as error:
        raise SourceError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Why a connection failed, in a few words."""
    if isinstance(error, URLError) and isinstance(error.reason, Exception):
        error = error.reason
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
