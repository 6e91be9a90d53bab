"""The file of lists and notes: what it keeps, whatever happens to it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from myna.lists.store import Kept, ListStore, NamedList, Note

SHOPPING = NamedList("shopping", ("milk", "Bobby's eggs; DROP TABLE item"), 5.0)
CAMPING = NamedList("camping", (), 7.0)
NOTE = Note("call the plumber", 6.5)


def kept(folder: Path) -> Kept:
    store = ListStore(folder)
    found = store.load()
    store.close()
    return Kept(sorted(found.lists, key=lambda one: one.used), found.notes)


def opened(folder: Path) -> ListStore:
    store = ListStore(folder)
    store.load()
    return store


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "not yet there"
    store = opened(folder)
    store.put(SHOPPING)
    store.put(CAMPING)
    store.add_note(NOTE)
    store.close()
    assert kept(folder) == Kept([SHOPPING, CAMPING], [NOTE])
    store = opened(folder)
    store.put(NamedList("shopping", ("milk",), 6.0))
    store.remove("camping")
    store.put_notes([])
    store.close()
    assert kept(folder) == Kept([NamedList("shopping", ("milk",), 6.0)], [])


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_kept_aside(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "lists.db").write_bytes(content)
    assert kept(tmp_path) == Kept()
    assert (tmp_path / "lists.db.damaged").read_bytes() == content
    assert "begin anew" in caplog.text


def test_a_file_of_another_shape_is_kept_aside(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "lists.db") as file:
        file.execute("CREATE TABLE list (number INTEGER)")
    file.close()
    assert kept(tmp_path) == Kept()
    assert (tmp_path / "lists.db.damaged").exists()


def test_without_a_place_nothing_is_kept_and_nothing_fails(caplog: pytest.LogCaptureFixture) -> None:
    for folder in (Path("/proc/nothing"), None):
        store = ListStore(folder)
        assert store.load() == Kept()
        store.put(SHOPPING)
        store.close()
    assert "live as long as Myna" in caplog.text


WRITER = """
import sys
from pathlib import Path
from myna.lists.store import ListStore, NamedList
store = ListStore(Path(sys.argv[1]))
number = max((int(one.used) for one in store.load().lists), default=0)
while True:
    number += 1
    store.put(NamedList("shopping", (f"milk {number}", f"eggs {number}"), float(number)))
    print(number, flush=True)
"""


def test_what_was_promised_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(8)
    for _ in range(6):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        promised = [int(writer.stdout.readline()) for _ in range(chance.randrange(1, 60))]
        os.kill(writer.pid, signal.SIGKILL)
        promised += [int(line) for line in writer.stdout.read().splitlines()]
        writer.wait()
        writer.stdout.close()
        (found,) = kept(tmp_path).lists
        number = int(found.used)
        assert number >= promised[-1]
        assert found.items == (f"milk {number}", f"eggs {number}")
    assert not (tmp_path / "lists.db.damaged").exists()
