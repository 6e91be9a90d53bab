"""The package as a person installs it, on a Debian of its release that a real systemd boots, without a network."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from appliance.board import Board, until
from myna_deb.target import RELEASES, Target
from package.packages import CONFIG, models, newer, package
from package.roots import native, root

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y")
LINKED = "/var/lib/myna/models/vosk-model-small-en-us-0.15"
BY_HAND = """
set -e
mkdir -p /opt/myna/releases/1/bin /etc/myna /etc/sysusers.d /var/lib/myna/models /etc/systemd/system/myna.service.d
printf '#!/bin/sh\\nexec sleep infinity\\n' >/opt/myna/releases/1/bin/myna
chmod 755 /opt/myna/releases/1/bin/myna
ln -s /opt/myna/releases/1 /opt/myna/current
ln -s /opt/myna/current/bin/myna /usr/local/bin/myna
printf 'u myna - "Myna" /var/lib/myna\\nm myna audio\\n' >/etc/sysusers.d/myna.conf
systemd-sysusers /etc/sysusers.d/myna.conf
printf 'wake_word: hey computer\\n' >/etc/myna/config.yaml
printf '[Service]\\nLimitCORE=0\\n' >/etc/systemd/system/myna.service.d/mine.conf
printf 'mine' >/var/lib/myna/models/mine.gguf
printf '[Service]\\nExecStart=/opt/myna/current/bin/myna run\\n[Install]\\nWantedBy=multi-user.target\\n' \\
    >/etc/systemd/system/myna.service
printf '[Path]\\nPathChanged=/etc/myna\\n[Install]\\nWantedBy=multi-user.target\\n' \\
    >/etc/systemd/system/myna-web-switch.path
printf '[Service]\\nExecStart=/opt/myna/current/bin/python\\n' >/etc/systemd/system/myna-web-switch.service
chown -R myna:myna /var/lib/myna
systemctl daemon-reload
systemctl enable --now myna myna-web-switch.path
"""
"""What an older ``sudo make install`` leaves on a board, with a program that does nothing."""


@pytest.fixture(scope="module", params=[Target(release, native()) for release in RELEASES], ids=str)
def target(request: pytest.FixtureRequest) -> Target:
    return request.param


@pytest.fixture(scope="module")
def board(target: Target, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """A board without Myna, with the packages in ``/srv/share``."""
    packages = (package(target), models())
    folder = tmp_path_factory.mktemp(target.suite)
    board = Board(root(target), folder, folder)
    try:
        board.unpack()
        for path in packages:
            shutil.copy(path, folder / "share")
        board.switch_on()
        yield board
    finally:
        board.throw_away()


@pytest.fixture(scope="module")
def upgrade(target: Target, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a newer version."""
    return newer(target, tmp_path_factory.mktemp("newer"))


@pytest.fixture
def installed(board: Board) -> Board:
    """The board with the packages on it, which listens."""
    if not board.exists("/usr/bin/myna"):
        board.run(*APT, "install", *shares(board), timeout_seconds=600)
    until(lambda: is_listening(board), 120, "listening")
    return board


def shares(board: Board) -> list[str]:
    """The packages as the board sees them."""
    return [f"/srv/share/{path.name}" for path in sorted((board.folder / "share").glob("*.deb"))]


def share(board: Board, path: Path) -> str:
    """Put a file where the board sees it, and the path there."""
    (board.folder / "other").mkdir(exist_ok=True)
    (board.folder / "share" / "other").mkdir(exist_ok=True)
    shutil.copy(path, board.folder / "share" / "other")
    return f"/srv/share/other/{path.name}"


def is_listening(board: Board) -> bool:
    return board.show("ActiveState") == "active" and board.show("StatusText").startswith("Listening")


def status(board: Board) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(board.run("myna", "status", "--json"))
    return found


VISIT = 'import urllib.request; print(urllib.request.urlopen("http://127.0.0.1/").status)'
"""Looks at the page, in the Python of the system."""


def due(board: Board) -> list[str]:
    """When each timer and alarm is due."""
    return [timer["due"] for timer in status(board)["timers"]]


def test_after_one_command_it_listens(installed: Board) -> None:
    assert installed.show("UnitFileState") == "enabled"
    assert installed.show("FragmentPath").endswith("/lib/systemd/system/myna.service")
    assert installed.run("stat", "--format", "%U", f"/proc/{installed.show('MainPID')}").strip() == "myna"
    until(lambda: "kernels" in status(installed), 120, "a language model")  # it listens before that is there
    assert status(installed)["kernels"] != "native"
    assert installed.run("readlink", LINKED).startswith("/usr/share/myna/models/")
    assert installed.run("dpkg", "--verify", "myna", "myna-models-starter", check=False) == ""
    assert "Paris" in installed.run("myna", "ask", "What is the capital of France?")


def test_every_library_finds_what_it_needs(installed: Board) -> None:
    script = "find /usr/lib/myna -name '*.so*' -type f -exec ldd {} + 2>&1 | grep 'not found' | sort -u"
    assert installed.run("sh", "-c", script, check=False) == ""


def test_what_python_made_of_the_program_was_made_by_the_installation(installed: Board) -> None:
    compiled = installed.run("find", "/usr/lib/myna/lib", "-path", "*/myna/app/__pycache__/daemon.*.pyc")
    assert len(compiled.splitlines()) == 1
    assert installed.run("find", "/usr/lib/myna", "-newer", "/var/lib/dpkg/info/myna.list", "-name", "*.py") == ""


