"""Files against what the catalogue says of them."""

import hashlib
from pathlib import Path

import pytest

from myna.models.catalogue import File
from myna.models.integrity import measure, mismatch

BODY = b"weights"
SHA256 = hashlib.sha256(BODY).hexdigest()
MD5 = hashlib.md5(BODY, usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(
    ("size_bytes", "sha256", "md5"),
    [(7, SHA256, None), (7, None, MD5), (7, None, None), (None, SHA256, None), (7, SHA256, "0" * 32)],
)
def test_the_right_bytes_match_whatever_is_known_of_them(
    tmp_path: Path, size_bytes: int | None, sha256: str | None, md5: str | None
) -> None:
    (tmp_path / "file").write_bytes(BODY)
    assert mismatch(tmp_path / "file", File(path="a/b", size_bytes=size_bytes, sha256=sha256, md5=md5)) is None


@pytest.mark.parametrize(
    ("content", "file", "words"),
    [
        (b"weigh", File(path="a/b", size_bytes=7), "a/b has 5 bytes instead of 7"),
        (b"WEIGHTS", File(path="a/b", size_bytes=7, sha256=SHA256), "a/b has the wrong sha256"),
        (b"WEIGHTS", File(path="a/b", size_bytes=7, md5=MD5), "a/b has the wrong md5"),
        (None, File(path="a/b", size_bytes=7), "a/b is missing"),
    ],
)
def test_wrong_bytes_are_told(tmp_path: Path, content: bytes | None, file: File, words: str) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    assert mismatch(tmp_path / "file", file) == words


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert mismatch(tmp_path, File(path="a", size_bytes=None, sha256=SHA256)) == "a cannot be read (Is a directory)"


def test_a_measured_folder_matches_itself(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/two").write_bytes(b"22")
    (tmp_path / "one").write_bytes(BODY)
    files = measure(tmp_path)
    assert [(file.path, file.size_bytes) for file in files] == [("inner/two", 2), ("one", 7)]
    assert files[1].sha256 == SHA256
    assert [mismatch(tmp_path / file.path, file) for file in files] == [None, None]
