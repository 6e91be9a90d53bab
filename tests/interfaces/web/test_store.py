"""What the page keeps is whole, private, and changed by one at a time."""

import os
import threading
from pathlib import Path

import pytest

from myna.core.errors import ServiceError
from myna.interfaces.web import store as web
from myna.interfaces.web.store import Access, Code, Kept, Store, page_folder


def test_what_is_kept_comes_back_and_is_private(tmp_path: Path) -> None:
    def change(kept: Kept) -> None:
        kept.claimed, kept.password = True, "salt$hash"
        kept.browsers["a"] = Access("Firefox", 1.0, 2.0)
        kept.code = Code("000123", 9.0, 5, spoken=True)
        kept.asked = [1.0]

    Store(tmp_path / "web").change(change)
    kept = Store(tmp_path / "web").read()
    assert (kept.claimed, kept.password, kept.asked) == (True, "salt$hash", [1.0])
    assert kept.browsers == {"a": Access("Firefox", 1.0, 2.0)}
    assert kept.code == Code("000123", 9.0, 5, spoken=True)
    assert (tmp_path / "web" / "web.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "web").stat().st_mode & 0o777 == 0o700
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["web.json"]


def test_a_change_of_another_process_is_seen(tmp_path: Path) -> None:
    ours, theirs = Store(tmp_path), Store(tmp_path)
    assert ours.read().claimed is False
    theirs.change(lambda kept: setattr(kept, "claimed", True))
    assert ours.read().claimed is True


def test_changes_at_the_same_time_are_all_made(tmp_path: Path) -> None:
    def add() -> None:
        for _ in range(10):
            Store(tmp_path).change(lambda kept: kept.asked.append(1.0))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Store(tmp_path).read().asked) == 40


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"claimed": true}', '{"claimed": true, "password": 1}'])
def test_a_damaged_file_is_kept_aside_and_nobody_has_access(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "web.json").write_text(damaged)
    assert Store(tmp_path).read() == Kept()
    assert (tmp_path / "web.json.damaged").read_text() == damaged


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServiceError) as failure:
        Store(tmp_path / "file").change(lambda kept: None)
    assert failure.value.code == "page-unwritable"


def test_where_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    assert page_folder() == tmp_path
    monkeypatch.delenv("STATE_DIRECTORY")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(web, "SERVICE_FOLDER", tmp_path / "none")
    assert page_folder(own_only=True) == tmp_path / "myna" / "web"
    monkeypatch.setattr(web, "SERVICE_FOLDER", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(ServiceError) as failure:
        page_folder(own_only=True)
    assert failure.value.code == "page-not-yours"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert page_folder() == tmp_path
