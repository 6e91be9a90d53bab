"""The newest edition of an encyclopedia of Kiwix's: where it is, how large, and what its bytes must be.

Its rules:

1. A page names the editions there are, be it Kiwix's catalogue (OPDS) or the index of a folder: what counts is the
   links that end in an edition's name.
2. Size and sha256 are those of the document beside the edition (``NAME.zim.meta4``). Source: RFC 5854, Metalink.
3. From an encrypted page nothing leads to one that is not: a checksum is worth as much as the way it came.
"""

import re
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from myna.models.catalogue import Encyclopedia, File
from myna.models.https import read_page
from myna.models.progress import SourceError

_LINK = re.compile(r'href="([!#-~]+\.zim)(?:\.meta4)?"')
_METALINK = {"": "urn:ietf:params:xml:ns:metalink"}


def newest_edition(model: Encyclopedia, page: str, timeout_seconds: float) -> tuple[str, File]:
    """The address of the newest edition that ``page`` names, and its name, size and sha256. Raises SourceError."""
    address, text = read_page(page, timeout_seconds)
    editions = {name: link for link in _LINK.findall(text) if model.is_edition(name := link.rpartition("/")[2])}
    if not editions:
        raise SourceError(f"names no edition of {model.name}")
    name = max(editions)
    try:
        url = urljoin(address, editions[name])
    except ValueError as error:
        raise SourceError(f"leads to no address of {name} ({error})") from error
    if urlsplit(url).scheme != urlsplit(address).scheme:
        raise SourceError(f"leads to {name} in another way than by {urlsplit(address).scheme}")
    _, document = read_page(f"{url}.meta4", timeout_seconds)
    return url, _described(document, name)


def _described(document: str, name: str) -> File:
    """The file called ``name`` as the Metalink ``document`` describes it. Raises SourceError where it does not."""
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise SourceError(f"{name}.meta4 is damaged ({error})") from error
    for file in root.iterfind("file", _METALINK):
        size = file.findtext("size", "", _METALINK).strip()
        hashes = {one.get("type"): (one.text or "").strip().lower() for one in file.iterfind("hash", _METALINK)}
        sha256 = hashes.get("sha-256", "")
        if file.get("name") == name and re.fullmatch("[0-9]{1,15}", size) and re.fullmatch("[0-9a-f]{64}", sha256):
            return File(path=name, size_bytes=int(size), sha256=sha256)
    raise SourceError(f"{name}.meta4 does not state its size and sha256")
