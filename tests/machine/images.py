"""The disks of a machine on which the packages have been installed, as on a card that has never been booted."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from machine.machine import EMULATOR, KERNEL, PROCESSORS, Machine, accelerator, until
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
MADE_OF = "made-of"


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
    """The disks in ``folder``, the kernel that starts from them, and a machine of them that sleeps while it listens.

    They are kept while they would be made the same.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asleep = folder / "asleep"
        self.memory = self._asleep / "memory"

    def make(self) -> None:
        """Make them, if they are not there: a Debian with the packages, and a disk for what Myna keeps.

        Skips the test where the packages are missing.
        """
        packages = (built(TARGET), built_models())
        sources = (Path(__file__), *sorted(path for path in OVERLAY.rglob("*") if path.is_file()), *packages)
        digest = "".join(f"{checksum(path, 'sha256')}\n" for path in sources)
        if not _is_made(self._folder, digest):
            self._make_disks(packages)
            (self._folder / MADE_OF).write_text(digest)
        processor = PROCESSORS[accelerator(self._folder / "vmlinuz")]
        digest += f"{EMULATOR} {processor} {KERNEL} {_printed(EMULATOR[0], '--version')}"
        if not _is_made(self._asleep, digest):
            self._boot()
            (self._asleep / MADE_OF).write_text(digest)

    def _make_disks(self, packages: Sequence[Path]) -> None:
        root = made(CHECKOUT / "build" / "machine" / TARGET.suite, TARGET, PACKAGES)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        installed = self._folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", root, installed], check=True)
        subprocess.run(["cp", "-r", "--no-dereference", f"{OVERLAY}/.", installed], check=True)
        _install(packages, installed)
        kept = installed / "var" / "lib" / "myna"
        model = next(kept.glob("models/*.gguf"))
        model.unlink()  # an emulated processor loads it for minutes, and nothing here asks it
        for name in ("vmlinuz", "initrd.img"):
            shutil.copy(installed / name, self._folder / name)
        for name, tree, size in (("system", installed, SYSTEM_SIZE), ("state", kept, STATE_SIZE)):
            _printed("mke2fs", "-q", "-t", "ext4", "-m", "0", "-d", str(tree), str(self._folder / f"{name}.raw"), size)
        shutil.rmtree(installed)

    def _boot(self) -> None:
        """Switch a machine on, and have it sleep when Myna listens, has loaded all that it loads and is silent."""
        shutil.rmtree(self._asleep, ignore_errors=True)
        self._asleep.mkdir()
        machine = self._machine(self._asleep, self._folder, "raw")
        try:
            machine.switch_on()
            machine.wait_until_it_listens()
            until(lambda: _has_told(machine), "that it has said that there is no language model")
            machine.run("sync")
            machine.sleep(self.memory)
        finally:
            machine.cut_power()

    def machine(self, folder: Path) -> Machine:
        """A machine with copies of the disks, in ``folder``. It can wake up with ``memory``."""
        return self._machine(folder, self._asleep, "qcow2")

    def _machine(self, folder: Path, disks: Path, form: str) -> Machine:
        for name in ("system", "state"):
            options = ("-f", "qcow2", "-F", form, "-b", str(disks / f"{name}.{form}"))
            _printed("qemu-img", "create", *options, str(folder / f"{name}.qcow2"))
        return Machine(self._folder, folder / "system.qcow2", folder / "state.qcow2", folder)


def _is_made(folder: Path, digest: str) -> bool:
    """Whether what is in ``folder`` was made of that."""
    return (made_of := folder / MADE_OF).exists() and made_of.read_text() == digest


def _has_told(machine: Machine) -> bool:
    """Whether Myna has told aloud what it loads behind the start; who speaks to it meanwhile may not be heard."""
    return bool(json.loads(machine.run("cat", "/var/lib/myna/models.json"))["told"])


def _install(packages: Sequence[Path], root: Path) -> None:
    """Install ``packages`` in a root file system, as the card image does: without a network, and nothing is started."""
    for path in packages:
        shutil.copy(path, root / "srv")
    chroot = ("unshare", "--net", "--mount", "--pid", "--fork", f"--mount-proc={root}/proc", "chroot", root)
    install = "DEBIAN_FRONTEND=noninteractive dpkg --install /srv/*.deb && rm /srv/*.deb && update-initramfs -u"
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


def _printed(*command: str) -> str:
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True).stdout
