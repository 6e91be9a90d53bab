"""One file of what users have set: changes are whole, and damage costs the content, never the start."""

import logging
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from myna.platform.database import Database

PUT = "INSERT INTO word (text) VALUES (?)"


def _create(file: sqlite3.Connection) -> None:
    file.execute("CREATE TABLE IF NOT EXISTS word (text TEXT NOT NULL UNIQUE) STRICT")


def _read(file: sqlite3.Connection) -> list[str]:
    words = [text for (text,) in file.execute("SELECT text FROM word ORDER BY text")]
    if "nonsense" in words:
        raise ValueError("nonsense")
    return words


def database(path: Path | None) -> Database[list[str]]:
    return Database(path, "words of the week", _create, _read, wait_seconds=0.01)


def kept(path: Path | None) -> list[str] | None:
    file = database(path)
    found = file.load()
    file.close()
    return found


def test_what_is_changed_is_there_after_a_restart_and_a_closed_file_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "not yet there" / "words.db"
    file = database(path)
    assert file.load() == []
    file.change((PUT, [("tea",), ("milk",)]))
    file.change(("DELETE FROM word WHERE text = ?", [("tea",)]), (PUT, [("bread",)]))
    file.close()
    file.change((PUT, [("late",)]))
    assert kept(path) == ["bread", "milk"]


def test_a_change_is_made_whole_or_not_at_all(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = database(tmp_path / "words.db")
    file.load()
    file.change((PUT, [("tea",)]))
    file.change(("DELETE FROM word", [()]), (PUT, [("milk",), ("milk",)]))
    file.close()
    assert kept(tmp_path / "words.db") == ["tea"]
    assert "Words of the week cannot be written to" in caplog.text


def test_rows_that_make_no_sense_are_kept_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    file = database(tmp_path / "words.db")
    file.load()
    file.change((PUT, [("nonsense",)]))
    file.close()
    assert kept(tmp_path / "words.db") == []
    assert (tmp_path / "words.db.damaged").exists()
    assert "The words of the week in" in caplog.text


def test_without_a_place_there_is_nothing(caplog: pytest.LogCaptureFixture) -> None:
    assert kept(None) is None
    assert "cannot be kept" not in caplog.text
    assert kept(Path("/proc/nothing/words.db")) is None
    assert "Words of the week cannot be kept in /proc/nothing/words.db" in caplog.text


@contextmanager
def no_room() -> Iterator[None]:
    """No file can be written, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_cannot_be_written_is_written_as_soon_as_that_works(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    file = database(path)
    file.load()
    file.change((PUT, [("tea",)]))
    with no_room():
        file.change((PUT, [("milk",)]))
        file.retry()
        file.change((PUT, [("bread",)]))
    assert file.failure is not None
    assert f"{path} cannot be written" in file.failure.message
    assert kept(path) == ["tea"]
    file.retry()
    assert file.failure is None
    assert kept(path) == ["bread", "milk", "tea"]
    file.close()


def test_a_file_that_had_no_room_in_the_beginning_is_made_as_soon_as_that_works(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    file = database(path)
    with no_room():
        assert file.load() is None
        file.change((PUT, [("milk",)]))
    assert file.failure is not None
    file.retry()
    assert file.failure is None
    assert kept(path) == ["milk"]
    file.close()


def test_a_mistake_holds_up_no_other_change(tmp_path: Path) -> None:
    file = database(tmp_path / "words.db")
    file.load()
    file.change((PUT, [("milk",), ("milk",)]))
    assert file.failure is None
    file.change((PUT, [("tea",)]))
    file.close()
    assert kept(tmp_path / "words.db") == ["tea"]


def test_what_is_there_is_read_without_room_for_anything(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    before = database(path)
    before.load()
    before.change((PUT, [("tea",)]))
    before.close()
    file = database(path)
    with no_room():
        assert file.load() == ["tea"]
        file.change((PUT, [("milk",)]))
    file.change((PUT, [("bread",)]))
    file.close()
    assert kept(path) == ["bread", "milk", "tea"]


def test_a_file_of_an_older_version_is_read_and_shares_no_memory_any_more(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    older = sqlite3.connect(path)
    older.execute("PRAGMA journal_mode = WAL")
    with older:
        _create(older)
        older.execute(PUT, ("tea",))
    older.close()
    file = database(path)
    assert file.load() == ["tea"]
    file.change((PUT, [("milk",)]))
    assert not list(tmp_path.glob("*-shm"))
    assert kept(path) == ["milk", "tea"]  # another program may read it meanwhile
    file.close()
