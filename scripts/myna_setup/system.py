"""The packages of the operating system that Myna needs, and how to get those that are missing.

Names are Debian's, the same in Debian 12, Debian 13 and Raspberry Pi OS.
"""

import ctypes.util
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from myna_setup.common import SetupError

INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
UPDATE = ("apt-get", "update")


@dataclass(frozen=True)
class Need:
    """Something that the machine must have: its name for a person, its package, and whether it is there."""

    what: str
    package: str
    is_met: Callable[[], bool]


def check_machine(machine: str, system: str, bits: int) -> None:
    """Raise SetupError on a machine that the engines are not published for."""
    if system != "Linux" or machine not in ("x86_64", "aarch64") or bits != 64:
        raise SetupError(
            f"Myna needs a 64-bit Linux on ARM or x86-64, and this is a {bits}-bit {system} on {machine}. "
            "On a Raspberry Pi, install Raspberry Pi OS (64-bit)."
        )


def needs(*, building: bool, machine: str) -> list[Need]:
    """What Myna needs on ``machine``; ``building`` if llama-cpp-python has still to be compiled."""
    found = [
        Need(
            "Python's venv module",
            f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
            lambda: importlib.util.find_spec("ensurepip") is not None,
        ),
        Need("PortAudio", "libportaudio2", lambda: has_library("portaudio")),
        Need("the OpenMP library", "libgomp1", lambda: has_library("gomp")),
    ]
    if machine == "aarch64":  # vosk's library for ARM links it, the one for x86-64 does not
        found.append(Need("the atomic library", "libatomic1", lambda: has_library("atomic")))
    if building:
        found.append(Need("a C and C++ compiler", "g++", has_compiler))
        found.append(Need("CMake", "cmake", lambda: shutil.which("cmake") is not None))
    return found


def has_library(name: str) -> bool:
    """Whether the linker finds the shared library ``name``."""
    return ctypes.util.find_library(name) is not None


def has_compiler() -> bool:
    """Whether CMake would find a C and a C++ compiler."""
    c = any(shutil.which(name) for name in (os.environ.get("CC", "cc"), "cc", "gcc", "clang"))
    cxx = any(shutil.which(name) for name in (os.environ.get("CXX", "c++"), "c++", "g++", "clang++"))
    return c and cxx


def line_to_type(packages: Sequence[str]) -> str:
    """The line that installs ``packages``, for a person with sudo."""
    return f"sudo {' '.join(UPDATE)} && sudo {' '.join(INSTALL)} {' '.join(packages)}"


def become_root() -> list[str] | None:
    """What to put before a command so that root runs it; None where nobody could."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    silent = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if silent.returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def ensure(*, building: bool) -> None:
    """Install what is missing, or raise SetupError with the line to type."""
    check_machine(platform.machine(), platform.system(), 64 if sys.maxsize > 2**32 else 32)
    missing = [need for need in needs(building=building, machine=platform.machine()) if not need.is_met()]
    if not missing:
        return
    packages = [need.package for need in missing]
    names = ", ".join(need.what for need in missing)
    root = become_root()
    if root is None or shutil.which("apt-get") is None:
        raise SetupError(
            f"This machine lacks: {names}. Type this, then the same command again:\n  {line_to_type(packages)}"
        )
    print(f"Installing {names}: {' '.join([*root, *INSTALL, *packages])}", flush=True)
    if _is_unknown(packages) or not _apt(root, INSTALL, packages):
        _apt(root, UPDATE)
        if not _apt(root, INSTALL, packages):
            raise SetupError(
                f"apt-get could not install {names}. Mend what it says, or type:\n  {line_to_type(packages)}"
            )


def _is_unknown(packages: Sequence[str]) -> bool:
    """Whether apt's lists are empty or older than one of ``packages``."""
    policy = subprocess.run(["env", "LC_ALL=C", "apt-cache", "policy", *packages], capture_output=True, check=False)
    candidates = [line for line in policy.stdout.splitlines() if line.strip().startswith(b"Candidate:")]
    return sum(b"(none)" not in line for line in candidates) < len(packages)


def _apt(root: Sequence[str], command: Sequence[str], packages: Sequence[str] = ()) -> bool:
    quietly = [*root, "env", "DEBIAN_FRONTEND=noninteractive", command[0], "-q", *command[1:], *packages]
    return subprocess.run(quietly, stdin=subprocess.DEVNULL, check=False).returncode == 0
