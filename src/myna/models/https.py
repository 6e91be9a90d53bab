"""Download of one file over HTTP, which continues a broken download and checks every byte; and of a page.

Its rules:

1. After a broken connection the part is kept; as long as each try brings more bytes, the same server is asked again.
2. A complete part with the wrong size or checksum is deleted. If an earlier download began it, one fresh try follows.
3. A server that does not answer in ``timeout_seconds``, or answers with anything but the file, is given up at once.
"""

import http.client
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

from myna.models.catalogue import File
from myna.models.integrity import mismatch
from myna.models.progress import Progress, SourceError
from myna.platform.files import CHUNK_BYTES, size_of

TRIES = 5
"""Requests to one server before the next source is tried."""

MOST_PAGE_BYTES = 8 << 20
"""Bytes of a page at the most; the longest in use, an index of a thousand files, has a few hundred thousand."""

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


def read_page(url: str, timeout_seconds: float) -> tuple[str, str]:
    """The text at ``url``, behind the address that it came from in the end. Raises SourceError.

    A page whose address is encrypted comes over encrypted connections alone.
    """
    with _answer(url, timeout_seconds, open_=build_opener(_StayEncrypted).open) as response:
        page = b"".join(_blocks(response, MOST_PAGE_BYTES))
    if len(page) > MOST_PAGE_BYTES:
        raise SourceError(f"sends more than {MOST_PAGE_BYTES:,} bytes, which is no page")
    return response.url, page.decode("utf-8", errors="replace")


def _receive(
    url: str, file: File, part: Path, progress: Progress, require_space: RequireSpace, timeout_seconds: float
) -> str | None:
    """Append what the server sends to ``part``; None, or how the connection broke. Raises SourceError on a refusal."""
    begun_bytes = size_of(part)
    headers = {"Range": f"bytes={begun_bytes}-"} if begun_bytes else {}
    try:
        response = _answer(url, timeout_seconds, headers)
    except _RangeError:
        return None  # the part is at least as long as the server's file: let the checksum judge it
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


class _StayEncrypted(HTTPRedirectHandler):
    """Follows no redirection from an encrypted address to one that is not."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            fp.close()
            raise SourceError("sends on to an address that is not encrypted")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _RangeError(SourceError):
    """The server's file has no bytes behind those that were asked for."""


def _answer(
    url: str,
    timeout_seconds: float,
    headers: Mapping[str, str] | None = None,
    open_: Callable[..., http.client.HTTPResponse] = urlopen,
) -> http.client.HTTPResponse:
    """The server's answer, before its body. Raises SourceError where that is no success."""
    request = Request(url, headers={"User-Agent": "myna", "Accept-Encoding": "identity", **(headers or {})})
    try:
        return open_(request, timeout=timeout_seconds)
    except HTTPError as error:
        error.close()
        known = _RangeError if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE else SourceError
        raise known(f"answered {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException) as error:
        raise SourceError(_reason(error)) from error


def _blocks(response: http.client.HTTPResponse, most_bytes: int | None = None) -> Iterator[bytes]:
    """The blocks of the body as they come, and no more of them once they are more than ``most_bytes``.

    Raises SourceError where the connection breaks, and never OSError.
    """
    count_bytes = 0
    try:
        while (most_bytes is None or count_bytes <= most_bytes) and (block := response.read1(CHUNK_BYTES)):
            count_bytes += len(block)
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
