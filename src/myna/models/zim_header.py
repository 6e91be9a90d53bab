"""The header of a ZIM file, the format of offline encyclopedias: what tells a whole file from a part of one.

Source of the format: https://wiki.openzim.org/wiki/ZIM_file_format
"""

import hashlib
import struct
from pathlib import Path
from stat import S_ISREG

from myna.platform.files import CHUNK_BYTES

MAGIC = 0x044D495A
"""The number that every ZIM file begins with."""

_HEADER = struct.Struct("<I52xQ8xQ")
"""The magic number, where the list of MIME types begins, and where the checksum is; little-endian, 80 bytes in all."""

_CHECKSUM_BYTES = 16


def flaw(path: Path) -> str | None:
    """What is wrong with a file by its header and its size, in a clause behind its name; None where nothing is.

    Raises OSError.
    """
    position = _checksum_position(path)
    if position is None:
        return "is no ZIM file"
    stated_bytes, size_bytes = position + _CHECKSUM_BYTES, path.stat().st_size
    return None if size_bytes == stated_bytes else f"has {size_bytes:,} of {stated_bytes:,} bytes"


def damage(path: Path) -> str | None:
    """The same as ``flaw``, and whether the checksum at the file's end is right. Reads every byte. Raises OSError."""
    if found := flaw(path):
        return found
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as handle:
        left_bytes = path.stat().st_size - _CHECKSUM_BYTES
        while left_bytes and (block := handle.read(min(CHUNK_BYTES, left_bytes))):
            digest.update(block)
            left_bytes -= len(block)
        return None if handle.read() == digest.digest() else "has another checksum than the one at its end"


def _checksum_position(path: Path) -> int | None:
    """Where the checksum, which ends a file, begins; None where the file is no ZIM file."""
    if not S_ISREG(path.stat().st_mode):
        return None  # to open a pipe is to wait for whoever fills it
    with path.open("rb") as handle:
        header = handle.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    magic, mime_types, checksum = _HEADER.unpack(header)
    return checksum if magic == MAGIC and mime_types >= _HEADER.size else None
