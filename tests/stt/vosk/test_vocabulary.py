"""The words of a Vosk model: of the real one, and of folders that tell none."""

from pathlib import Path

import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.stt.vosk.vocabulary import nearest, said_per_hour


def test_a_small_model_tells_its_words_by_its_graph(config: Config) -> None:
    assert "kitchen" in nearest("kitchn", model_selector(config).speech().path)


def test_a_large_model_lists_its_words(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "words.txt").write_text("<eps> 0\nkitchen 1\nkitten 2\n[unk] 3\n#0 4\n")
    assert nearest("kitchn", tmp_path) == ["kitchen", "kitten"]


def test_as_many_as_are_wanted_are_told_the_most_like_first(config: Config) -> None:
    folder = model_selector(config).speech().path
    found = nearest("computer", folder, 100, 0.5)
    assert found[:4] == ["computers", "compute", "computer's", "computers'"]
    assert len(set(found)) == 100
    assert {"commuter", "commuted"} <= set(found)
    assert "computer" not in found
    assert all(len(word) > 3 for word in found)
    assert nearest("computer", folder, 100, 0.99) == []


@pytest.mark.parametrize("graph", [None, b"", b"\x00" * 100, b"\xd6\xfd\xb2\x7e"])
def test_a_folder_without_a_graph_that_makes_sense_tells_none(tmp_path: Path, graph: bytes | None) -> None:
    (tmp_path / "graph").mkdir()
    if graph is not None:
        (tmp_path / "graph" / "Gr.fst").write_bytes(graph)
    assert nearest("kitchn", tmp_path) == []


def test_how_often_a_phrase_is_said(config: Config, tmp_path: Path) -> None:
    folder = model_selector(config).speech().path
    rates = said_per_hour(["okay", "computer", "okay kitchen"], folder)
    assert 3 < rates["okay"] < 30
    assert 0.3 < rates["computer"] < 3
    assert 0 < rates["okay kitchen"] < 0.01
    assert said_per_hour(["okay"], tmp_path) == {}
