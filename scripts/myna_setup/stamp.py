"""Whether ``.venv`` is what the locks ask for: one line that is written when the set-up has ended.

The line names the target and a digest of everything that the result depends on. A target is up to date if its own line
is there, and ``run`` also if ``test`` is, which holds all of ``run`` in the same versions.
"""

import hashlib
import json
import sys
import tomllib
from pathlib import Path

TARGETS = ("run", "test")


def lock(root: Path, target: str) -> Path:
    """The lock file of ``target``."""
    return root / "requirements" / f"{target}.lock"


def digest(root: Path, target: str) -> str:
    """Digest of what a set-up of ``target`` depends on: locks, packaging, Python's minor version and the place."""
    packaging = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    parts = {
        "build": (root / "requirements" / "build.lock").read_text(encoding="utf-8"),
        "lock": lock(root, target).read_text(encoding="utf-8"),
        "project": packaging["project"],
        "build-system": packaging["build-system"],
        "setuptools": packaging.get("tool", {}).get("setuptools"),
        "python": sys.version_info[:2],
        "root": str(root),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def is_current(root: Path, target: str) -> bool:
    """Whether ``.venv`` holds ``target`` as the locks ask for it now."""
    try:
        written = (root / ".venv" / "stamp").read_text(encoding="utf-8")
    except OSError:
        return False
    sufficient = [target, "test"] if target == "run" else [target]
    return (root / ".venv" / "bin" / "python").exists() and any(
        written == _line(root, candidate) for candidate in sufficient
    )


def write(root: Path, target: str) -> None:
    """Record that ``target`` is set up."""
    (root / ".venv" / "stamp").write_text(_line(root, target), encoding="utf-8")


def remove(root: Path) -> None:
    """Delete the record."""
    (root / ".venv" / "stamp").unlink(missing_ok=True)


def _line(root: Path, target: str) -> str:
    return f"{target} {digest(root, target)}\n"


def venv_fits(root: Path) -> bool:
    """Whether ``.venv`` was made here and by this minor version of Python: if not, it must be made anew."""
    try:
        text = (root / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    config = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in text.splitlines())}
    return (
        (root / ".venv" / "bin" / "python").exists()
        and config.get("version", "").split(".")[:2] == [str(number) for number in sys.version_info[:2]]
        and config.get("command", "").endswith(f" {root / '.venv'}")
    )
