"""A board: a Debian that a real systemd boots in a container, without a network, with a room and a speaker.

What is played into its sink ``room`` is heard by its microphone; ``overlay/`` is what makes it so.

Its checkout of Myna belongs to a person with sudo, ``pi``. What lies in ``folder`` is at ``/srv/share`` in there.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from appliance.image import CHECKOUT, PERSON, PERSON_ID

OVERLAY = Path(__file__).parent / "overlay"
HOME = f"/home/{PERSON}"
SOURCES = ("Makefile", "README.md", "LICENSE", "pyproject.toml", "config", "requirements", "scripts", "src", "systemd")
SOUND = "unix:/run/sound/pulse.sock"
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "PULSE_SERVER": SOUND,
}
BOOT_SECONDS = 60.0
CGROUPS = (Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup"))
IN_GROUP = ("sh", "-c", 'echo $$ >"$0/cgroup.procs" && exec "$@"')
"""Runs a command in a cgroup of its own: two boards in the same one would take each other's services for theirs."""

MEMORY = Path("/sys/fs/cgroup/memory")

REFUSED = """
def refused(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "allowed"
"""
"""What a probe says of something that it tries."""


def until(condition: Callable[[], object], seconds: float = 60.0, what: str = "it") -> None:
    """Poll for something that happens on the board."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds:.0f} s"
        time.sleep(0.1)


class Board:
    """A copy of the root file system ``image``, which lives until it is thrown away; ``wheels`` are in ``/srv``."""

    def __init__(self, image: Path, wheels: Path, folder: Path) -> None:
        self._image = image
        self._root = image.with_name(f"{image.name}-{os.getpid()}")
        self._group = next(root for root in CGROUPS if (root / "cgroup.procs").exists()) / f"myna-{self._root.name}"
        self._wheels = wheels
        self.folder = folder
        self.checkout = folder / "checkout"
        self._container: subprocess.Popen[bytes] | None = None
        self._init = 0

    def unpack(self) -> None:
        """Copy the root file system and the checkout."""
        subprocess.run(["cp", "-a", "--reflink=auto", self._image, self._root], check=True)
        shutil.copytree(OVERLAY, self._root, symlinks=True, dirs_exist_ok=True)
        (self.folder / "share").mkdir()
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        for name in SOURCES:
            if (CHECKOUT / name).is_dir():
                shutil.copytree(CHECKOUT / name, self.checkout / name, ignore=ignored)
            else:
                self.checkout.mkdir(exist_ok=True)
                shutil.copy(CHECKOUT / name, self.checkout)
        (self.checkout / "models").mkdir()
        for path in (self.checkout, *self.checkout.rglob("*")):
            os.chown(path, PERSON_ID, PERSON_ID)

    def switch_on(self) -> None:
        """Boot, until systemd has started all there is."""
        binds = (
            f"--bind={self.checkout}:{HOME}/myna",
            f"--bind-ro={CHECKOUT / 'models'}:{HOME}/myna/models",
            f"--bind-ro={self._wheels}:/srv/wheels",
            f"--bind={self.folder / 'share'}:/srv/share",
        )
        self._group.mkdir(exist_ok=True)
        options = ("--boot", "--register=no", "--keep-unit", "--link-journal=no", "--private-network")
        with (self.folder / "console.log").open("wb") as console:
            self._container = subprocess.Popen(
                [*IN_GROUP, self._group, "systemd-nspawn", "-D", self._root, "--machine=myna-board", *options, *binds],
                env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
            )
        until(self._find_init, BOOT_SECONDS, "the start of systemd")
        until(lambda: self.attempt("systemctl", "start", "sound").returncode == 0, BOOT_SECONDS, "the sound server")
        until(lambda: self.run("systemctl", "is-system-running", check=False) == "running\n", BOOT_SECONDS, "the boot")
        until(lambda: self.run("pactl", "info", check=False).startswith("Server"), what="the start of the sound server")

    def switch_off(self) -> None:
        """Shut down, or pull the plug where that takes too long. Safe to call twice."""
        container, self._container = self._container, None
        if container is None:
            return
        if self._init:
            self.run("systemctl", "poweroff", check=False)
        try:
            container.wait(timeout=30)
        except subprocess.TimeoutExpired:
            container.terminate()
            container.wait()

    def throw_away(self) -> None:
        """Switch off for good: what was written is gone."""
        self.switch_off()
        shutil.rmtree(self._root, ignore_errors=True)
        if self._group.exists():
            for group in (*sorted(self._group.rglob("*/"), reverse=True), self._group):
                group.rmdir()

    def run(self, *command: str, check: bool = True, timeout_seconds: float = 300.0) -> str:
        """What a command of root prints, standard error too; with ``check`` it must succeed."""
        done = self.attempt(*command, timeout_seconds=timeout_seconds)
        assert not check or done.returncode == 0, f"{' '.join(command)}: {done.returncode}\n{done.stdout}"
        return done.stdout

    def attempt(self, *command: str, timeout_seconds: float = 300.0) -> subprocess.CompletedProcess[str]:
        """Run a command as root; its status, and what it prints, standard error too."""
        return subprocess.run(
            self._inside(*command),
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout_seconds,
            check=False,
        )

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What ``pi`` types in the checkout: ``sudo make ...``."""
        return self.attempt("runuser", "-u", PERSON, "--", "sudo", "make", "-C", f"{HOME}/myna", *arguments)

    def install(self, *arguments: str) -> str:
        """Install Myna from the wheels and the models of the host's checkout; what it says."""
        done = self.make("install", "WHEELS=/srv/wheels", "MODEL=starter", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def probed(self, service: str, script: str, left_out: tuple[str, ...]) -> dict[str, str]:
        """What ``script``, which prints a name and a word a line, meets under the very restrictions of a service.

        Lines of its unit that begin like one of ``left_out`` do not hold for the probe.
        """
        self.write("/opt/myna/probe.py", REFUSED + script)
        unit = self.read(f"/etc/systemd/system/{service}").splitlines()
        kept = [line for line in unit if not line.startswith(left_out)]
        kept.insert(
            kept.index("[Service]") + 1, "Type=oneshot\nExecStart=/opt/myna/current/bin/python -I /opt/myna/probe.py"
        )
        probe = f"probe-{service}"
        self.write(f"/run/systemd/system/{probe}", "\n".join(kept))
        self.run("systemctl", "daemon-reload")
        self.run("systemctl", "start", probe)
        lines = self.run("journalctl", "--unit", probe, "--output", "cat", "_COMM=python").splitlines()
        return dict(line.rsplit(" ", 1) for line in lines)

    def exists(self, path: str) -> bool:
        """Whether there is such a file on the board."""
        return self.attempt("test", "-e", path).returncode == 0

    @contextmanager
    def limited(self, memory_bytes: int) -> Iterator[None]:
        """All that begins on the board in the ``with`` block shares ``memory_bytes``; skips where that cannot be had.

        The host's cgroup v1 does it: there is no memory controller in a container beside it.
        """
        if not MEMORY.is_dir():
            pytest.skip("memory cannot be limited here: there is no memory controller of cgroup v1")
        lines = Path(f"/proc/{self._init}/cgroup").read_text().splitlines()
        (home,) = [path for _, controller, path in (line.split(":", 2) for line in lines) if controller == "memory"]
        group = MEMORY / "myna-board"
        group.mkdir(exist_ok=True)
        (group / "memory.limit_in_bytes").write_text(str(memory_bytes))
        (group / "cgroup.procs").write_text(str(self._init))
        try:
            yield
        finally:
            for process in (group / "cgroup.procs").read_text().split():
                (MEMORY / home.lstrip("/") / "cgroup.procs").write_text(process)
            group.rmdir()

    def show(self, property_: str, unit: str = "myna") -> str:
        """A property of a unit."""
        return self.run("systemctl", "show", unit, f"--property={property_}", "--value").strip()

    def journal(self, unit: str = "myna") -> str:
        """All that a unit has written, and systemd about it."""
        return self.run("journalctl", "--unit", unit, "--output", "cat", "--no-pager")

    def read(self, path: str) -> str:
        """A file of the board."""
        return self.run("cat", path)

    def write(self, path: str, text: str) -> None:
        """Write a file of the board, whose folder exists."""
        (self.folder / "share" / "written").write_text(text)
        self.run("cp", "/srv/share/written", path)

    def speak(self, recording: Path) -> None:
        """Play a recording in the room, to its end."""
        shutil.copy(recording, self.folder / "share" / recording.name)
        self.run("paplay", "-d", "room", f"/srv/share/{recording.name}")

    @contextmanager
    def recording(self) -> Iterator[Path]:
        """Record what the speaker plays, from now to the end of the ``with`` block, as a WAV file."""
        path = self.folder / "share" / f"heard-{time.monotonic_ns()}.wav"
        command = ("parec", "-d", "speaker.monitor", "--latency-msec=10", "--file-format=wav")
        process = subprocess.Popen(self._inside(*command, f"/srv/share/{path.name}"), env=ENVIRONMENT)
        try:
            until(lambda: path.exists() and path.stat().st_size > 1000, what="the recording")
            yield path
        finally:
            self.run("pkill", "-x", "parec", check=False)
            process.wait()

    def _inside(self, *command: str) -> list[str]:
        return ["nsenter", f"--target={self._init}", *["-m", "-u", "-i", "-n", "-p", "-r", "-w", "--"], *command]

    def _find_init(self) -> int:
        assert self._container is not None
        assert self._container.poll() is None, (self.folder / "console.log").read_text(errors="replace")
        found = subprocess.run(
            ["pgrep", "-P", str(self._container.pid), "-x", "systemd"], stdout=subprocess.PIPE, text=True, check=False
        )
        self._init = int(found.stdout or 0)
        return self._init
