"""A release: Myna and all that it needs in a virtual environment of its own, beside the earlier releases.

Releases are numbered. ``current`` is a link to the one that runs, and is the only thing that a swap changes.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from myna_setup.common import ROOT, SetupError, run_logged
from myna_setup.wheelhouse import names_and_versions

HOMES = ("/home", "/root")
"""Folders that the service has no access to."""


def check_python(python: Path) -> None:
    """Raise SetupError where the service could not start this Python."""
    real = python.resolve()
    if str(real).startswith(tuple(f"{home}/" for home in HOMES)):
        raise SetupError(
            f"The service has no access to the Python in {real.parent}. Type: sudo make install PYTHON=/usr/bin/python3"
        )


def free_place(releases: Path) -> Path:
    """The place of the next release."""
    numbers = [int(path.name) for path in releases.glob("*") if path.name.isdecimal()]
    return releases / str(max(numbers, default=0) + 1)


def make(release: Path, wheels: Path, scratch: Path, log: Path) -> None:
    """Install the checkout into ``release`` from ``wheels`` alone. Raises SetupError, and leaves nothing then."""
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        _fill(release, wheels, scratch, log)
    except BaseException:
        shutil.rmtree(release, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _fill(release: Path, wheels: Path, scratch: Path, log: Path) -> None:
    python = getattr(sys, "_base_executable", sys.executable)  # not that of a virtual environment
    run_logged([python, "-m", "venv", str(release)], what="The new environment", log=log)
    source, locked = scratch / "source", scratch / "requirements.txt"
    copy_source(ROOT, source)
    locked.write_text(_requirements("run"))
    (pip,) = (line for line in _requirements("build").splitlines() if line.startswith("pip=="))
    environment = _environment(os.environ, scratch)
    install = [str(release / "bin" / "python"), "-I", "-m", "pip", "install", "--no-input"]
    offline = [*install, "--no-index", "--no-cache-dir", "--no-deps", "--find-links", str(wheels)]
    # pip itself first: Myna pulls some models with it, by options that Debian's does not know
    for what in ([pip], ["-r", str(locked)], [str(source)]):
        run_logged([*offline, *what], what="The installation", log=log, environment=environment)
    shutil.copytree(ROOT / "systemd", release / "systemd")
    run_logged([str(release / "bin" / "myna"), "version"], what="The new Myna", log=log, environment=environment)


def _requirements(lock: str) -> str:
    return names_and_versions((ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8"))


def _environment(own: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """``own`` without what would lead pip elsewhere."""
    others = {name: value for name, value in own.items() if not name.startswith(("PIP_", "PYTHON"))}
    return {**others, "PIP_CONFIG_FILE": os.devnull, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}


def copy_source(checkout: Path, to: Path) -> None:
    """Copy what Myna is built from: building in the checkout would leave root's files there."""
    shutil.copytree(checkout / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "*.part"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(checkout / name, to)


def delete_others(release: Path) -> list[str]:
    """Delete every release but this one; their names."""
    others = [path for path in release.parent.iterdir() if path != release]
    for path in others:
        shutil.rmtree(path)
    return sorted(path.name for path in others)
