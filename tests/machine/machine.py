"""A whole machine: Debian with its own kernel, a sound card and two disks, in an emulator, without a network.

The first disk is the system, the second one what Myna keeps (``/var/lib/myna``). Commands of root go over a virtio
port, to ``overlay/usr/local/lib/agent.py``. The sound card is the kernel's loopback: what is played on its device 0 is
heard by the microphone of the default device, and what that plays can be recorded there.
"""

import base64
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

ROOM = "plughw:Loopback,0"
ANSWER_SECONDS = 600.0
"""How long a boot, a shutdown or one line of a command may take; an emulated processor is slow."""

ACCELERATOR = "MYNA_TEST_ACCELERATOR"
"""The environment's variable that says what runs the machine: kvm or tcg."""

EMULATOR = (
    *("qemu-system-x86_64", "-M", "q35", "-m", "2048", "-display", "none", "-no-reboot", "-nic", "none"),
    *("-cpu", "max,arch-capabilities=off"),  # that register may not be set by a machine within a machine
)
PROCESSORS = {
    "kvm": ("-accel", "kvm", "-smp", "2"),
    "tcg": ("-accel", "tcg", "-smp", "1", "-icount", "shift=0"),
}
"""What runs the machine. An emulated processor is slow, and its machine's clock waits for it: a second goes by with a
thousand million instructions, so that no sound is lost."""

KERNEL = (
    "root=/dev/vda console=ttyS0 quiet mitigations=off "  # which cost an emulated processor half of its time
    "systemd.mask=apt-daily.timer systemd.mask=apt-daily-upgrade.timer systemd.mask=dpkg-db-backup.timer "
    "systemd.mask=e2scrub_all.timer systemd.mask=e2scrub_reap.service systemd.mask=fstrim.timer"
)
"""What it is started with: nothing but Myna works there, also when its clock is set."""


