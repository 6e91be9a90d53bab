"""The package for ARM on an emulated processor: that of a Raspberry Pi 3, 4 and 5."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from myna_deb.target import RELEASES, Target
from package.packages import CONFIG, models, newer, package
from package.roots import native, root

PROCESSORS = [("cortex-a53", "armv8.0_1"), ("cortex-a72", "armv8.0_1"), ("cortex-a76", "armv8.2_2")]


INSIDE = ("unshare", "--mount", "sh", "-c")
MOUNTED = 'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && exec chroot "$0" env "$@"'
"""Runs a command in a chroot with ``/proc`` and ``/dev``, which nobody else sees there, and which end with it."""


class Chroot:
    """A copy of a root file system."""

    def __init__(self, path: Path, target: Target) -> None:
        self.path = path
        self.target = target

    def file(self, path: str) -> Path:
        """A file of it, as it is seen from outside."""
        return self.path / path.lstrip("/")

    def run(self, *command: str, **environment: str) -> str:
        """What a command prints, which must succeed."""
        done = subprocess.run(
            [*INSIDE, MOUNTED, self.path, *(f"{name}={value}" for name, value in environment.items()), *command],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.returncode}\n{done.stdout}"
        return done.stdout


@pytest.fixture(scope="module", params=RELEASES)
def chroot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroot]:
    """An emulated board with the packages installed, and no systemd."""
    target = Target(request.param, "arm64" if native() != "arm64" else "amd64")
    packages = (package(target), models())
    image = root(target)
    path = image.with_name(f"{image.name}-{tmp_path_factory.getbasetemp().name}")
    try:
        subprocess.run(["cp", "-a", "--reflink=auto", image, path], check=True)
        for package_ in packages:
            shutil.copy(package_, path / "srv")
        chroot = Chroot(path, target)
        chroot.run("sh", "-c", "dpkg --install /srv/*.deb", QEMU_CPU="cortex-a72")
        yield chroot
    finally:
        shutil.rmtree(path, ignore_errors=True)


@pytest.mark.parametrize(("processor", "kernels"), PROCESSORS)
def test_the_right_kernels_are_loaded_and_answer(chroot: Chroot, processor: str, kernels: str) -> None:
    checked = chroot.run("sh", "-c", "myna check || true", QEMU_CPU=processor)
    assert f"for {kernels}" in checked
    question = "Please tell me a short story about a little bird."  # which no table answers
    options = ("--here", "--set", "brain.max_tokens=16")
    answer = chroot.run("myna", "ask", question, *options, QEMU_CPU=processor)
    assert len(answer.splitlines()[-1].split()) > 5, answer


def test_it_hears_and_speaks(chroot: Chroot) -> None:
    chroot.run(
        "myna", "say", "--here", "Computer, what time is it?", "--output", "/srv/said.wav", QEMU_CPU="cortex-a72"
    )
    heard = chroot.run("myna", "hear", "/srv/said.wav", QEMU_CPU="cortex-a72")
    events = [json.loads(line) for line in heard.splitlines() if line.startswith("{")]
    assert any("time" in event.get("text", "") for event in events), heard


def test_an_upgrade_a_removal_and_a_purge_keep_what_they_shall(chroot: Chroot, tmp_path: Path) -> None:
    """Last of all, since nothing is left of the packages."""
    mine, config = chroot.file("/var/lib/myna/mine.json"), chroot.file(CONFIG)
    mine.write_text("{}", encoding="utf-8")
    config.write_text(config.read_text(encoding="utf-8").replace("wake_word: computer", "wake_word: hey computer"))
    shutil.copy(newer(chroot.target, tmp_path), chroot.path / "srv" / "newer.deb")
    chroot.run("dpkg", "--install", "--force-confold", "/srv/newer.deb", QEMU_CPU="cortex-a72")
    version = chroot.run("dpkg-query", "--show", "--showformat=${Version}", "myna")
    assert version == f"9.0.0+deb{chroot.target.release}"
    assert "wake_word: hey computer" in config.read_text(encoding="utf-8")
    assert mine.exists()
    assert chroot.run("myna", "version", QEMU_CPU="cortex-a72").strip()

    chroot.run("dpkg", "--remove", "myna", "myna-models-starter")
    assert not any(chroot.file(path).exists() for path in ("/usr/lib/myna", "/usr/bin/myna", "/usr/share/myna"))
    assert config.exists()
    assert mine.exists()

    chroot.run("dpkg", "--purge", "myna", "myna-models-starter")
    assert not any(chroot.file(path).exists() for path in ("/etc/myna", "/var/lib/myna", "/var/lib/myna-web"))
    assert "\nmyna" not in chroot.file("/etc/passwd").read_text(encoding="utf-8")
