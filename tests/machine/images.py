"""The disks of a machine on which the packages have been installed: made once for all tests of a run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from machine.machine import Machine
from myna.platform.files import checksum
from myna_deb.target import Target
from package.packages import built, built_models
from package.roots import CHECKOUT, made

TARGET = Target("12", "amd64")
OVERLAY = Path(__file__).parent / "overlay"
TOOLS = ("mmdebstrap", "mke2fs", "qemu-system-x86_64", "qemu-img")
PACKAGES = (
    "systemd,systemd-sysv,udev,dbus,kmod,procps,python3,linux-image-amd64,initramfs-tools,zstd,"  # a board
    "libportaudio2,libgomp1,libatomic1,libstdc++6,zlib1g,alsa-utils"  # what apt would fetch
)
SYSTEM_SIZE, STATE_SIZE, STICK_SIZE = "4G", "64M", "512M"


def skip_without_tools() -> None:
    """Skip the test where no machine can be made, or nobody asked for one."""
    if os.environ.get("MYNA_TEST_MACHINE") is None:
        pytest.skip("a whole machine is booted by: sudo make test-machine")
    if os.geteuid():
        pytest.skip("a root file system needs root; type: sudo make test-machine")
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"{' and '.join(missing)} missing; type: sudo make test-machine")


class Images:
    """The disks in ``folder``, and the kernel that starts from them; kept while they would be made the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self) -> None:
        """Make them, if they are not there: a Debian, which installs the packages from a stick.

        Skips the test where the packages are missing.
        """
        packages = (built(TARGET), built_models())
        sources = (Path(__file__), *sorted(path for path in OVERLAY.rglob("*") if path.is_file()), *packages)
        digest = "".join(f"{checksum(path, 'sha256')}\n" for path in sources)
        if (made_of := self._folder / "made-of").exists() and made_of.read_text() == digest:
            return
        root = made(CHECKOUT / "build" / "machine" / TARGET.suite, TARGET, PACKAGES)
        subprocess.run(["cp", "-r", "--no-dereference", f"{OVERLAY}/.", root], check=True)
        shutil.rmtree(self._folder, ignore_errors=True)
        (empty := self._folder / "empty").mkdir(parents=True)
        (stick := self._folder / "stick").mkdir()
        for path in packages:
            shutil.copy(path, stick)
        for name in ("vmlinuz", "initrd.img"):
            shutil.copy(root / name, self._folder / name)
        for name, tree, size in (("system", root, SYSTEM_SIZE), ("state", empty, STATE_SIZE)):
            _format(tree, self._folder / f"{name}.raw", size)
        _format(stick, self._folder / "stick.raw", STICK_SIZE)
        self._install(self._folder / "stick.raw")
        shutil.rmtree(stick)
        made_of.write_text(digest)

    def machine(self, folder: Path) -> Machine:
        """A machine with copies of the disks, which are in ``folder``."""
        for name in ("system", "state"):
            base = self._folder / f"{name}.raw"
            _image("create", "-f", "qcow2", "-F", "raw", "-b", str(base), str(folder / f"{name}.qcow2"))
        return Machine(self._folder, folder / "system.qcow2", folder / "state.qcow2", folder)

    def _install(self, stick: Path) -> None:
        machine = self.machine(self._folder)
        try:
            machine.switch_on(stick=stick)
            assert machine.run("ls", "/sys/class/net") == "lo\n"
            machine.run("mount", "-o", "ro", "/dev/vdc", "/mnt")
            machine.run("sh", "-c", "DEBIAN_FRONTEND=noninteractive apt-get -q -y install /mnt/myna*.deb")
            machine.switch_off()
        finally:
            machine.cut_power()
        for name in ("system", "state"):
            _image("commit", str(self._folder / f"{name}.qcow2"))


def _format(tree: Path, image: Path, size: str) -> None:
    command = ("mke2fs", "-q", "-F", "-t", "ext4", "-m", "0", "-d", tree, image, size)
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)


def _image(*arguments: str) -> None:
    subprocess.run(["qemu-img", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
