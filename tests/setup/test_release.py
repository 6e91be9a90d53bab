"""A release and its place, and the wheels that it is made of."""

import json
import shutil
import subprocess
import sys
import zipfile
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


HERE = {"locks": "a", "python": "3.11", "machine": "aarch64", "glibc": "2.36", "processor": ["asimd", "crc32"]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"glibc": "2.31", "processor": []}, None),
        ({"machine": "x86_64"}, "is for x86_64, and this machine is aarch64"),
        ({"python": "3.13"}, "is for Python 3.13, and this is Python 3.11"),
        ({"glibc": "2.41"}, "was made on a newer release (glibc 2.41), and this one has glibc 2.36"),
        ({"locks": "b"}, "has the versions of another checkout"),
        ({"processor": ["asimd", "asimddp"]}, "was built for another processor: this one lacks asimddp"),
    ],
)
def test_wheels_for_something_else_are_refused_with_the_reason(change, reason):
    assert wheelhouse.mismatch({**HERE, **change}, HERE) == reason


def test_a_portable_build_is_for_every_processor(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for libraries, portable in (("libggml-cpu.so", False), ("libggml-cpu-armv8.0_1.so", True)):
        with zipfile.ZipFile(tmp_path / "llama_cpp_python-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"llama_cpp/lib/{libraries}", "")
        wheelhouse.write_stamp(tmp_path, tmp_path)
        stamp = json.loads((tmp_path / "stamp").read_text())
        assert (stamp["processor"] == []) is portable
        assert wheelhouse.is_current(tmp_path, tmp_path)


@pytest.mark.parametrize("stamp", ["", "abc", "3", '{"machine": 5}'])
def test_a_stamp_that_is_none_is_refused(tmp_path, stamp):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "stamp").write_text(stamp)
    assert wheelhouse.why_not(tmp_path, tmp_path)


def test_the_features_of_a_processor_are_read_as_linux_names_them():
    assert wheelhouse.features("processor\t: 0\nFeatures\t: fp asimd\nCPU part: 0xd03\n") == {"fp", "asimd"}
    assert wheelhouse.features("flags\t\t: fpu sse2\n") == {"fpu", "sse2"}


def test_wheels_do_not_take_the_place_of_something_else(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear myna")

    command = [sys.executable, ROOT / "scripts" / "wheels.py", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path} has something else in it than wheels.")
    assert (tmp_path / "letter.txt").exists()
