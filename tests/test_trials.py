"""What is learnt from a start that the memory did not survive."""

from pathlib import Path

import pytest

from myna.state import State
from myna.trials import MARK, Trials


class Board:
    """Starts, loads and ends; what it keeps is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.killed: list[object] = []
        self.boot("first")

    def boot(self, name: str) -> None:
        (self.folder / "boot_id").write_text(f"{name}\n")

    def start(self) -> Trials:
        state = State(self.folder)
        state.load()
        trials = Trials(state, self.folder, self.folder / "boot_id")
        trials.learn()
        return trials

    def die_loading(self, model: str) -> None:
        """The process is killed during the load: nothing behind the ``yield`` happens."""
        load = self.start().loading(model)
        load.__enter__()
        self.killed.append(load)  # and what is kept does not even end as a generator does

    def load(self, model: str) -> None:
        with self.start().loading(model):
            pass


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)


def test_a_process_that_died_while_loading_was_too_large(board: Board) -> None:
    board.die_loading("llama")
    assert board.start().too_large == ("llama",)
    board.die_loading("tinyllama")
    assert board.start().too_large == ("llama", "tinyllama")


def test_a_load_that_ended_is_no_experience(board: Board) -> None:
    board.load("llama")
    assert board.start().too_large == ()
    with pytest.raises(ValueError, match="damaged"), board.start().loading("llama"):
        raise ValueError("damaged")
    assert board.start().too_large == ()


def test_a_load_that_is_ended_on_purpose_is_no_experience(board: Board) -> None:
    trials = board.start()
    load = trials.loading("llama")
    load.__enter__()
    trials.ended()
    assert board.start().too_large == ()
    board.killed.append(load)


def test_a_power_cut_is_no_experience(board: Board) -> None:
    board.die_loading("llama")
    board.boot("second")
    assert board.start().too_large == ()
    assert board.start().too_large == ()


def test_the_mark_of_the_unit_counts_once(board: Board) -> None:
    board.load("llama")
    (board.folder / MARK).touch()
    assert board.start().too_large == ("llama",)
    assert not (board.folder / MARK).exists()
    board.load("tinyllama")
    assert board.start().too_large == ("llama",)


def test_another_wish_or_a_reload_begins_anew(board: Board) -> None:
    board.start().wish("auto")
    board.die_loading("llama")
    trials = board.start()
    trials.wish("auto")
    assert trials.too_large == ("llama",)
    trials.wish("tinyllama")
    assert trials.too_large == ()
    board.die_loading("tinyllama")
    trials = board.start()
    assert trials.too_large == ("tinyllama",)
    trials.forgive()
    assert board.start().too_large == ()


def test_a_replacement_is_news_once(board: Board) -> None:
    assert board.start().is_news("llama")
    assert not board.start().is_news("llama")
    trials = board.start()
    trials.wish("another")
    assert trials.is_news("llama")