def until(condition: Callable[[], object], what: str, seconds: float = ANSWER_SECONDS) -> None:
    """Poll for something that happens on the machine."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds:.0f} s"
        time.sleep(5)  # an emulated processor has other things to do


@cache
def accelerator(kernel: Path) -> str:
    """What runs the machine: as the environment says, else kvm where a ``kernel`` starts with it, else tcg."""
    if wanted := os.environ.get(ACCELERATOR):
        return wanted
    command = [
        *EMULATOR,
        *PROCESSORS["kvm"],
        "-serial",
        "stdio",
        "-kernel",
        kernel,
        "-append",
        "console=ttyS0 panic=-1",
    ]
    try:  # without a root file system it ends soon
        tried = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return "tcg"
    return "kvm" if b"Kernel panic" in tried.stdout else "tcg"


class Command:
    """A command that runs on the machine: iterating gives its lines, until it ends. Then it has a ``status``."""

    def __init__(self, machine: "Machine", number: int) -> None:
        self._machine = machine
        self._number = number
        self.status: int | None = None

    def __iter__(self) -> Iterator[str]:
        while self.status is None:
            message = self._machine.message_to(self._number)
            self.status = message.get("status")
            if "line" in message:
                yield message["line"]

    def text(self) -> str:
        """All that it prints, standard error too."""
        return "".join(self)


class Machine:
    """The machine whose disks are the files ``system`` and ``state`` (qcow2); its log and socket are in ``folder``.

    ``boot`` has ``vmlinuz`` and ``initrd.img``. What is on the disks stays there when it is switched off, however that
    happens.
    """

    def __init__(self, boot: Path, system: Path, state: Path, folder: Path) -> None:
        self._boot = boot
        self._disks = [system, state]
        self._folder = folder
        self._emulator: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._received = b""
        self._last_number = 0
        self._gone = 0  # the number of the last command that was started before it went off
        self._messages: dict[int, list[dict[str, Any]]] = {}

    def switch_on(self, *, options: str = "rw") -> None:
        """Boot with ``options`` for the kernel, until commands can be run."""
        self._start("-append", f"{KERNEL} {options}")
        while not self._messages[0]:
            assert self._receive(), self.console()

    def sleep(self, memory: Path) -> None:
        """Put all that it is and does into the file ``memory``, and switch off."""
        assert self._emulator is not None
        assert self._emulator.stdin is not None
        self._emulator.stdin.write(
            b"migrate_set_parameter max-bandwidth 100G\n"
            b"migrate_set_parameter downtime-limit 1000000\n"
            b'migrate "exec:cat >%b"\n'
            b"quit\n" % bytes(memory)
        )
        self._emulator.stdin.flush()
        self.wait_for_end()

    def wake_up(self, memory: Path) -> None:
        """Go on as the machine that went to sleep into the file ``memory``; the disks must be as they were."""
        self._start("-append", KERNEL, "-incoming", f"exec:cat {memory}")
        self.run("true")

    def _start(self, *options: str) -> None:
        """Start the emulator, and connect to it."""
        door, kernel, log = self._folder / "door.sock", self._boot / "vmlinuz", self._folder / "console.log"
        door.unlink(missing_ok=True)
        drives = [f"file={disk},format=qcow2,if=virtio" for disk in self._disks]
        self._emulator = subprocess.Popen(
            [
                *(*EMULATOR, *PROCESSORS[accelerator(kernel)], "-kernel", kernel),
                *("-initrd", self._boot / "initrd.img", "-monitor", "stdio"),
                *("-chardev", f"file,id=console,path={log},append=on", "-serial", "chardev:console"),
                *(option for drive in drives for option in ("-drive", drive)),
                *("-device", "virtio-serial", "-chardev", f"socket,id=door,path={door},server=on,wait=off"),
                *("-device", "virtserialport,chardev=door,name=agent", *options),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        self._received, self._messages[0] = b"", []
        self._socket = socket.socket(socket.AF_UNIX)
        until(lambda: self._is_connected(door), "the start of the emulator")
        self._socket.settimeout(ANSWER_SECONDS)

    def _is_connected(self, door: Path) -> bool:
        assert self._socket is not None
        assert self._emulator is not None
        assert self._emulator.poll() is None, self.console()
        return self._socket.connect_ex(str(door)) == 0

    def cut_power(self) -> None:
        """Off at once: what the kernel has not written is gone. Safe to call twice."""
        if self._emulator is not None:
            self._emulator.kill()
            self.wait_for_end()

    def wait_for_end(self) -> None:
        """Wait until it is off."""
        assert self._emulator is not None
        self._emulator.wait(timeout=ANSWER_SECONDS)
        if self._emulator.stdin is not None:
            self._emulator.stdin.close()
        self._emulator = None
        self._gone = self._last_number
        if self._socket is not None:
            with suppress(OSError):
                while self._receive():
                    pass
            self._socket.close()

    def start(self, *command: str, text: str = "") -> Command:
        """Start a command of root, with ``text`` as its standard input."""
        assert self._socket is not None
        self._last_number += 1
        self._messages[self._last_number] = []
        self._socket.sendall(json.dumps([self._last_number, command, text]).encode() + b"\n")
        return Command(self, self._last_number)

    def run(self, *command: str, text: str = "") -> str:
        """What a command of root prints, standard error too; it must succeed."""
        started = self.start(*command, text=text)
        printed = started.text()
        assert started.status == 0, f"{' '.join(command)}: {started.status}\n{printed}"
        return printed

    def succeeds(self, *command: str) -> bool:
        """Whether a command of root ends with 0."""
        started = self.start(*command)
        started.text()
        return started.status == 0

    def message_to(self, number: int) -> dict[str, Any]:
        """The next message of the command of that number. Raises EOFError where the machine went off."""
        while not self._messages[number]:
            if number <= self._gone or not self._receive():
                raise EOFError(self.console())
        return self._messages[number].pop(0)

    def _receive(self) -> bool:
        """Sort what comes next to its commands; False where nothing comes any more."""
        assert self._socket is not None
        received = self._socket.recv(1 << 16)
        *lines, self._received = (self._received + received).split(b"\n")
        for line in lines:
            message = json.loads(line)
            self._messages[message["number"]].append(message)
        return bool(received)

    def console(self) -> str:
        """What the kernel and systemd have said."""
        return (self._folder / "console.log").read_text(errors="replace")

    def show(self, property_: str, unit: str = "myna") -> str:
        """A property of a unit."""
        return self.run("systemctl", "show", unit, f"--property={property_}", "--value").strip()

    def journal(self, unit: str = "myna") -> str:
        """All that a unit has written since the boot, and systemd about it."""
        return self.run("journalctl", "--boot", "--unit", unit, "--output", "cat", "--no-pager")

    def is_listening(self) -> bool:
        """Whether Myna listens."""
        shown = self.run("systemctl", "show", "myna", "--property=ActiveState,StatusText")
        return "ActiveState=active\n" in shown and "StatusText=Listening" in shown

    def wait_until_it_listens(self) -> None:
        """Wait until Myna listens."""
        until(self.is_listening, "listening")

    def status(self) -> dict[str, Any]:
        """What ``myna status --json`` prints."""
        found: dict[str, Any] = self.request("status")["status"]
        return found

    def request(self, command: str, **arguments: object) -> dict[str, Any]:
        """What Myna's control socket answers; it must not refuse."""
        answers = list(self.requests([{"command": command, **arguments}]))
        assert answers, f"Myna went away: {command}"
        assert answers[-1]["ok"], answers[-1]
        return answers[-1]

    def requests(self, requests: Iterable[Mapping[str, object]]) -> Iterator[dict[str, Any]]:
        """What the control socket answers, line by line, until the machine or Myna goes away."""
        text = "".join(f"{json.dumps(request)}\n" for request in requests)
        sent = self.start("python3", "/usr/local/lib/control.py", text=text)
        return self._answers(sent)

    def events(self) -> Iterator[dict[str, Any]]:
        """What happens to Myna from now on; the snapshot is there when this returns."""
        events = self.requests([{"command": "events"}])
        assert next(events)["ok"]
        assert next(events)["event"] == "snapshot"
        return events

    def _answers(self, sent: Command) -> Iterator[dict[str, Any]]:
        with suppress(EOFError):
            for line in sent:
                if not line.startswith("{"):  # a traceback: Myna went away
                    return
                yield json.loads(line)

    def speak(self, recording: Path) -> None:
        """Play a recording (WAV) of this machine's in the room, to its end."""
        encoded = base64.b64encode(recording.read_bytes()).decode()
        self.run("sh", "-c", f"base64 -d | aplay -q -D {ROOM}", text=encoded)

    @contextmanager
    def recording(self, path: str) -> Iterator[None]:
        """Record what the loudspeaker plays, to the end of the ``with`` block, as a WAV file of the machine."""
        process = self.start("arecord", "-q", "-D", ROOM, "-f", "S16_LE", "-r", "16000", "-c", "1", path)
        until(lambda: self.succeeds("test", "-s", path), "the recording")
        yield
        self.run("pkill", "-INT", "arecord")
        process.text()

    def seconds_to_listen(self) -> float:
        """How long the last start of Myna took until it listened, by the machine's own clock."""
        began, ready = (self.show(f"{name}TimestampMonotonic") for name in ("ExecMainStart", "ActiveEnter"))
        return (int(ready) - int(began)) / 1e6
