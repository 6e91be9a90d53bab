"""When a set-up is needed, and its second run."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from myna_setup import stamp

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a ``.venv`` that the set-up could have made."""
    root = tmp_path / "myna"
    root.mkdir()
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(ROOT / "requirements", root / "requirements")
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    return root


def append(path, text):
    path.write_text(path.read_text() + text)


@pytest.mark.parametrize("done", ["run", "test"])
def test_a_stamp_holds_for_its_target_and_test_for_run_too(checkout, done):
    assert not stamp.is_current(checkout, "run")

    stamp.write(checkout, done)

    assert stamp.is_current(checkout, "run")
    assert stamp.is_current(checkout, "test") is (done == "test")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("requirements/build.lock", "# changed\n"),
        ("requirements/run.lock", "# changed\n"),
        ("pyproject.toml", "\n[project.urls]\nHomepage = 'file:///'\n"),
    ],
)
def test_a_stamp_ends_with_a_change_of_what_it_depends_on(checkout, name, text):
    stamp.write(checkout, "run")

    append(checkout / name, text)

    assert not stamp.is_current(checkout, "run")


def test_a_stamp_outlives_a_change_of_a_linters_settings(checkout):
    stamp.write(checkout, "run")

    append(checkout / "pyproject.toml", "\n[tool.something]\nquiet = true\n")

    assert stamp.is_current(checkout, "run")


def test_a_stamp_needs_the_python_that_it_speaks_of(checkout):
    stamp.write(checkout, "run")

    (checkout / ".venv" / "bin" / "python").unlink()

    assert not stamp.is_current(checkout, "run")


def test_a_set_up_that_begins_removes_the_stamp(checkout):
    stamp.write(checkout, "run")

    stamp.remove(checkout)
    stamp.remove(checkout)

    assert not stamp.is_current(checkout, "run")


def test_a_moved_checkout_fits_no_longer(checkout):
    stamp.write(checkout, "run")
    assert stamp.venv_fits(checkout)

    moved = checkout.rename(checkout.with_name("elsewhere"))

    assert not stamp.venv_fits(moved)
    assert not stamp.is_current(moved, "run")


def test_a_venv_of_another_python_does_not_fit(checkout):
    config = checkout / ".venv" / "pyvenv.cfg"
    config.write_text(
        "\n".join("version = 3.9.2" if "version =" in line else line for line in config.read_text().split("\n"))
    )

    assert not stamp.venv_fits(checkout)


def test_a_second_set_up_says_and_does_nothing(checkout):
    stamp.write(checkout, "run")
    before = {path: path.stat().st_mtime_ns for path in (checkout / ".venv").rglob("*")}

    again = subprocess.run(
        [sys.executable, checkout / "scripts" / "setup.py", "run"], capture_output=True, text=True, check=False
    )

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in (checkout / ".venv").rglob("*")} == before


def test_an_old_python_can_read_the_set_up_as_far_as_its_sentence():
    source = (ROOT / "scripts" / "setup.py").read_text()

    body = ast.parse(source, feature_version=(3, 7)).body

    assert next(index for index, node in enumerate(body) if isinstance(node, ast.If)) < next(
        index for index, node in enumerate(body) if isinstance(node, ast.ImportFrom)
    )
