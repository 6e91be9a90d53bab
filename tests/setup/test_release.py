"""A release and its place, and the wheels that it is made of."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from myna_setup import release, wheelhouse
from myna_setup.common import SetupError

ROOT = Path(__file__).resolve().parents[2]


def test_releases_are_numbered_on(tmp_path):
    assert release.free_place(tmp_path / "missing").name == "1"

    for name in ("2", "10", "scratch"):
        (tmp_path / name).mkdir()

    assert release.free_place(tmp_path) == tmp_path / "11"


def test_a_release_that_cannot_be_made_leaves_nothing(tmp_path):
    made, scratch, log = tmp_path / "1", tmp_path / "scratch", tmp_path / "log"
    (tmp_path / "wheels").mkdir()

    with pytest.raises(SetupError, match="The installation failed"):
        release.make(made, tmp_path / "wheels", scratch, log)

    assert not made.exists()
    assert not scratch.exists()
    assert "No matching distribution found" in log.read_text()


def test_the_releases_before_go(tmp_path):
    for name in ("1", "2", "3"):
        (tmp_path / name / "bin").mkdir(parents=True)

    assert release.delete_others(tmp_path / "2") == ["1", "3"]
    assert [path.name for path in tmp_path.iterdir()] == ["2"]


def test_the_sources_are_copied_without_what_was_built_of_them(tmp_path):
    checkout = tmp_path / "checkout"
    for name in ("src/myna/module.py", "src/myna/__pycache__/module.pyc", "src/myna.egg-info/PKG-INFO"):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).touch()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (checkout / name).touch()

    release.copy_source(checkout, tmp_path / "copy")

    copied = {str(path.relative_to(tmp_path / "copy")) for path in (tmp_path / "copy").rglob("*") if path.is_file()}
    assert copied == {"src/myna/module.py", "pyproject.toml", "README.md", "LICENSE"}


def test_a_python_in_a_home_is_refused():
    with pytest.raises(SetupError, match="PYTHON=/usr/bin/python3"):
        release.check_python(Path("/home/pi/.pyenv/versions/3.12/bin/python3"))

    release.check_python(Path("/usr/bin/python3"))


def test_requirements_keep_their_versions_and_markers_and_lose_their_hashes():
    hashes = "\\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n"
    lock = f"a==1 {hashes}    # via b==2\nb==2 ; os_name == 'nt' {hashes}"

    assert wheelhouse.names_and_versions(lock) == "a==1\nb==2 ; os_name == 'nt'\n"


def test_a_folder_of_wheels_is_complete_until_a_lock_changes(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    assert not wheelhouse.is_current(tmp_path, wheels)

    wheelhouse.write_stamp(tmp_path, wheels)
    assert wheelhouse.is_current(tmp_path, wheels)

    (tmp_path / "requirements" / "run.lock").write_text("a==2\n")
    assert not wheelhouse.is_current(tmp_path, wheels)


def test_wheels_do_not_take_the_place_of_something_else(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear myna")

    command = [sys.executable, ROOT / "scripts" / "wheels.py", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path} has something else in it than wheels.")
    assert (tmp_path / "letter.txt").exists()
