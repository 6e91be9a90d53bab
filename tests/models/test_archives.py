import stat
import zipfile
from pathlib import Path

import pytest

from myna.models.archives import extract, members, opened, top_folder
from myna.models.progress import SourceError

from .kit import Record, zip_of


def write(path: Path, content: dict[str, bytes]) -> Path:
    path.write_bytes(zip_of(content))
    return path


def test_files_come_out_under_their_folder(tmp_path: Path, progress: Record) -> None:
    path = write(tmp_path / "a.zip", {"owl/": b"", "owl/am/final.mdl": b"mdl", "owl/README": b"", "other/x": b"x"})
    with opened(path) as archive:
        found = members(archive, "owl/")
        extract(archive, found, tmp_path / "out", progress)
    assert sorted(found) == ["README", "am/final.mdl"]
    assert (tmp_path / "out/am/final.mdl").read_bytes() == b"mdl"
    assert not (tmp_path / "out/x").exists()
    assert progress.done_bytes == 3


@pytest.mark.parametrize(
    ("paths", "top"),
    [(["owl/a", "owl/b/c"], "owl/"), (["owl/", "owl/a"], "owl/"), (["owl/a", "b"], ""), (["a"], ""), ([], "")],
)
def test_the_top_folder_is_the_one_that_holds_everything(tmp_path: Path, paths: list[str], top: str) -> None:
    with opened(write(tmp_path / "a.zip", dict.fromkeys(paths, b""))) as archive:
        assert top_folder(archive) == top


@pytest.mark.parametrize("evil", ["owl/../../evil", "owl//etc/evil", "owl/a\\..\\evil"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, evil: str) -> None:
    with (
        opened(write(tmp_path / "a.zip", {"owl/good": b"", evil: b"evil"})) as archive,
        pytest.raises(SourceError, match="unsafe path"),
    ):
        members(archive, "owl/")


def test_a_symbolic_link_comes_out_as_a_plain_file(tmp_path: Path, progress: Record) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with opened(tmp_path / "a.zip") as archive:
        extract(archive, members(archive), tmp_path / "out", progress)
    assert not (tmp_path / "out/link").is_symlink()
    assert (tmp_path / "out/link").read_bytes() == b"/etc/passwd"


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"<html></html>")
    with pytest.raises(SourceError, match=r"a\.zip is not a whole zip"), opened(tmp_path / "a.zip"):
        pytest.fail("it was opened")


def test_broken_bytes_are_noticed(tmp_path: Path, progress: Record) -> None:
    body = bytearray(zip_of({"owl/a": bytes(range(256)) * 40}))
    body[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(body)
    with opened(tmp_path / "a.zip") as archive, pytest.raises(SourceError, match="owl/a in the archive is broken"):
        extract(archive, members(archive), tmp_path / "out", progress)
