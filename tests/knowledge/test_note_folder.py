"""The folder of notes: what is read of it, what never is, and how one more note is written."""

import errno
import logging
import os
import stat
from pathlib import Path

import pytest

from myna.knowledge import note_folder
from myna.knowledge.note_folder import MOST_BYTES, NoteFolder, NotesError, names


@pytest.fixture
def notes(tmp_path: Path) -> NoteFolder:
    return NoteFolder(tmp_path)


def test_only_texts_are_notes(notes: NoteFolder, tmp_path: Path) -> None:
    (tmp_path / "home" / "garden").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("a.md", "B.TXT", "home/c.markdown", "home/garden/d.md", ".hidden.md", ".git/e.md", "f.png", "md"):
        (tmp_path / name).write_text("x")
    assert set(notes.files()) == {"a.md", "B.TXT", "home/c.markdown", "home/garden/d.md"}


def test_links_in_a_circle_pipes_and_devices_are_no_notes(notes: NoteFolder, tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "nowhere.md").symlink_to(tmp_path / "nothing")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "real.md").write_text("x")
    (tmp_path / "linked.md").symlink_to(tmp_path / "real.md")
    assert set(notes.files()) == {"real.md", "linked.md"}


def test_what_became_a_pipe_is_not_waited_for(notes: NoteFolder, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert notes.read("pipe.md") == ""


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("caf\u00e9".encode(), "caf\u00e9"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "caf\u00e9"),
        ("caf\u00e9".encode("cp1252"), "caf\u00e9"),
        ("caf\u00e9".encode("utf-16"), "caf\u00e9"),
        (b"\x7fELF\0\0\1", ""),
        (b"\xff\xfe\xd8", "\ufffd"),
        (b"\x81\x8d", "\ufffd\ufffd"),
    ],
)
def test_any_bytes_are_read(notes: NoteFolder, tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert notes.read("a.txt") == text


def test_of_a_huge_file_the_beginning_is_read_and_that_is_told_once(
    notes: NoteFolder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.write(b"first\n")
        file.truncate(1 << 30)  # no disk holds what is in the hole
    (tmp_path / "long.txt").write_bytes(b"0123456789 line\n" * 100_000)
    assert notes.read("huge.txt") == "first\n"
    assert len(notes.read("long.txt")) <= MOST_BYTES
    assert notes.read("long.txt").endswith(" line\n")
    assert [record.message for record in caplog.records].count(
        f"Of the note {tmp_path / 'long.txt'} the first 1 MiB are read and no more"
    ) == 1


def test_where_there_are_too_many_files_some_are_read_and_that_is_told_once(
    notes: NoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(9):
        (tmp_path / f"{number}.md").touch()
    monkeypatch.setattr(note_folder, "MOST_FILES", 4)
    assert len(notes.files()) == len(notes.files()) == 4
    monkeypatch.setattr(note_folder, "MOST_ENTRIES", 3)
    assert len(notes.files()) == 3
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2


def test_a_folder_that_is_not_there_has_no_notes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert NoteFolder(tmp_path / "none").files() == {}
    assert "No such file" in caplog.text


def test_names_are_said_without_endings_and_dashes() -> None:
    assert names("at-home/wi_fi.2024.md") == ("at home", "wi fi.2024")


def test_a_note_is_appended_to_the_file_of_spoken_notes(notes: NoteFolder, tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    notes.append("the key is\nunder the pot")
    assert stat.S_IMODE((tmp_path / "notes.md").stat().st_mode) == 0o640
    (tmp_path / "notes.md").write_text("# Mine\nwithout an end")
    (tmp_path / "notes.md").chmod(0o604)
    notes.append("two")
    assert (tmp_path / "notes.md").read_text() == "# Mine\nwithout an end\n- two\n"
    assert stat.S_IMODE((tmp_path / "notes.md").stat().st_mode) == 0o604
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_that_is_linked_stays_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (tmp_path / "elsewhere.md").write_text("- one\n")
    (folder / "notes.md").symlink_to(tmp_path / "elsewhere.md")
    NoteFolder(folder).append("two")
    assert (folder / "notes.md").is_symlink()
    assert (tmp_path / "elsewhere.md").read_text() == "- one\n- two\n"


def test_a_full_disk_leaves_the_file_as_it_was(
    notes: NoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.append("one")

    def full(staged: Path, final: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(note_folder, "publish", full)
    with pytest.raises(NotesError, match=r"^notes.md cannot be written: no space left on device.$"):
        notes.append("two")
    assert (tmp_path / "notes.md").read_text() == "- one\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_what_cannot_be_written_is_told_in_a_sentence(notes: NoteFolder, tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="cannot be written: no such file or directory"):
        NoteFolder(tmp_path / "none").append("one")
    (tmp_path / "notes.md").write_bytes(b"x" * MOST_BYTES)
    with pytest.raises(NotesError, match=r"notes.md is full") as raised:
        notes.append("one")
    assert raised.value.hint.startswith("Give it another name: mv ")
    (tmp_path / "notes.md").unlink()
    (tmp_path / "notes.md").symlink_to("notes.md")
    with pytest.raises(NotesError, match="cannot be written"):
        notes.append("one")


def test_a_folder_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert NoteFolder(tmp_path).check() == 1
    with pytest.raises(NotesError, match="There is no folder") as raised:
        NoteFolder(tmp_path / "none").check()
    assert raised.value.hint == f"Make it: mkdir -p {tmp_path / 'none'}"
    with pytest.raises(NotesError, match="is no folder"):
        NoteFolder(tmp_path / "a.md").check()


@pytest.mark.parametrize(
    ("closed", "right", "code"),
    [
        (".", os.W_OK, "notes-not-writable"),
        (".", os.R_OK | os.X_OK, "notes-unreadable"),
        ("a.md", os.R_OK, "notes-unreadable"),
    ],
)
def test_a_right_that_is_missing_is_told_with_what_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str, right: int, code: str
) -> None:
    (tmp_path / "a.md").touch()
    path = tmp_path / closed
    # Whoever runs the tests as root may read and write everything.
    monkeypatch.setattr(os, "access", lambda file, mode: not (Path(file) == path and mode == right))
    with pytest.raises(NotesError) as raised:
        NoteFolder(tmp_path).check()
    assert raised.value.code == code
    assert raised.value.hint.startswith("Type: sudo chgrp -R ")
