"""One file or option: its values, where they stand, and what cannot be read."""

import os
from pathlib import Path

import pytest

from myna.config import Config
from myna.config.source import MAX_BYTES, Source, read_file, read_option

from .kit import load, mistakes


def read(file: Path, text: str) -> Source:
    file.write_text(text, encoding="utf-8")
    source = read_file(file)
    assert source is not None
    return source


def told(source: Source) -> list[str]:
    return [str(mistake).rpartition("/")[2] for mistake in source.mistakes]


def test_each_value_is_remembered_with_its_line(file: Path) -> None:
    source = read(file, "voice: joe\n\nbrain:\n  threads: 3\nwake_word:\n  - computer\n  - hey myna\n")
    assert source.values == {"voice": "joe", "brain": {"threads": 3}, "wake_word": ("computer", "hey myna")}
    assert source.lines == {
        (): 1,
        ("voice",): 1,
        ("brain",): 3,
        ("brain", "threads"): 4,
        ("wake_word",): 5,
        ("wake_word", 0): 6,
        ("wake_word", 1): 7,
    }
    assert source.mistakes == []


def test_a_key_is_text_and_whether_it_exists_is_not_looked_at(file: Path) -> None:
    assert read(file, "no: 1\n12: true\nnull: ~\n").values == {"no": 1, "12": True, "null": None}


def test_a_key_that_is_given_twice_keeps_its_first_value(file: Path) -> None:
    source = read(file, "voice: joe\nbrain: {threads: 1}\nvoice: amy\n")
    assert source.values == {"voice": "joe", "brain": {"threads": 1}}
    assert told(source) == ["my.yaml:3: voice: given twice, first in line 1"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("just words", 'my.yaml:1: expected lines such as "language: en-us", found "just words"'),
        ("- voice", 'my.yaml:1: expected lines such as "language: en-us", found a list'),
        ("[a, b]: c", "my.yaml:1: expected a key, found a list"),
    ],
)
def test_a_file_without_keys_is_told(file: Path, text: str, line: str) -> None:
    source = read(file, text)
    assert (source.values, told(source)) == ({}, [line])


def test_there_may_be_no_file(file: Path) -> None:
    assert read_file(file) is None
    file.write_text("")
    assert read_file(file / "below.yaml") is None


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("voice=joe", {"voice": "joe"}),
        ("brain.threads=3", {"brain": {"threads": 3}}),
        (" audio.input = USB = best", {"audio": {"input": "USB = best"}}),
        ("wake_word=[a, b]", {"wake_word": ("a", "b")}),
        ("wake_word=", {"wake_word": None}),
    ],
)
def test_an_option_is_a_file_of_one_key(option: str, values: dict[str, object]) -> None:
    source = read_option(option)
    assert (source.values, source.mistakes) == (values, [])


@pytest.mark.parametrize("option", ["voice", "a\nb=c"])
def test_an_option_of_another_form_is_told_without_a_line(option: str) -> None:
    (mistake,) = read_option(option).mistakes
    assert str(mistake).startswith("--set: expected KEY=VALUE, found ")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert mistakes(tmp_path) == [f"{tmp_path.name}: cannot be read: Is a directory"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(file: Path) -> None:
    file.write_text("")
    file.chmod(0)
    assert mistakes(file) == ["my.yaml: cannot be read: Permission denied"]


def test_a_loop_of_links_is_no_file(file: Path) -> None:
    file.symlink_to(file)
    assert mistakes(file) == ["my.yaml: cannot be read: Too many levels of symbolic links"]


def test_bytes_that_are_no_text(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbflanguage: de\nvoice: \xff")
    assert mistakes(file) == ["my.yaml:2: expected text in UTF-8"]


def test_a_huge_file_is_refused(file: Path) -> None:
    file.write_bytes(b"#" * MAX_BYTES)
    assert load(file) == Config()
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert mistakes(file) == ["my.yaml: larger than 1 MiB, and so no configuration"]
