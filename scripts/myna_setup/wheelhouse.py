"""The folder of wheels that an appliance is installed from, so that nothing is downloaded or built by root.

A line in ``stamp``, written last, says for which locks, which Python and which kind of machine it was made.
"""

import hashlib
import platform
import sys
from pathlib import Path

LOCKS = ("build.lock", "run.lock")


def digest(root: Path) -> str:
    """Digest of what the wheels of the checkout ``root`` depend on."""
    parts = [(root / "requirements" / name).read_text(encoding="utf-8") for name in LOCKS]
    parts.append(f"{sys.version_info[:2]} {platform.machine()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_current(root: Path, folder: Path) -> bool:
    """Whether ``folder`` has all wheels that the checkout ``root`` needs here."""
    try:
        return (folder / "stamp").read_text(encoding="ascii").strip() == digest(root)
    except OSError:
        return False


def write_stamp(root: Path, folder: Path) -> None:
    """Record that ``folder`` is complete."""
    (folder / "stamp").write_text(f"{digest(root)}\n", encoding="ascii")


def names_and_versions(lock: str) -> str:
    """The requirements of a lock file without its hashes, which are those of the registry's files.

    A wheel that was built here has none; each file that it was built of was checked when it was downloaded.
    """
    lines = [line.removesuffix("\\").strip() for line in lock.splitlines() if "==" in line]
    return "".join(f"{line}\n" for line in lines if not line.startswith(("#", "--")))
