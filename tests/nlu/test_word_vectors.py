"""Word vectors: words that mean alike point alike, and a damaged file is told."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.core.errors import ModelError
from myna.nlu.en.understanding import shipped_vectors
from myna.nlu.word_vectors import WordVectors

ROWS = np.array([[1.0, 0.0, 0.5, -0.5], [0.9, 0.1, 0.5, -0.4], [-1.0, 0.2, 0.0, 0.7]])
SMALL = WordVectors.of_words(["pasta", "noodles", "the"], ROWS, np.array([1.0, 1.0, 0.01]))


def alike(vectors: WordVectors, one: str, other: str) -> float:
    return float(vectors.direction(one.split()) @ vectors.direction(other.split()))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "word_vectors.npz"
    path.write_bytes(SMALL.to_bytes())
    again = WordVectors.load(path)
    assert again.size == SMALL.size == 4
    assert again.direction(["pasta", "the"]).tolist() == SMALL.direction(["pasta", "the"]).tolist()
    assert again.to_bytes() == SMALL.to_bytes()


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


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        WordVectors.load(tmp_path / "word_vectors.npz")


@given(st.integers(0, len(SMALL.to_bytes()) - 1))
def test_a_cut_file_is_told(tmp_path_factory: pytest.TempPathFactory, size: int) -> None:
    path = tmp_path_factory.mktemp("cut") / "word_vectors.npz"
    path.write_bytes(SMALL.to_bytes()[:size])
    with pytest.raises(ModelError, match="damaged"):
        WordVectors.load(path)