def test_the_unit_is_sound_and_exposed_to_little(installed: Board) -> None:
    unit = "/usr/lib/systemd/system/myna.service"
    assert installed.run("systemd-analyze", "verify", unit) == ""
    done = installed.attempt("systemd-analyze", "security", "--offline=true", "--threshold=10", unit)
    assert done.returncode == 0, done.stdout


def test_the_page_is_there_while_the_configuration_asks_for_it(installed: Board) -> None:
    assert installed.show("ActiveState", "myna-web.socket") == "inactive"
    before = installed.read(CONFIG)
    installed.write(CONFIG, re.sub(r"(?m)^web:\n((?: .*\n)*?)  enabled: false$", r"web:\n\1  enabled: true", before))
    until(lambda: installed.show("ActiveState", "myna-web.socket") == "active", 60, "the page's socket")
    assert installed.run("python3", "-c", VISIT) == "200\n"
    installed.write(CONFIG, before)
    until(lambda: installed.show("ActiveState", "myna-web.socket") == "inactive", 60, "the end of the page's socket")


def test_it_listens_again_after_a_boot(installed: Board) -> None:
    installed.switch_off()
    installed.switch_on()
    until(lambda: is_listening(installed), 120, "listening")


def test_models_belong_to_the_service_whoever_removes_them(installed: Board) -> None:
    assert installed.run("stat", "--format", "%U:%G %a", "/var/lib/myna/models").strip() == "myna:myna 750"
    done = installed.attempt("myna", "models", "pull", "starter")
    assert done.returncode == 0, done.stdout
    assert installed.run("find", "/var/lib/myna", "!", "-type", "l", "!", "-user", "myna") == ""


def test_an_upgrade_keeps_what_a_person_made_and_a_changed_configuration(installed: Board, upgrade: Path) -> None:
    installed.run("sed", "-i", "s/^wake_word:.*/wake_word: hey computer/", CONFIG)
    installed.run("systemctl", "restart", "myna")
    until(lambda: is_listening(installed), 120, "listening")
    installed.run("myna", "ask", "Set an alarm for seven in the morning.")
    before = due(installed)
    assert len(before) == 1
    path = share(installed, upgrade)
    unanswered = installed.attempt("dpkg", "--install", path, timeout_seconds=600)
    assert "The default action is to keep your current version." in unanswered.stdout
    assert unanswered.returncode != 0
    assert "Listening for hey computer." in installed.run("myna", "status")
    installed.run("dpkg", "--install", "--force-confold", path, timeout_seconds=600)
    until(lambda: is_listening(installed), 120, "listening")
    assert installed.run("dpkg-query", "--show", "--showformat=${Version}", "myna").startswith("9.0.0+deb")
    assert installed.show("StatusText") == "Listening for hey computer."
    assert due(installed) == before
    assert "wake_word: hey computer" in installed.read(CONFIG)


def test_an_upgrade_that_fails_leaves_the_old_one_running(installed: Board, upgrade: Path, tmp_path: Path) -> None:
    version = installed.run("dpkg-query", "--show", "--showformat=${Version}", "myna")
    whole = upgrade.read_bytes()
    (broken := tmp_path / "broken.deb").write_bytes(whole[: len(whole) * 3 // 4])
    done = installed.attempt("dpkg", "--install", share(installed, broken))
    assert done.returncode != 0
    assert installed.run("dpkg-query", "--show", "--showformat=${Version}", "myna") == version
    until(lambda: is_listening(installed), 120, "listening")  # dpkg lets the old one start anew
    assert "Paris" in installed.run("myna", "ask", "What is the capital of France?")
    installed.run("systemctl", "restart", "myna")
    until(lambda: is_listening(installed), 120, "listening")


def test_a_removal_keeps_what_a_person_made_and_a_purge_nothing(installed: Board) -> None:
    installed.run(*APT, "remove", "myna", "myna-models-starter", timeout_seconds=300)
    assert installed.show("ActiveState") == "inactive"
    assert not any(installed.exists(path) for path in ("/usr/lib/myna", "/usr/bin/myna", "/usr/share/myna", LINKED))
    assert installed.exists(CONFIG)
    assert installed.run("find", "/var/lib/myna", "-name", "*.json") != ""
    installed.run(*APT, "purge", "myna", "myna-models-starter", timeout_seconds=300)
    gone = ("/etc/myna", "/var/lib/myna", "/var/lib/myna-web", "/usr/lib/myna")
    assert not any(installed.exists(path) for path in gone)
    assert all(installed.attempt("id", user).returncode != 0 for user in ("myna", "myna-web"))
    assert installed.run("dpkg-query", "--list", "myna*", check=False).count("\nrc") == 0


def test_what_make_install_has_made_goes_over_and_keeps_everything(board: Board) -> None:
    board.run(*APT, "purge", "myna", "myna-models-starter", check=False)
    board.run("sh", "-c", BY_HAND)
    assert board.show("ActiveState") == "active"
    board.run(*APT, "install", *shares(board), timeout_seconds=600)
    until(lambda: is_listening(board), 120, "listening")
    assert board.show("FragmentPath").endswith("/lib/systemd/system/myna.service")
    assert board.show("StatusText") == "Listening for hey computer."
    assert board.read(CONFIG) == "wake_word: hey computer\n"
    assert board.show("DropInPaths") == "/etc/systemd/system/myna.service.d/mine.conf"
    assert board.read("/var/lib/myna/models/mine.gguf") == "mine"
    assert not any(board.exists(path) for path in ("/opt/myna", "/usr/local/bin/myna", "/etc/sysusers.d/myna.conf"))
    assert board.show("FragmentPath", "myna-web-switch.path").endswith("/lib/systemd/system/myna-web-switch.path")
    assert board.show("ActiveState", "myna-web-switch.path") == "active"
