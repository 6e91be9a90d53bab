"""Root file systems of both releases and both kinds of processors, without Myna: made once and kept in ``build/``."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from myna_deb.target import Target

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "systemd,systemd-sysv,dbus,python3,procps,ca-certificates,bash-completion,"  # a board
    "libportaudio2,libgomp1,libatomic1,libstdc++6,zlib1g,"  # what apt would fetch
    "libasound2-plugins,alsa-utils,pulseaudio,pulseaudio-utils"  # the sound
)
EMULATOR = Path("/proc/sys/fs/binfmt_misc/qemu-aarch64")
NO_MANUALS = r"path-exclude=/usr/share/doc/*\npath-include=/usr/share/doc/myna*\npath-exclude=/usr/share/locale/*\n"


def native() -> str:
    """The kind of processor of this machine, as Debian calls it."""
    return subprocess.run(
        ["dpkg", "--print-architecture"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()


def root(target: Target) -> Path:
    """The root file system for ``target``; skips the test where it can be neither found nor made."""
    if os.environ.get("MYNA_TEST_DEB") is None:
        pytest.skip("packages are installed in chroots by: sudo make test-deb")
    if os.geteuid():
        pytest.skip("a chroot needs root; type: sudo make test-deb")
    if missing := [tool for tool in ("mmdebstrap", "systemd-nspawn") if shutil.which(tool) is None]:
        pytest.skip(f"{' and '.join(missing)} missing; type: sudo make test-tools")
    if target.arch != native() and not EMULATOR.exists():
        pytest.skip(f"{target.arch} is not emulated here: qemu-user-static missing; type: sudo make test-deb")
    return made(CHECKOUT / "build" / "chroot" / f"{target.suite}-{target.arch}", target, PACKAGES)


def made(path: Path, target: Target, packages: str) -> Path:
    """The root file system ``path`` for ``target`` with ``packages``, made where it is missing, or skips the test."""
    if not path.exists():
        part = path.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.parent.mkdir(parents=True, exist_ok=True)
        hook = f'mkdir -p "$1/etc/dpkg/dpkg.cfg.d"; printf "{NO_MANUALS}" >"$1/etc/dpkg/dpkg.cfg.d/manuals"'
        options = ["--variant=minbase", f"--arch={target.arch}", f"--include={packages}", f"--setup-hook={hook}"]
        done = subprocess.run(
            ["mmdebstrap", *options, target.suite, str(part)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            shutil.rmtree(part, ignore_errors=True)
            pytest.skip(f"this needs Debian's packages once: {done.stderr.strip().splitlines()[-1]}")
        part.rename(path)
    return path
