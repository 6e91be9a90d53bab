"""The file of timers, alarms and reminders: what it keeps, whatever happens to it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from myna.timers.store import TimerStore
from myna.timers.timer import Kind, Timer

PIZZA = Timer(Kind.TIMER, 1000.5, "pizza", 600.0, number=1)
PAUSED = Timer(Kind.TIMER, 1000.0, "", 600.0, left_seconds=20.25, number=2)
WORK = Timer(Kind.ALARM, 2000.0, clock=time(7, 0), days=(0, 1, 2, 3, 4), number=3)
CALL = Timer(Kind.REMINDER, 3000.0, "call my mother; DROP TABLE entry", number=4)


STRETCH = Timer(Kind.REMINDER, 4000.0, "stretch", 1800.0, number=5, every_seconds=1800.0)
BINS = Timer(Kind.REMINDER, 5000.0, "bins", clock=time(19, 0), number=6, every_days=14)
RENT = Timer(Kind.REMINDER, 6000.0, "rent", clock=time(9, 0), number=7, every_months=1, month_day=-1)


def kept(folder: Path) -> list[Timer]:
    store = TimerStore(folder)
    timers = store.load()
    store.close()
    return sorted(timers, key=lambda timer: timer.number)


def change(folder: Path, *put: Timer, remove: tuple[int, ...] = ()) -> None:
    store = TimerStore(folder)
    store.load()
    store.change(put, remove)
    store.close()


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    assert kept(tmp_path / "not yet there") == []
    change(tmp_path / "not yet there", PIZZA, PAUSED, WORK, CALL, STRETCH, BINS, RENT)
    assert kept(tmp_path / "not yet there") == [PIZZA, PAUSED, WORK, CALL, STRETCH, BINS, RENT]
    change(tmp_path / "not yet there", remove=(1, 3))
    assert kept(tmp_path / "not yet there") == [PAUSED, CALL, STRETCH, BINS, RENT]


def test_a_file_of_a_version_without_intervals_keeps_what_is_in_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "schedule.db") as file:
        file.executescript(
            """CREATE TABLE entry (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, due REAL NOT NULL,
            text TEXT NOT NULL, seconds REAL NOT NULL, left_seconds REAL, clock TEXT, days TEXT NOT NULL) STRICT;
            INSERT INTO entry VALUES (1, 'timer', 1000.5, 'pizza', 600, NULL, NULL, '');
            INSERT INTO entry VALUES (3, 'alarm', 2000, '', 0, NULL, '07:00', '01234');"""
        )
    file.close()
    assert kept(tmp_path) == [PIZZA, WORK]
    change(tmp_path, STRETCH)
    assert kept(tmp_path) == [PIZZA, WORK, STRETCH]


def test_a_timer_takes_the_place_of_the_one_with_its_number(tmp_path: Path) -> None:
    change(tmp_path, PIZZA)
    later = Timer(Kind.TIMER, 5000.0, "pizza", 4600.0, number=1)
    change(tmp_path, later, remove=(1,))
    assert kept(tmp_path) == [later]


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_kept_aside_and_the_schedule_begins_anew(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "schedule.db").write_bytes(content)
    assert kept(tmp_path) == []
    assert (tmp_path / "schedule.db.damaged").read_bytes() == content
    assert "begin anew" in caplog.text
    change(tmp_path, PIZZA)
    assert kept(tmp_path) == [PIZZA]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET kind = 'lunch'",
        "UPDATE entry SET clock = 'noon'",
        "UPDATE entry SET days = '0x'",
        "DROP TABLE entry; CREATE TABLE entry (number INTEGER)",
    ],
)
def test_a_file_that_holds_something_else_is_kept_aside(tmp_path: Path, statement: str) -> None:
    change(tmp_path, PIZZA)
    with sqlite3.connect(tmp_path / "schedule.db") as file:
        file.executescript(statement)
    file.close()
    assert kept(tmp_path) == []
    assert (tmp_path / "schedule.db.damaged").exists()


def test_a_column_of_a_later_version_is_no_damage(tmp_path: Path) -> None:
    change(tmp_path, PIZZA)
    with sqlite3.connect(tmp_path / "schedule.db") as file:
        file.execute("ALTER TABLE entry ADD COLUMN more TEXT")
    file.close()
    change(tmp_path, WORK)
    assert kept(tmp_path) == [PIZZA, WORK]


@settings(deadline=None, max_examples=60)  # a disk takes its time
@given(st.binary(max_size=400), st.integers(0, 12_000))
def test_any_bytes_in_the_file_are_survived(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, place: int
) -> None:
    folder = tmp_path_factory.mktemp("state")
    change(folder, PIZZA, WORK)
    whole = (folder / "schedule.db").read_bytes()
    (folder / "schedule.db").write_bytes(whole[:place] + content + whole[place + len(content) :])
    kept(folder)
    change(folder, CALL)
    assert CALL in kept(folder)


def test_without_a_place_nothing_is_kept_and_nothing_fails(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    change(Path("/proc/nothing"), PIZZA)
    assert kept(Path("/proc/nothing")) == []
    assert "live as long as Myna" in caplog.text
    nowhere = TimerStore(None)
    assert nowhere.load() == []
    nowhere.change([PIZZA])
    nowhere.close()


def test_a_file_that_is_held_by_another_program_is_not_damaged(tmp_path: Path) -> None:
    change(tmp_path, PIZZA)
    other = sqlite3.connect(tmp_path / "schedule.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = TimerStore(tmp_path, wait_seconds=0.01)
    store.load()
    store.change([WORK])
    other.execute("ROLLBACK")
    other.close()
    store.close()
    assert PIZZA in kept(tmp_path)
    assert not (tmp_path / "schedule.db.damaged").exists()


WRITER = """
import sys
from pathlib import Path
from myna.timers.timer import Timer, Kind
from myna.timers.store import TimerStore
store = TimerStore(Path(sys.argv[1]))
number = max((timer.number for timer in store.load()), default=0)
while True:
    number += 1
    store.change([Timer(Kind.TIMER, number, "pizza", 1.0, number=number)], [number - 3])
    print(number, flush=True)
"""


def test_what_was_promised_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(8)
    for _ in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        promised = [int(writer.stdout.readline()) for _ in range(chance.randrange(1, 60))]
        os.kill(writer.pid, signal.SIGKILL)
        promised += [int(line) for line in writer.stdout.read().splitlines()]
        writer.wait()
        writer.stdout.close()
        numbers = [timer.number for timer in kept(tmp_path)]
        last = max(numbers)
        assert last >= promised[-1]
        assert numbers == [number for number in (last - 2, last - 1, last) if number > 0]
    assert not (tmp_path / "schedule.db.damaged").exists()
