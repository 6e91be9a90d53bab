"""Packages of Debian's: which mirrors have them, and what is taken out of them."""

from pathlib import Path

import pytest

from myna.models.debian import extract_package, mirrors
from myna.models.progress import SourceError

from .kit import WORDS, Record, file_of, package_of

INSIDE = {f"usr/share/owl/{path}": body for path, body in WORDS.items()}
FILES = [file_of(path, body) for path, body in WORDS.items()]

ONE_LINE = """
# deb http://commented.example/debian stable main
deb http://one.example/debian stable main
deb [arch=arm64 signed-by=/a/key.gpg] https://two.example/debian/ stable main contrib
deb-src http://source.example/debian stable main
deb cdrom:[Debian]/ stable main
"""

DEB822 = """Types: deb deb-src
# URIs: http://commented.example
URIs: http://one.example/debian/
  http://three.example/debian
Suites: stable
Components: main

Types: deb-src
URIs: http://source.example/debian
Suites: stable

Enabled: no
Types: deb
URIs: http://disabled.example/debian
Suites: stable
"""


def test_the_mirrors_are_those_of_apt_each_once(tmp_path: Path) -> None:
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list").write_text("")
    (tmp_path / "sources.list.d/a.list").write_text(ONE_LINE)
    (tmp_path / "sources.list.d/b.sources").write_text(DEB822)
    (tmp_path / "sources.list.d/c.sources.disabled").write_text(DEB822.replace("one", "four"))
    assert mirrors(tmp_path) == [
        "http://one.example/debian/",
        "https://two.example/debian/",
        "http://three.example/debian/",
    ]


def test_the_main_file_is_one_line_a_source_too(tmp_path: Path) -> None:
    (tmp_path / "sources.list").write_text(ONE_LINE)
    assert mirrors(tmp_path) == ["http://one.example/debian/", "https://two.example/debian/"]


def test_a_machine_without_apt_has_none(tmp_path: Path) -> None:
    assert mirrors(tmp_path / "nowhere") == []


@pytest.mark.parametrize("compression", ["xz", "gz"])
def test_the_wanted_files_are_taken_out_and_no_others(tmp_path: Path, progress: Record, compression: str) -> None:
    package = tmp_path / "owl.deb"
    package.write_bytes(package_of(INSIDE | {"usr/bin/owl": b"never"}, "xz" if compression == "xz" else "gz"))
    extract_package(package, "usr/share/owl/", FILES, tmp_path / "into", progress)
    assert {path.name: path.read_bytes() for path in (tmp_path / "into").iterdir()} == WORDS
    assert progress.done_bytes == sum(len(body) for body in WORDS.values())


@pytest.mark.parametrize(
    ("package", "told"),
    [
        (b"PK\x03\x04", "is no package"),
        (package_of(INSIDE)[:100], "is not a whole package"),
        (package_of(INSIDE)[:-200], "is not a whole package"),
        (package_of({}), "lacks usr/share/owl/index.noun and usr/share/owl/data.noun"),
        (package_of(INSIDE | {"usr/share/owl/data.noun": b"short"}), "not the file that it should be"),
    ],
)
def test_a_package_that_is_broken_is_told(tmp_path: Path, progress: Record, package: bytes, told: str) -> None:
    path = tmp_path / "owl.deb"
    path.write_bytes(package)
    with pytest.raises(SourceError, match=told):
        extract_package(path, "usr/share/owl/", FILES, tmp_path / "into", progress)
