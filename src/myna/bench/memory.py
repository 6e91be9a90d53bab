"""The memory that the whole assistant takes, and its start: a turn in a process of its own, as ``myna run`` has it.

The peak is the kernel's own (VmHWM in proc_pid_status(5)): the resident memory of the process, its libraries included.
On a sound card there are two more processes, for microphone and speaker, with 16 MB each that they share with nobody.
The start ends when it tells systemd that it listens (sd_notify(3)); this module is systemd for it.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from myna.app.oom_guard import history_file
from myna.core.errors import ModelError
from myna.models.sizing import Plan

QUESTION = Path(str(files("myna.bench"))) / "question.wav"
"""A recorded question that only a language model answers: "Why is the sky blue?", by the voice en_US-joe-medium."""

SAMPLE_SECONDS = 0.05
"""How often the peak is read: it only grows, and what a process does at its end is to free."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a process of its own: the model that answered, empty for a server; its peak; and its start."""

    model: str
    peak_rss_bytes: int
    start_seconds: float


@dataclass(frozen=True, slots=True)
class MemoryResult:
    """What one turn took, and what the plan had said, in bytes."""

    model: str
    peak_rss_bytes: int
    plan: Plan

    def as_json(self) -> dict[str, object]:
        """What programs are told of it."""
        return {
            "model": self.model,
            "peak_rss_bytes": self.peak_rss_bytes,
            "planned_bytes": self.plan.needed_bytes,
            "plan": asdict(self.plan),
        }


def measure(plan: Plan, options: Sequence[str], recording: Path = QUESTION) -> MemoryResult:
    """Answer ``recording`` by ``plan``; ``options`` are those of ``myna run`` that choose the configuration.

    Raises ModelError where the turn fails; its own words are on the standard error then.
    """
    turn = take_turn(options, recording)
    if turn.model != plan.name:
        raise failed(f"{turn.model or 'A server'} answered in the place of {plan.name}.")
    return MemoryResult(plan.name, turn.peak_rss_bytes, plan)


def take_turn(options: Sequence[str], recording: Path = QUESTION) -> Turn:
    """Answer ``recording`` in a process of its own. Raises ModelError where that fails, as above."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(str(Path(folder) / "notify"))
        notices.settimeout(SAMPLE_SECONDS)
        command = [str(Path(sys.executable).with_name("myna")), "run", *options, "--input", str(recording), "--listen"]
        unit = ("STATE_DIRECTORY", "WATCHDOG_USEC", "WATCHDOG_PID")
        begin = time.perf_counter()
        child = subprocess.Popen(
            [*command, "--output", str(Path(folder) / "answer.wav")],
            stdout=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name not in unit}
            # what is learnt here is no experience of the real one
            | {"XDG_STATE_HOME": folder, "NOTIFY_SOCKET": notices.getsockname()},
        )
        peak_bytes, start_seconds = 0, 0.0
        while child.poll() is None:
            peak_bytes = max(peak_bytes, _peak_bytes(child.pid))
            if _next_notice(notices) == b"READY=1":
                start_seconds = time.perf_counter() - begin
        answered = history_file(Path(folder) / "myna")
        answered.load()
    if child.returncode:
        killed = ", killed: the memory did not hold it" if child.returncode == -signal.SIGKILL else ""
        raise failed(f"The turn ended with status {child.returncode}{killed}.")
    return Turn(answered.value.model, peak_bytes, start_seconds)


def _next_notice(notices: socket.socket) -> bytes:
    """What the process tells next; nothing where it tells nothing in ``SAMPLE_SECONDS``."""
    try:
        return notices.recv(4096)
    except TimeoutError:
        return b""


def failed(message: str) -> ModelError:
    """The failure of a turn that gives no figure."""
    return ModelError("bench-failed", message, "See the lines above; look at everything with: myna check")


def _peak_bytes(pid: int) -> int:
    """The most that a process has had so far; 0 once it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
