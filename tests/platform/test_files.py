"""Files and folders that appear whole or not at all, on a real disk."""

import hashlib
import os
from pathlib import Path

import pytest

from myna.platform import files
from myna.platform.files import CHUNK_BYTES, checksum, delete, part_of, publish, size_of, write_whole


def test_a_part_lies_beside_its_whole() -> None:
    assert part_of(Path("/models/parrot.gguf")) == Path("/models/parrot.gguf.part")


@pytest.mark.parametrize("kind", ["sha256", "md5"])
def test_a_checksum_covers_a_file_of_several_blocks(tmp_path: Path, kind: str) -> None:
    content = b"a" * CHUNK_BYTES + b"b"
    (tmp_path / "file").write_bytes(content)
    assert checksum(tmp_path / "file", kind) == hashlib.new(kind, content, usedforsecurity=False).hexdigest()


def test_a_published_file_replaces_the_old_one(tmp_path: Path) -> None:
    final = tmp_path / "state.json"
    final.write_text("old")
    part_of(final).write_text("new")
    publish(part_of(final), final)
    assert final.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_a_text_is_written_whole_into_a_folder_that_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file"
    for text in ("old", "n\u00e9w"):
        write_whole(file, text)
        assert (file.read_text(encoding="utf-8"), part_of(file).exists()) == (text, False)


def test_a_published_folder_replaces_the_old_one_and_what_an_earlier_try_moved_aside(tmp_path: Path) -> None:
    final, aside = tmp_path / "owl", tmp_path / "owl.old.part"
    for folder, name in ((final, "stale"), (aside, "older"), (part_of(final), "new")):
        folder.mkdir()
        (folder / name).write_bytes(b"")
    publish(part_of(final), final)
    assert [path.name for path in tmp_path.iterdir()] == ["owl"]
    assert [path.name for path in final.iterdir()] == ["new"]


def test_every_byte_is_on_the_disk_before_the_name_is_and_then_the_name_is_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged, final = tmp_path / "owl.part", tmp_path / "owl"
    (staged / "am").mkdir(parents=True)
    (staged / "am/final.mdl").write_bytes(b"acoustic")
    synced: list[tuple[str, bool]] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        synced.append((str(path.relative_to(tmp_path)), final.exists()))
        fsync(descriptor)

    monkeypatch.setattr(files.os, "fsync", noted)
    publish(staged, final)
    before, behind = synced[:-1], synced[-1]
    assert sorted(before) == [("owl.part", False), ("owl.part/am", False), ("owl.part/am/final.mdl", False)]
    assert behind == (".", True)


def test_delete_tells_the_bytes_that_it_frees(tmp_path: Path) -> None:
    (tmp_path / "folder/inner").mkdir(parents=True)
    (tmp_path / "folder/inner/file").write_bytes(b"12345")
    (tmp_path / "file").write_bytes(b"123")
    assert [delete(tmp_path / name) for name in ("folder", "file", "nothing")] == [5, 3, 0]
    assert list(tmp_path.iterdir()) == []


def test_delete_of_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    assert delete(tmp_path / "link") == 0
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "file"]


def test_the_size_of_a_folder_is_that_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "inner/two").write_bytes(b"22")
    assert (size_of(tmp_path), size_of(tmp_path / "one"), size_of(tmp_path / "nothing")) == (3, 1, 0)
