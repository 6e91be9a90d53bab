"""The network over word vectors: what it learns, and what does not go with it."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from exact_numbers import product, softmax, uniform
from myna.core.errors import ModelError
from myna.nlu.en.understanding import shipped_vectors
from myna.nlu.sentence_net import SentenceNet, view
from myna.nlu.word_vectors import WordVectors
from net_trainer import trained_net

TAUGHT = [
    *[(words, 0) for words in ("boil pasta", "cook rice", "bake bread", "fry eggs", "roast chicken")],
    *[(words, 1) for words in ("drive home", "ride bus", "fly plane", "take train", "park car")],
]
UNSEEN = [("grill steak", 0), ("simmer soup", 0), ("catch ferry", 1), ("rent truck", 1)]


@pytest.fixture(scope="module")
def net() -> SentenceNet:
    sentences = [words.split() for words, _ in TAUGHT * 40]
    wanted = np.array([intent for _, intent in TAUGHT * 40])
    return trained_net(shipped_vectors(), sentences, wanted, np.ones(len(wanted), np.float32), 1.0)


@pytest.mark.parametrize(("words", "intent"), [*TAUGHT, *UNSEEN])
def test_it_tells_words_that_it_has_not_seen_by_what_they_mean(net: SentenceNet, words: str, intent: int) -> None:
    assert int(net.logits(words.split()).argmax()) == intent


def test_what_was_written_is_read(net: SentenceNet, tmp_path: Path) -> None:
    path = tmp_path / "sentence_net.npz"
    path.write_bytes(net.to_bytes())
    again = SentenceNet.load(path, shipped_vectors())
    assert again.logits(["grill", "steak"]).tolist() == net.logits(["grill", "steak"]).tolist()
    assert again.to_bytes() == net.to_bytes()


def test_one_of_other_word_vectors_is_told(net: SentenceNet, tmp_path: Path) -> None:
    path = tmp_path / "sentence_net.npz"
    path.write_bytes(net.to_bytes())
    others = WordVectors.of_words(["pasta"], np.ones((1, 4)), np.ones(1))
    with pytest.raises(ModelError, match="does not go with the word vectors"):
        SentenceNet.load(path, others)


def test_it_sees_all_words_the_first_and_the_last() -> None:
    vectors, words = shipped_vectors(), ["turn", "on", "the", "lamp", "in", "the", "kitchen"]
    whole, first, last = np.split(view(vectors, words), 3)
    assert whole.tolist() == vectors.direction(words).tolist()
    assert (2 * first).tolist() == vectors.direction(["turn", "on"], weighed=False).tolist()
    assert (2 * last).tolist() == vectors.direction(["in", "the", "kitchen"], weighed=False).tolist()


def test_exact_numbers_are_what_they_are_called() -> None:
    one, other = np.random.default_rng(1).normal(size=(2, 40, 40)).astype(np.float32)
    assert product(one, other) == pytest.approx(one @ other, abs=1e-4)
    assert product(one, other).tolist() == product(one[:, ::-1], other[::-1]).tolist(), "in any order"
    logits = np.array([[1.0, 2.0, -90.0], [0.5, 0.5, 0.5]], np.float32)
    exact = np.exp(logits.astype(np.float64))
    assert softmax(logits) == pytest.approx(exact / exact.sum(axis=1, keepdims=True), rel=1e-5, abs=1e-30)


def test_drawn_numbers_lie_between_minus_one_and_one() -> None:
    drawn = uniform(Random(1), 100, 100)
    assert drawn.shape == (100, 100)
    assert -1 <= drawn.min() < -0.99
    assert 0.99 < drawn.max() < 1
    assert abs(float(drawn.mean())) < 0.02
