"""The folder of wheels that an appliance is installed from, so that nothing is downloaded or built by root.

``stamp``, written last, says for which locks, which Python, which kind of machine and which release it was made; and
for which processor, where llama.cpp was built for that one alone.
"""

import hashlib
import json
import platform
import sys
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

LOCKS = ("build.lock", "run.lock")
CPUINFO = Path("/proc/cpuinfo")
Stamp = Mapping[str, object]


def here(root: Path) -> dict[str, object]:
    """What wheels of the checkout ``root`` must be for on this machine."""
    locks = "\n".join((root / "requirements" / name).read_text(encoding="utf-8") for name in LOCKS)
    return {
        "locks": hashlib.sha256(locks.encode()).hexdigest(),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "machine": platform.machine(),
        "glibc": platform.libc_ver()[1],
        "processor": sorted(features(CPUINFO.read_text(encoding="utf-8", errors="replace"))),
    }


def features(cpuinfo: str) -> set[str]:
    """What the processor can do, as Linux names it (``flags`` on x86-64, ``Features`` on ARM)."""
    lines = (line.partition(":") for line in cpuinfo.splitlines())
    return next((set(names.split()) for key, _, names in lines if key.strip() in ("flags", "Features")), set())


def mismatch(stamp: Stamp, here: Stamp) -> str | None:
    """Why wheels with ``stamp`` are not for the machine ``here``, as the end of a sentence; None where they are."""
    if stamp.get("machine") != here["machine"]:
        return f"is for {stamp.get('machine')}, and this machine is {here['machine']}"
    if stamp.get("python") != here["python"]:
        return f"is for Python {stamp.get('python')}, and this is Python {here['python']}"
    if _numbers(stamp.get("glibc")) > _numbers(here["glibc"]):
        return f"was made on a newer release (glibc {stamp.get('glibc')}), and this one has glibc {here['glibc']}"
    if stamp.get("locks") != here["locks"]:
        return "has the versions of another checkout"
    if lacking := sorted(_names(stamp.get("processor")) - _names(here["processor"])):
        return f"was built for another processor: this one lacks {', '.join(lacking[:4])}"
    return None


def _numbers(version: object) -> list[int]:
    return [int(part) for part in str(version).split(".") if part.isdecimal()]


def _names(value: object) -> set[str]:
    return {str(name) for name in value} if isinstance(value, Collection) and not isinstance(value, str) else set()


def why_not(root: Path, folder: Path) -> str | None:
    """Why ``folder`` has not the wheels that the checkout ``root`` needs here; None where it has all of them."""
    try:
        stamp = json.loads((folder / "stamp").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "is not complete"
    return mismatch(stamp, here(root)) if isinstance(stamp, dict) else "is not complete"


def is_current(root: Path, folder: Path) -> bool:
    """Whether ``folder`` has all wheels that the checkout ``root`` needs here."""
    return why_not(root, folder) is None


def write_stamp(root: Path, folder: Path) -> None:
    """Record that ``folder`` is complete, and what for."""
    stamp = here(root)
    if is_portable(folder):
        stamp["processor"] = []
    (folder / "stamp").write_text(f"{json.dumps(stamp, indent=1)}\n", encoding="utf-8")


def is_portable(folder: Path) -> bool:
    """Whether llama.cpp in ``folder`` has kernels for several kinds of processors."""
    for wheel in folder.glob("llama_cpp_python-*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            return any("/libggml-cpu-" in name for name in archive.namelist())
    return False


def names_and_versions(lock: str) -> str:
    """The requirements of a lock file without its hashes, which are those of the registry's files.

    A wheel that was built here has none; each file that it was built of was checked when it was downloaded.
    """
    lines = [line.removesuffix("\\").strip() for line in lock.splitlines() if "==" in line]
    return "".join(f"{line}\n" for line in lines if not line.startswith(("#", "--")))
