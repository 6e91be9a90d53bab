"""What systemd is told: messages on a real socket, and a watchdog on virtual time."""

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import virtual_time
from myna.platform.systemd import CHECKS, Notifier, private_network, watch


class Systemd:
    """The other end of a notification socket."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.setblocking(False)

    def told(self) -> list[str]:
        messages = []
        while True:
            try:
                messages.append(self._socket.recv(4096).decode())
            except BlockingIOError:
                return messages

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    made = Systemd(str(tmp_path / "notify"))
    yield made
    made.close()


def test_what_systemd_is_told(systemd: Systemd, tmp_path: Path) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
    notifier.status("Starting.")
    notifier.more_time(90)
    notifier.ready()
    notifier.status("Starting.")
    notifier.alive()
    notifier.stopping()
    notifier.alive()  # it would put the end of the shutdown off
    notifier.more_time(90)
    assert systemd.told() == ["STATUS=Starting.", "EXTEND_TIMEOUT_USEC=90000000", "READY=1", "WATCHDOG=1", "STOPPING=1"]
    assert notifier.is_managed


def test_a_reload_carries_the_time(systemd: Systemd, tmp_path: Path) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
    notifier.reloading()
    notifier.reloaded()
    assert systemd.told() == []  # a start is no reload, and is over when it is over
    notifier.ready()
    notifier.reloading()
    notifier.reloaded()
    ready, message, again = systemd.told()
    assert (ready, again) == ("READY=1", "READY=1")
    first, second = message.split("\n")
    assert first == "RELOADING=1"
    assert second.startswith("MONOTONIC_USEC=")
    assert int(second.partition("=")[2]) > 0


def test_the_socket_may_be_an_abstract_one() -> None:
    systemd = Systemd(f"\0myna-test-{os.getpid()}")
    Notifier({"NOTIFY_SOCKET": f"@myna-test-{os.getpid()}"}).ready()
    assert systemd.told() == ["READY=1"]
    systemd.close()


def test_without_systemd_nothing_happens(tmp_path: Path) -> None:
    outside, gone = Notifier({}), Notifier({"NOTIFY_SOCKET": str(tmp_path / "nobody")})
    for notifier in (outside, gone):
        notifier.ready()
        notifier.alive()
    assert (outside.is_managed, gone.is_managed) == (False, True)


def test_a_socket_that_is_full_holds_nobody_up(systemd: Systemd, tmp_path: Path) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
    for _ in range(2000):
        notifier.alive()
    assert set(systemd.told()) == {"WATCHDOG=1"}


def test_the_watchdog_is_that_of_this_process() -> None:
    mine = {"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}
    assert Notifier(mine).watchdog_seconds == 30.0
    assert Notifier({**mine, "WATCHDOG_PID": "1"}).watchdog_seconds == 0.0


class Told(Notifier):
    """Notes when it would have told that it is alive."""

    def __init__(self, watchdog_seconds: float) -> None:
        super().__init__({})
        self.watchdog_seconds = watchdog_seconds
        self.times: list[float] = []

    def alive(self) -> None:
        self.times.append(asyncio.get_running_loop().time())


def test_the_watchdog_is_fed_by_progress_and_not_by_time() -> None:
    told = Told(watchdog_seconds=30)

    async def stall_after_a_minute() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(200):
                await watch(told, lambda: asyncio.get_running_loop().time() < 60)

    virtual_time.run(stall_after_a_minute())
    assert told.times == [step * 30 / CHECKS for step in range(8)]


@pytest.mark.parametrize(
    ("told", "private"),
    [
        ("LoadState=loaded\nPrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX", True),
        ("LoadState=loaded\nPrivateNetwork=no\nRestrictAddressFamilies=AF_UNIX AF_INET", False),
        ("LoadState=not-found\nPrivateNetwork=no", None),
    ],
)
async def test_whether_a_service_has_no_network_is_what_systemd_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, private: bool | None
) -> None:
    program = tmp_path / "systemctl"
    program.write_text(f"#!/bin/sh\ncat <<END\n{told}\nEND\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert await private_network() is private


async def test_without_systemd_nothing_is_known_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert await private_network() is None
