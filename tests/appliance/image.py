"""The root file system of a board: Debian as it is on a board, made once and kept in ``build/``.

Its Debian is the one whose Python is the one that runs the tests, for the wheels are those of the checkout's ``.venv``.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SUITES = {(3, 11): "bookworm", (3, 13): "trixie"}
TOOLS = ("mmdebstrap", "systemd-nspawn", "nsenter")
PACKAGES = (
    "systemd,systemd-sysv,dbus,python3,python3-venv,procps,make,sudo,"  # a board
    "libportaudio2,libgomp1,libatomic1,"  # what the installation would fetch
    "libasound2-plugins,alsa-utils,pulseaudio,pulseaudio-utils"  # the sound
)
PERSON, PERSON_ID = "pi", 1000
SUDO = f"{PERSON} ALL=(ALL) NOPASSWD: ALL"


def skip_without_tools() -> None:
    """Skip the test where no container can be made, and say what to type."""
    if os.geteuid():
        pytest.skip("a container needs root; type: sudo make test")
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"{' and '.join(missing)} missing; type: sudo make test-tools")
    if sys.version_info[:2] not in SUITES:
        pytest.skip("there is no Debian with this Python; type: make test PYTHON=python3.11")


def image() -> Path:
    """The root file system; skips the test where it can be neither found nor made."""
    skip_without_tools()
    suite = SUITES[sys.version_info[:2]]
    root = CHECKOUT / "build" / "board" / suite
    if not root.exists():
        part = root.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.parent.mkdir(parents=True, exist_ok=True)
        made = _make(suite, part)
        if made.returncode:
            shutil.rmtree(part, ignore_errors=True)
            pytest.skip(f"a board needs Debian's packages once: {made.stderr.strip().splitlines()[-1]}")
        part.rename(root)
    return root


def _make(suite: str, root: Path) -> subprocess.CompletedProcess[str]:
    hooks = (
        f'chroot "$1" useradd --create-home --uid {PERSON_ID} --shell /bin/bash {PERSON}',
        f'echo "{SUDO}" >"$1/etc/sudoers.d/{PERSON}"',
    )
    return subprocess.run(
        [
            "mmdebstrap",
            "--variant=minbase",
            f"--include={PACKAGES}",
            *(f"--customize-hook={hook}" for hook in hooks),
            suite,
            str(root),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
