"""``myna lists`` without a Myna that runs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from myna.interfaces.cli.main import main
from myna.lists.store import ListStore, NamedList, Note


def test_the_lists_of_the_state_folder_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYNA_CONTROL_SOCKET", str(tmp_path / "none.sock"))
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    assert CliRunner().invoke(main, ["lists"]).output == "There are no lists and no notes.\n"
    assert list(tmp_path.iterdir()) == []
    store = ListStore(tmp_path)
    store.load()
    store.put(NamedList("shopping", ("milk", "eggs"), 1.0))
    store.add_note(Note("call the plumber", 0.0))
    store.close()
    assert CliRunner().invoke(main, ["lists"]).output.splitlines() == [
        "shopping:",
        "  milk",
        "  eggs",
        "notes:",
        "  1970-01-01T00:00:00+00:00  call the plumber",
    ]
    assert json.loads(CliRunner().invoke(main, ["lists", "--json"]).output) == {
        "lists": [{"name": "shopping", "items": ["milk", "eggs"]}],
        "notes": [{"text": "call the plumber", "time": "1970-01-01T00:00:00+00:00"}],
    }
