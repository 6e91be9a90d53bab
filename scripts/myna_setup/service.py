"""Starts the service, and waits until it is known whether it works."""

import subprocess
import time
from collections.abc import Callable, Mapping
from enum import Enum, auto

from myna_setup.layout import SERVICE

LIMIT_SECONDS = 1200.0
"""More than Myna itself allows an engine to load (900 s), after which it is ended and so has failed."""

MICROPHONE_SECONDS = 10.0
"""How long a start may lack a microphone before nobody waits for it any longer."""

RESTARTS = 3
"""So often a new release may begin again: where a model is too large for the memory, a smaller one comes next."""

POLL_SECONDS = 0.5
NO_MICROPHONE = "Waiting for a microphone."
"""How the status line begins where Myna has loaded all and there is nothing to hear with."""

_PROPERTIES = ("ActiveState", "SubState", "InvocationID", "NRestarts", "StatusText")


class Outcome(Enum):
    """How a start ended."""

    READY = auto()
    NO_MICROPHONE = auto()
    FAILED = auto()


def systemctl(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``systemctl``; what it fails in shows in the service's state."""
    return subprocess.run(["systemctl", *arguments], capture_output=True, text=True, check=False)


def look() -> dict[str, str]:
    """The service's state."""
    printed = systemctl("show", SERVICE, f"--property={','.join(_PROPERTIES)}").stdout
    return dict(line.split("=", 1) for line in printed.splitlines() if "=" in line)


def restart(
    look: Callable[[], Mapping[str, str]] = look,
    systemctl: Callable[..., subprocess.CompletedProcess[str]] = systemctl,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Start the service anew and wait until it is known how that ends."""
    before = look().get("InvocationID")
    systemctl("reset-failed", SERVICE)
    if systemctl("restart", "--no-block", SERVICE).returncode:
        return Outcome.FAILED
    began, silent_since = clock(), None
    while clock() - began < LIMIT_SECONDS:
        sleep(POLL_SECONDS)
        now = look()
        if now.get("InvocationID") == before:
            continue  # the one before is still there, or nothing is yet
        if now.get("ActiveState") == "active":
            return Outcome.READY
        if now.get("ActiveState") == "failed" or int(now.get("NRestarts") or 0) >= RESTARTS:
            return Outcome.FAILED
        if not now.get("StatusText", "").startswith(NO_MICROPHONE):
            silent_since = None
        elif silent_since is None:
            silent_since = clock()
        elif clock() - silent_since >= MICROPHONE_SECONDS:
            return Outcome.NO_MICROPHONE
    return Outcome.FAILED


def journal(since: float, lines: int = 15) -> list[str]:
    """The last lines that the service has written since then, in seconds since 1970."""
    subprocess.run(["journalctl", "--sync"], capture_output=True, check=False)
    command = ["journalctl", "--unit", SERVICE, "--since", f"@{int(since)}", "--output", "cat", "--no-pager"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()[-lines:]
