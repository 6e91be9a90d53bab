"""What a run found, as a picture."""

import sys
from pathlib import Path

import pytest

from bench.figures_kit import figures
from myna.bench.plot import check_plot, draw
from myna.core.errors import ConfigError


def test_a_picture_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    check_plot(path)
    assert list(tmp_path.iterdir()) == []
    draw(figures(), path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.read_bytes().endswith(b"IEND\xaeB`\x82")
    assert list(tmp_path.iterdir()) == [path]


def test_where_no_picture_can_be_is_told_before(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "out.png"):
        with pytest.raises(ConfigError, match="cannot be written") as caught:
            check_plot(path)
        assert caught.value.code == "plot-unwritable"


def test_a_picture_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.mkdir()
    (path / "inside").touch()
    with pytest.raises(ConfigError, match="cannot be written"):
        draw(figures(), path)
    assert list(tmp_path.iterdir()) == [path]


def test_without_matplotlib_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # so that the import system finds none
    with pytest.raises(ConfigError) as caught:
        check_plot(tmp_path / "out.png")
    assert caught.value.hint == "Type: pip install -e '.[plot]'"
