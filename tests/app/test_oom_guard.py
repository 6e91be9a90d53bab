"""What is learnt from a start that the memory did not survive."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from myna.app.oom_guard import ENDED, SOON_SECONDS, LoadHistory, OutOfMemoryGuard, history_file
from myna.platform.state_file import StateFile


class Board:
    """Starts, loads and ends; what it keeps is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.killed: list[object] = []
        self.boot("first")

    def boot(self, name: str) -> None:
        (self.folder / "boot_id").write_text(f"{name}\n")

    def start(self) -> OutOfMemoryGuard:
        oom_guard = OutOfMemoryGuard(self.kept(), self.folder, self.folder / "boot_id")
        oom_guard.learn()
        return oom_guard

    def kept(self) -> StateFile[LoadHistory]:
        kept = history_file(self.folder)
        kept.load()
        return kept

    def end(self, result: str, status: str) -> None:
        """What the unit writes when the process has ended."""
        (self.folder / ENDED).write_text(f"{result} {status}\n")

    def begin(self, model: str) -> None:
        """Begin to load, and never end it."""
        load = self.start().loading(model)
        load.__enter__()
        self.killed.append(load)  # and what is kept does not even end as a generator does

    def load(self, model: str) -> None:
        with self.start().loading(model):
            pass

    def wait(self, seconds: float) -> None:
        """As if the last load had ended so much earlier."""

        def earlier(history: LoadHistory) -> LoadHistory:
            return replace(history, loaded_at=time.clock_gettime(time.CLOCK_BOOTTIME) - seconds)

        self.kept().change(earlier)


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)


@pytest.mark.parametrize("end", [("oom-kill", "KILL"), ("signal", "KILL")])
def test_a_process_that_was_killed_while_loading_was_too_large(board: Board, end: tuple[str, str]) -> None:
    board.begin("llama")
    board.end(*end)
    assert board.start().too_large == ("llama",)
    assert board.start().too_large == ("llama",)
    board.begin("tinyllama")
    board.end(*end)
    assert board.start().too_large == ("llama", "tinyllama")


@pytest.mark.parametrize("end", [("signal", "SEGV"), ("exit-code", "70"), ("watchdog", "ABRT")])
def test_another_death_while_loading_is_not_for_the_memory(board: Board, end: tuple[str, str]) -> None:
    board.begin("llama")
    board.end(*end)
    assert board.start().too_large == ()


def test_a_kill_soon_after_a_load_counts_and_a_later_one_made_room_for_somebody_else(board: Board) -> None:
    board.load("llama")
    board.wait(SOON_SECONDS + 1)
    board.end("oom-kill", "KILL")
    assert board.start().too_large == ()
    board.load("llama")
    board.wait(SOON_SECONDS - 60)
    board.end("oom-kill", "KILL")
    assert board.start().too_large == ("llama",)


def test_a_kill_by_hand_is_no_experience(board: Board) -> None:
    board.load("llama")
    board.end("signal", "KILL")
    assert board.start().too_large == ()


def test_a_load_that_ended_is_no_experience(board: Board) -> None:
    with pytest.raises(ValueError, match="damaged"), board.start().loading("llama"):
        raise ValueError("damaged")
    board.end("exit-code", "69")
    assert board.start().too_large == ()


def test_a_load_that_is_ended_on_purpose_is_no_experience(board: Board) -> None:
    oom_guard = board.start()
    load = oom_guard.loading("llama")
    load.__enter__()
    oom_guard.ended()
    board.end("timeout", "KILL")
    assert board.start().too_large == ()
    board.killed.append(load)


def test_a_power_cut_is_no_experience(board: Board) -> None:
    board.begin("llama")
    board.boot("second")
    assert board.start().too_large == ()


def test_another_wish_begins_anew(board: Board) -> None:
    board.start().wish("auto")
    board.begin("llama")
    board.end("oom-kill", "KILL")
    oom_guard = board.start()
    oom_guard.wish("auto")
    assert oom_guard.too_large == ("llama",)
    oom_guard.wish("tinyllama")
    assert oom_guard.too_large == ()


def test_a_restart_on_purpose_begins_anew_and_a_boot_does_not(board: Board) -> None:
    board.begin("llama")
    board.end("oom-kill", "KILL")
    assert board.start().too_large == ("llama",)
    board.end("success", "0")
    board.boot("second")
    assert board.start().too_large == ("llama",)
    board.end("success", "0")
    assert board.start().too_large == ()


@pytest.mark.parametrize("written", ["", "\0", "nonsense", "oom-kill"])
def test_whatever_is_written_is_survived_and_read_once(board: Board, written: str) -> None:
    (board.folder / ENDED).write_text(written)
    assert board.start().too_large == ()
    assert not (board.folder / ENDED).exists()


def test_a_replacement_is_news_until_it_was_told(board: Board) -> None:
    assert board.start().is_news("llama")
    assert board.start().is_news("llama")
    board.start().told("llama")
    oom_guard = board.start()
    assert not oom_guard.is_news("llama")
    oom_guard.wish("another")
    assert oom_guard.is_news("llama")


def test_a_board_that_does_not_tell_its_boot_learns_all_the_same(tmp_path: Path) -> None:
    guard = OutOfMemoryGuard(history_file(tmp_path), tmp_path, tmp_path / "nothing")
    guard.learn()
    assert guard.too_large == ()
