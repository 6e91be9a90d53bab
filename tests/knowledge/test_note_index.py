from collections.abc import Iterator
from pathlib import Path

import pytest

from myna.knowledge import note_index
from myna.knowledge.note_folder import NoteFolder
from myna.knowledge.note_index import NoteIndex
from myna.knowledge.note_lines import NoteLine
from myna.nlu.en.stems import terms


@pytest.fixture
def index(tmp_path: Path) -> Iterator[NoteIndex]:
    index = NoteIndex(NoteFolder(tmp_path), terms)
    yield index
    index.close()


def found(index: NoteIndex, words: str) -> list[tuple[str, str]]:
    """The lines that have all ``words``, each with its file, after what has changed was read."""
    for _ in index.refresh():
        pass
    return sorted((kept.path, kept.line.text) for kept in index.find([[word] for word in words.split()]))


def test_lines_are_found_by_their_words_their_headings_and_their_file_s_name(index: NoteIndex, tmp_path: Path) -> None:
    (tmp_path / "at-home").mkdir()
    (tmp_path / "at-home" / "wi-fi.md").write_text("# Guests\n- Password: whale\n- Network: Myna\n")
    assert found(index, "home guest password") == [("at-home/wi-fi.md", "Password: whale")]
    assert found(index, "password neighbour") == []
    (kept,) = index.find([["wifi", "fi"], ["whal"]])
    assert kept.line == NoteLine("Password: whale", ("Guests",))


def test_what_changes_comes_and_goes_is_read_anew(index: NoteIndex, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("a red key\n" * 600)
    assert len(index.find([["red"]])) == 0
    assert found(index, "red") == []  # more than anybody asks for
    one.write_text("a blue key\n")
    two.write_text("a red key\n")
    assert found(index, "key") == [("one.txt", "a blue key"), ("two.txt", "a red key")]
    assert found(index, "red") == [("two.txt", "a red key")]
    one.unlink()
    two.rename(tmp_path / "three.txt")
    assert found(index, "key") == [("three.txt", "a red key")]


def test_nothing_is_read_where_nothing_has_changed(index: NoteIndex, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("a key\n")
    assert list(index.refresh()) == [None]
    assert list(index.refresh()) == []


def test_lines_beyond_the_limit_are_left_out_and_that_is_told_once(
    index: NoteIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(note_index, "MOST_LINES", 3)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("".join(f"key {number}\n" for number in range(2)))
    assert len(found(index, "key")) == 3
    assert caplog.text.count("3 lines are kept and no more") == 1


def test_any_words_may_be_looked_for(index: NoteIndex, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("AND or NOT near\n")
    assert found(index, "and or not near") == [("one.txt", "AND or NOT near")]
