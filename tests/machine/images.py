"""The disks of a machine on which the packages have been installed, as on a card that has never been booted."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from machine.machine import Machine
from myna.platform.files import checksum
from myna_deb.target import Target
from package.packages import built, built_models
from package.roots import CHECKOUT, made, native

TARGET = Target("12", "amd64")
OVERLAY = Path(__file__).parent / "overlay"
TOOLS = ("mmdebstrap", "mke2fs", "qemu-system-x86_64", "qemu-img")
PACKAGES = (
    "systemd,systemd-sysv,udev,dbus,kmod,procps,python3,linux-image-amd64,initramfs-tools,zstd,"  # a board
    "libportaudio2,libgomp1,libatomic1,libstdc++6,zlib1g,alsa-utils"  # what apt would fetch
)
SYSTEM_SIZE, STATE_SIZE = "4G", "64M"


def skip_without_tools() -> None:
    """Skip the test where no machine can be made, or nobody asked for one."""
    if os.environ.get("MYNA_TEST_MACHINE") is None:
        pytest.skip("a whole machine is booted by: sudo make test-machine")
    if os.geteuid():
        pytest.skip("a root file system needs root; type: sudo make test-machine")
    if native() != TARGET.arch:
        pytest.skip(f"the package for {TARGET.arch} is not installed on a processor of another kind")
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"{' and '.join(missing)} missing; type: sudo make test-machine")


class Images:
    """The disks in ``folder``, and the kernel that starts from them; kept while they would be made the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self) -> None:
        """Make them, if they are not there: a Debian with the packages, and a disk for what Myna keeps.

        Skips the test where the packages are missing.
        """
        packages = (built(TARGET), built_models())
        sources = (Path(__file__), *sorted(path for path in OVERLAY.rglob("*") if path.is_file()), *packages)
        digest = "".join(f"{checksum(path, 'sha256')}\n" for path in sources)
        if (made_of := self._folder / "made-of").exists() and made_of.read_text() == digest:
            return
        root = made(CHECKOUT / "build" / "machine" / TARGET.suite, TARGET, PACKAGES)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        installed = self._folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", root, installed], check=True)
        subprocess.run(["cp", "-r", "--no-dereference", f"{OVERLAY}/.", installed], check=True)
        _install(packages, installed)
        kept = installed / "var" / "lib" / "myna"
        next(
            kept.glob("models/*.gguf")
        ).unlink()  # an emulated processor loads it for minutes, and nothing here asks it
        for name in ("vmlinuz", "initrd.img"):
            shutil.copy(installed / name, self._folder / name)
        for name, tree, size in (
            ("system", installed, SYSTEM_SIZE),
            ("state", kept, STATE_SIZE),
        ):
            command = ("mke2fs", "-q", "-t", "ext4", "-m", "0", "-d", tree, self._folder / f"{name}.raw", size)
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        shutil.rmtree(installed)
        made_of.write_text(digest)

    def machine(self, folder: Path) -> Machine:
        """A machine with copies of the disks, which are in ``folder``."""
        for name in ("system", "state"):
            base = self._folder / f"{name}.raw"
            _image("create", "-f", "qcow2", "-F", "raw", "-b", str(base), str(folder / f"{name}.qcow2"))
        return Machine(self._folder, folder / "system.qcow2", folder / "state.qcow2", folder)


def _install(packages: Sequence[Path], root: Path) -> None:
    """Install ``packages`` in a root file system, as the card image does: without a network, and nothing is started."""
    for path in packages:
        shutil.copy(path, root / "srv")
    chroot = ("unshare", "--net", "--mount", "--pid", "--fork", f"--mount-proc={root}/proc", "chroot", root)
    install = "DEBIAN_FRONTEND=noninteractive dpkg --install /srv/*.deb && rm /srv/*.deb"
    done = subprocess.run(
        [*chroot, "sh", "-c", install],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _image(*arguments: str) -> None:
    subprocess.run(["qemu-img", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
