"""Word vectors: words that mean alike point alike, and a damaged file is told."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.core.errors import ModelError
from myna.nlu.en.understanding import shipped_vectors
from myna.nlu.word_vectors import ROWS, WORDS, WordVectors

NUMBERS = np.array([[1.0, 0.0, 0.5, -0.5], [0.9, 0.1, 0.5, -0.4], [-1.0, 0.2, 0.0, 0.7]])
SMALL = WordVectors.of_words(["pasta", "noodles", "the"], NUMBERS, np.array([1.0, 1.0, 0.01]))


def alike(vectors: WordVectors, one: str, other: str) -> float:
    return float(vectors.direction(one.split()) @ vectors.direction(other.split()))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    SMALL.write(tmp_path)
    again = WordVectors.load(tmp_path)
    assert again.size == SMALL.size == 4
    assert again.direction(["pasta", "the"]).tolist() == SMALL.direction(["pasta", "the"]).tolist()
    (tmp_path / "again").mkdir()
    again.write(tmp_path / "again")
    for name in (WORDS, ROWS):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / name).read_bytes()


def test_a_sentence_points_where_its_words_do() -> None:
    assert alike(SMALL, "pasta", "noodles") > 0.9
    assert alike(SMALL, "pasta the", "pasta") > 0.9, "a word of little weight turns it little"
    assert alike(SMALL, "pasta", "the") < 0
    unweighed = SMALL.direction(["pasta", "the"], weighed=False)
    assert float(unweighed @ SMALL.direction(["pasta"])) < 0.9
    assert np.linalg.norm(SMALL.direction(["noodles", "pasta"])) == pytest.approx(1)


def test_unknown_words_point_nowhere() -> None:
    assert not SMALL.direction(["qwyx"]).any()
    assert not SMALL.direction([]).any()
    assert SMALL.direction(["pasta", "qwyx"]).tolist() == SMALL.direction(["pasta"]).tolist()


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("lamp", "light", "weather"), ("noodles", "pasta", "alarm"), ("song", "music", "kitchen")],
)
def test_the_shipped_ones_know_what_is_alike(word: str, near: str, far: str) -> None:
    assert alike(shipped_vectors(), word, near) > alike(shipped_vectors(), word, far) + 0.2


@pytest.mark.parametrize("name", [WORDS, ROWS])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    SMALL.write(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        WordVectors.load(tmp_path)


@pytest.mark.parametrize("name", [WORDS, ROWS])
@given(share=st.floats(0, 0.99))
def test_a_cut_file_is_told(tmp_path_factory: pytest.TempPathFactory, name: str, share: float) -> None:
    folder = tmp_path_factory.mktemp("cut")
    SMALL.write(folder)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(share * len(content))])
    with pytest.raises(ModelError, match="damaged"):
        WordVectors.load(folder)


def test_rows_of_other_words_are_told(tmp_path: Path) -> None:
    SMALL.write(tmp_path)
    np.save(tmp_path / ROWS, np.zeros((5, 2), np.uint8))
    with pytest.raises(ModelError, match="damaged"):
        WordVectors.load(tmp_path)
