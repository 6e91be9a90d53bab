"""The units: what systemd thinks of them, and what the kernel refuses to what runs under them."""

import pytest

from appliance.board import Board
from myna_setup.layout import MODELS_SERVICE, SERVICE, SWITCHED_UNITS

UNITS = (SERVICE, MODELS_SERVICE, *SWITCHED_UNITS)

PROBE = """
import os, socket, subprocess
from pathlib import Path

print("inet", refused(lambda: socket.socket(socket.AF_INET)))
print("netlink", refused(lambda: socket.socket(socket.AF_NETLINK)))
print("unix", refused(lambda: socket.socket(socket.AF_UNIX)))
print("interfaces", *sorted(os.listdir("/sys/class/net")))
print("home", refused(lambda: os.listdir("/home")))
print("configuration", refused(lambda: Path("/etc/myna/config.yaml").read_text()))
print("change", refused(lambda: Path("/etc/myna/config.yaml").write_text("")))
print("state", refused(lambda: Path("/var/lib/myna/probe").write_text("")))
print("sound group", refused(lambda: Path("/srv/share/audio-only").read_text()))
print("root's", refused(lambda: Path("/srv/share/root-only").read_text()))
print("program", refused(lambda: subprocess.run(["/bin/true"], start_new_session=True, check=True)))
print("disk", refused(lambda: os.mknod("/var/lib/myna/disk", 0o60600, os.makedev(8, 0))))
"""


@pytest.fixture
def probed(installed: Board) -> dict[str, str]:
    """What a program under the very restrictions of the service meets."""
    for name, group in (("audio-only", "audio"), ("root-only", "root")):
        (installed.folder / "share" / name).write_text("x")
        installed.run("chgrp", group, f"/srv/share/{name}")
        installed.run("chmod", "640", f"/srv/share/{name}")
    other = ("Exec", "Type=", "NotifyAccess=", "WatchdogSec=", "Restart", "RuntimeDirectory")
    return installed.probed("myna.service", PROBE, other)


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_has_nothing_to_say_about_a_unit(installed, unit):
    assert installed.run("systemd-analyze", "verify", f"/etc/systemd/system/{unit}") == ""


@pytest.mark.parametrize("drop_in", ["commands.conf", "home.conf", "network.conf", "notes.conf", "session-sound.conf"])
def test_systemd_has_nothing_to_say_about_an_example(installed, drop_in):
    example = installed.read(f"/opt/myna/current/systemd/myna.service.d/{drop_in}")
    installed.run("mkdir", "-p", "/run/systemd/system/myna.service.d")
    installed.write(
        f"/run/systemd/system/myna.service.d/{drop_in}", example.replace("@USER@", "pi").replace("@UID@", "1000")
    )
    try:
        assert installed.run("systemd-analyze", "verify", "/etc/systemd/system/myna.service") == ""
    finally:
        installed.run("rm", "-r", "/run/systemd/system/myna.service.d")


def test_systemd_has_nothing_to_say_about_the_way_to_a_home(installed):
    for name in ("myna-home.socket", "myna-home.service"):
        installed.write(f"/run/systemd/system/{name}", installed.read(f"/opt/myna/current/systemd/{name}"))
    try:
        for name in ("myna-home.socket", "myna-home.service"):
            assert installed.run("systemd-analyze", "verify", f"/run/systemd/system/{name}") == ""
    finally:
        installed.run("rm", "/run/systemd/system/myna-home.socket", "/run/systemd/system/myna-home.service")


def test_the_service_is_exposed_to_little(installed):
    command = ("systemd-analyze", "security", "--offline=true", "--threshold=10", "/etc/systemd/system/myna.service")

    done = installed.attempt(*command)

    assert "Overall exposure level" in done.stdout
    assert done.returncode == 0, done.stdout


def test_the_service_has_no_network_and_reads_and_writes_what_it_needs_alone(probed):
    assert probed == {
        "inet": "OSError",
        "netlink": "OSError",
        "unix": "allowed",
        "interfaces": "lo",
        "home": "PermissionError",
        "configuration": "allowed",
        "change": "OSError",
        "state": "allowed",
        "sound group": "allowed",
        "root's": "PermissionError",
        "program": "allowed",
        "disk": "PermissionError",
    }


def test_only_the_example_opens_the_network(installed):
    enforced = ("PrivateNetwork", "RestrictAddressFamilies")
    assert [installed.show(name) for name in enforced] == ["yes", "AF_UNIX"]
    example = installed.read("/opt/myna/current/systemd/myna.service.d/network.conf")
    installed.run("mkdir", "-p", "/run/systemd/system/myna.service.d")
    installed.write("/run/systemd/system/myna.service.d/network.conf", example)
    installed.run("systemctl", "daemon-reload")
    try:
        opened = [installed.show(name) for name in enforced]
    finally:
        installed.run("rm", "-r", "/run/systemd/system/myna.service.d")
        installed.run("systemctl", "daemon-reload")

    assert opened[0] == "no"
    assert set(opened[1].split()) == {"AF_UNIX", "AF_INET", "AF_INET6"}
