import hashlib
from pathlib import Path

import pytest
from libzim.writer import Creator

from myna.models.zim_header import damage, flaw

from .kit import zim_of

WHOLE = zim_of(b"owls and other birds" * 1000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "owls.zim"
    path.write_bytes(WHOLE)
    return path


def test_what_libzim_writes_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "real.zim"
    with Creator(path).config_verbose(False) as creator:
        creator.add_metadata("Title", "Owls")
    assert flaw(path) is None
    assert damage(path) is None


def test_a_whole_file_has_no_flaw(file: Path) -> None:
    assert flaw(file) is None
    assert damage(file) is None


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (WHOLE[:1000], f"has 1,000 of {len(WHOLE):,} bytes"),
        (WHOLE + b"!", f"has {len(WHOLE) + 1:,} of {len(WHOLE):,} bytes"),
        (WHOLE[:79], "is no ZIM file"),
        (b"", "is no ZIM file"),
        (b"<html>please sign in</html>" * 10, "is no ZIM file"),
    ],
)
def test_a_part_and_something_else_are_told_by_the_header(file: Path, body: bytes, found: str) -> None:
    file.write_bytes(body)
    assert flaw(file) == found
    assert damage(file) == found


def test_one_wrong_byte_is_told_by_the_checksum_alone(file: Path) -> None:
    file.write_bytes(WHOLE[:500] + b"?" + WHOLE[501:])
    assert flaw(file) is None
    assert damage(file) == "has another checksum than the one at its end"


def test_the_checksum_covers_all_but_itself() -> None:
    assert WHOLE[-16:] == hashlib.md5(WHOLE[:-16], usedforsecurity=False).digest()
