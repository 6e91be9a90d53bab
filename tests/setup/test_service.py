"""How a start of the service is judged."""

import subprocess

import pytest

from myna_setup import service
from myna_setup.service import Outcome


class Systemd:
    """Shows one state after the other, the last one for ever; ``time`` passes with each look."""

    def __init__(self, *states):
        self.states = [
            dict(zip(("ActiveState", "SubState", "InvocationID", "NRestarts"), state, strict=False)) for state in states
        ]
        for found, state in zip(self.states, states, strict=True):
            found["StatusText"] = state[4] if len(state) > 4 else ""
        self.time = 0.0
        self.commands = []
        self.status = 0

    def look(self):
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def systemctl(self, *arguments):
        self.commands.append(arguments)
        return subprocess.CompletedProcess(arguments, self.status, "", "")

    def sleep(self, seconds):
        self.time += seconds

    def restart(self):
        return service.restart(self.look, self.systemctl, lambda: self.time, self.sleep)


OLD = ("active", "running", "old", "0", "Listening for computer.")
ENDING = ("deactivating", "stop-sigterm", "old", "0")
STARTING = ("activating", "start", "new", "0", "Starting.")
WAITING = ("activating", "start", "new", "0", f"{service.NO_MICROPHONE} This machine has no microphone.")
READY = ("active", "running", "new", "0")
AGAIN = ("activating", "auto-restart", "new", "0")
SECOND = ("activating", "start", "newer", "1")
THIRD = ("activating", "start", "newest", "3")
BEFORE = ("failed", "failed", "old", "0")
REFUSED = ("failed", "failed", "new", "0")


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        ([OLD, OLD, ENDING, STARTING, READY], Outcome.READY),
        ([OLD, ENDING, STARTING, AGAIN, SECOND, READY], Outcome.READY),
        ([OLD, ENDING, STARTING, AGAIN, SECOND, THIRD], Outcome.FAILED),
        ([OLD, ENDING, REFUSED], Outcome.FAILED),
        ([BEFORE, BEFORE, STARTING, READY], Outcome.READY),
        ([OLD, STARTING, WAITING], Outcome.NO_MICROPHONE),
        ([OLD, STARTING, WAITING, WAITING, READY], Outcome.READY),
        ([OLD, STARTING], Outcome.FAILED),
    ],
)
def test_a_start_ends_as_systemd_says(states, outcome):
    systemd = Systemd(*states)

    assert systemd.restart() is outcome
    assert systemd.commands[-1] == ("restart", "--no-block", service.SERVICE)


def test_a_microphone_is_waited_for_for_a_while_and_a_load_for_long():
    waiting, loading = Systemd(OLD, WAITING), Systemd(OLD, STARTING)

    waiting.restart()
    loading.restart()

    assert waiting.time == service.MICROPHONE_SECONDS + service.POLL_SECONDS
    assert loading.time == service.LIMIT_SECONDS


def test_a_start_that_systemd_refuses_has_failed():
    systemd = Systemd(OLD)
    systemd.status = 1

    assert systemd.restart() is Outcome.FAILED
    assert systemd.time == 0
