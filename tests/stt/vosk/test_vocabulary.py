"""The words of a Vosk model: of the real one, and of folders that tell none."""

from pathlib import Path

import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.stt.vosk.vocabulary import nearest


def test_a_small_model_tells_its_words_by_its_graph(config: Config) -> None:
    assert "kitchen" in nearest("kitchn", model_selector(config).speech().path)


def test_a_large_model_lists_its_words(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "words.txt").write_text("<eps> 0\nkitchen 1\nkitten 2\n[unk] 3\n#0 4\n")
    assert nearest("kitchn", tmp_path) == ["kitchen", "kitten"]


@pytest.mark.parametrize("graph", [None, b"", b"\x00" * 100, b"\xd6\xfd\xb2\x7e"])
def test_a_folder_without_a_graph_that_makes_sense_tells_none(tmp_path: Path, graph: bytes | None) -> None:
    (tmp_path / "graph").mkdir()
    if graph is not None:
        (tmp_path / "graph" / "Gr.fst").write_bytes(graph)
    assert nearest("kitchn", tmp_path) == []
