"""What the graph of a small model holds: of the real one, and of files that are none."""

from pathlib import Path

import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.stt.vosk.openfst import Ngrams, words

WORDS = ("the", "time", "smart", "mirror", "thank", "you")


@pytest.fixture(scope="module")
def graph(config: Config) -> Path:
    return model_selector(config).speech().path / "graph" / "Gr.fst"


@pytest.fixture(scope="module")
def ngrams(graph: Path) -> Ngrams:
    found = Ngrams.read(graph, WORDS)
    assert found is not None
    return found


def test_the_words_are_told(graph: Path) -> None:
    found = list(words(graph))
    assert len(found) > 100_000
    assert {"computer", "kitchen", "<eps>"} <= set(found)


def test_a_word_is_as_likely_as_it_is_often(ngrams: Ngrams) -> None:
    the, time, mirror = (ngrams.likelihood([word]) for word in ("the", "time", "mirror"))
    assert 0.02 < the < 0.08
    assert the > 10 * time > 100 * mirror > 0


def test_what_follows_a_word_is_likelier_behind_it(ngrams: Ngrams) -> None:
    thanks, you = ngrams.likelihood(["thank", "you"]), ngrams.likelihood(["you"])
    assert 0.5 < thanks / ngrams.likelihood(["thank"]) < 0.9
    assert you < 0.05
    assert ngrams.likelihood(["smart", "mirror"]) < 1e-6


def test_words_that_are_not_known_are_never_said(ngrams: Ngrams) -> None:
    assert ngrams.likelihood(["qwxyz"]) == ngrams.likelihood(["the", "qwxyz"]) == 0.0


@pytest.mark.parametrize("length", [0, 3, 30, 100, 3_000_000, 10_000_000])
def test_a_file_that_is_broken_off_holds_nothing(graph: Path, tmp_path: Path, length: int) -> None:
    (part := tmp_path / "Gr.fst").write_bytes(graph.read_bytes()[:length])
    assert Ngrams.read(part, WORDS) is None


def test_another_file_or_none_holds_nothing(tmp_path: Path) -> None:
    (other := tmp_path / "Gr.fst").write_bytes(bytes(1000))
    assert Ngrams.read(other, WORDS) is None
    assert Ngrams.read(tmp_path / "nothing", WORDS) is None
    assert list(words(other)) == []
