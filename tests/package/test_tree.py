"""The files of the program: wheels unpacked, pruned, and without what tells of the build."""

import zipfile
from pathlib import Path

import pytest

from myna_deb import tree
from myna_deb.target import Target
from myna_setup.common import SetupError


def wheel(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_an_environment_is_put_together_of_wheels_alone(tmp_path: Path) -> None:
    lark = wheel(
        tmp_path / "lark-1-py3-none-any.whl",
        **{
            "lark/__init__.py": "",
            "lark/tests/test_lark.py": "",
            "lark-1.data/purelib/song.py": "notes = 3",
            "lark-1.data/scripts/lark": "#!python",
            "lark-1.dist-info/METADATA": "Name: lark",
            "lark-1.dist-info/RECORD": "lark/__init__.py,,",
            "lark-1.dist-info/direct_url.json": '{"url": "file:///home/me"}',
        },
    )
    root = tmp_path / "root"
    tree.build(Target("13", "arm64"), [lark], root)
    packages = root / "usr/lib/myna/lib/python3.13/site-packages"
    files = sorted(str(path.relative_to(packages)) for path in packages.rglob("*") if path.is_file())
    assert files == ["lark-1.dist-info/METADATA", "lark/__init__.py", "song.py"]
    assert (root / "usr/lib/myna/bin/python3").readlink() == Path("/usr/bin/python3.13")
    assert (root / "usr/bin/myna").resolve() == (root / "usr/lib/myna/bin/myna").resolve()
    assert (root / "usr/lib/myna/bin/myna").stat().st_mode & 0o111
    assert "home = /usr/bin\n" in (root / "usr/lib/myna/pyvenv.cfg").read_text()


def test_a_part_of_a_wheel_that_is_unknown_is_refused(tmp_path: Path) -> None:
    odd = wheel(tmp_path / "odd-1-py3-none-any.whl", **{"odd-1.data/boot/kernel": ""})
    with pytest.raises(SetupError, match="has a part that is unknown here: boot"):
        tree.build(Target("12", "amd64"), [odd], tmp_path / "root")


def test_copies_of_a_library_are_links_again(tmp_path: Path) -> None:
    for name, content in (("libsong.so", "a"), ("libsong.so.0", "a"), ("libsong.so.0.5", "a"), ("libtone.so", "b")):
        (tmp_path / name).write_text(content)
    tree.share_copies(tmp_path)
    assert [path.name for path in sorted(tmp_path.iterdir()) if path.is_symlink()] == ["libsong.so.0", "libsong.so.0.5"]
    assert {path.read_text() for path in tmp_path.glob("libsong*")} == {"a"}


def test_libraries_are_stripped_but_those_that_were_copied_into_a_wheel(tmp_path: Path) -> None:
    for name in ("song/_song.so", "song/libtone.so.2", "song/notes.py", "song.libs/libgong.so.1"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    tool = tmp_path / "strip"
    tool.write_text(f'#!/bin/sh\nshift\nbasename -a "$@" >{tmp_path}/stripped\n')
    tool.chmod(0o755)
    tree.strip(tmp_path / "song", str(tool))
    tree.strip(tmp_path / "song.libs", str(tool))
    assert (tmp_path / "stripped").read_text() == "_song.so\nlibtone.so.2\n"
    with pytest.raises(SetupError, match="false failed"):
        tree.strip(tmp_path, "false")
