"""The packages that ``make deb`` has made, and what is in them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from myna_deb.target import Target

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDER = CHECKOUT / "build" / "deb"
CONFIG = "/etc/myna/config.yaml"


def package(target: Target) -> Path:
    """The package for ``target``; skips the test where it was not made, or nobody asked for packages."""
    _skip_unless_asked()
    return built(target)


def built(target: Target) -> Path:
    """The package for ``target``; skips the test where it was not made."""
    found = sorted(FOLDER.glob(f"myna_*+deb{target.release}_{target.arch}.deb"))
    if not found:
        pytest.skip(f"there is no package; type: make deb ARGS='--release {target.release} --arch {target.arch}'")
    return found[-1]


def models() -> Path:
    """The package of the starter models; skips the test where it was not made, or nobody asked for packages."""
    _skip_unless_asked()
    return built_models()


def built_models() -> Path:
    """The package of the starter models; skips the test where it was not made."""
    found = sorted(FOLDER.glob("myna-models-starter_*_all.deb"))
    if not found:
        pytest.skip("there is no package of models; type: make deb-models")
    return found[-1]


def made(target: Target, output: Path, **environment: str) -> Path:
    """The package for ``target``, made now of this checkout in ``output``; the version is ``VERSION``, if given."""
    version = ["--version", environment.pop("VERSION")] if "VERSION" in environment else []
    arguments = ["--release", target.release, "--arch", target.arch, "--output", str(output), *version]
    done = subprocess.run(
        [sys.executable, CHECKOUT / "scripts" / "deb.py", *arguments],
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(output.glob(f"myna_*_{target.arch}.deb"))


def newer(target: Target, folder: Path) -> Path:
    """The package as a newer version, with another default configuration; uncompressed, in ``folder``."""
    subprocess.run(["dpkg-deb", "--raw-extract", package(target), folder / "tree"], check=True)
    control, config = folder / "tree" / "DEBIAN" / "control", folder / "tree" / CONFIG.lstrip("/")
    control.write_text(re.sub("(?m)^Version: .*$", f"Version: 9.0.0+deb{target.release}", control.read_text()))
    config.write_text(f"{config.read_text()}\n# Newer.\n")
    path = folder / f"myna_9.0.0+deb{target.release}_{target.arch}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "--build", folder / "tree", path], check=True)
    return path


def _skip_unless_asked() -> None:
    if os.environ.get("MYNA_TEST_DEB") is None:
        pytest.skip("packages are looked at and installed by: sudo make test-deb")


def field(path: Path, name: str) -> str:
    """A field of a package's control file."""
    return _printed("dpkg-deb", "--field", str(path), name).strip()


def listing(path: Path) -> dict[str, str]:
    """The files of a package: path and what ``tar`` says of it (mode, owner, size, date)."""
    lines = _printed("dpkg-deb", "--contents", str(path)).splitlines()
    return {line.split(None, 5)[5].partition(" -> ")[0].removeprefix("."): line for line in lines}


def _printed(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
