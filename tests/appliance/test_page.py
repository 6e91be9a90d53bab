"""The page of an appliance: switched on by the configuration, started by a visitor, without a network of its own."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from appliance.board import Board, until

CONFIG = "/etc/myna/config.yaml"
ON = "# ours\nwake_word: computer  # said\nweb: {enabled: true}\n"

VISIT = """
import re, sys, urllib.error, urllib.parse, urllib.request
class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_): return None
opener = urllib.request.build_opener(Stay())
def ask(path, cookie="", **form):
    body = urllib.parse.urlencode(form).encode() if form else None
    headers = {"Cookie": cookie, **({"Origin": "http://127.0.0.1"} if form else {})}
    try:
        answer = opener.open(urllib.request.Request("http://127.0.0.1" + path, body, headers), timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers.get("set-cookie", "").partition(";")[0], answer.read().decode()
"""

CHANGE = (
    VISIT
    + """
_, cookie, _ = ask("/pair", code=sys.argv[1])
_, _, page = ask("/settings", cookie)
version = re.search('name="version" value="([0-9a-f]+)"', page)[1]
status, _, page = ask("/settings/set", cookie, key="wake_sensitivity", kind="number", version=version, value="0.6")
print(status, "" if status == 303 else page)
"""
)

PROBE = """
import os, socket
from pathlib import Path
def connect():
    with socket.socket(socket.AF_INET) as client:
        client.connect(("127.0.0.1", 80))
print("inet", refused(connect))
print("interfaces", *sorted(os.listdir("/sys/class/net")))
print("configuration", refused(lambda: Path("/etc/myna/config.yaml").read_text()))
print("models", refused(lambda: os.listdir("/var/lib/myna")))
print("own", refused(lambda: Path("/var/lib/myna-web/probe").write_text("")))
print("sound", refused(lambda: os.listdir("/dev/snd")))
"""


def is_active(board: Board, unit: str) -> bool:
    return board.show("ActiveState", unit) == "active"


@contextmanager
def restarted(board: Board) -> Iterator[None]:
    """What is done in the ``with`` block makes Myna start once more, and it is ready again."""
    before = board.show("InvocationID")
    yield
    until(lambda: board.show("InvocationID") != before and is_active(board, "myna"), 120, "Myna's restart")


@pytest.fixture
def page(installed: Board) -> Iterator[Board]:
    """A board whose page is on."""
    with restarted(installed):
        installed.write(CONFIG, ON)
    assert is_active(installed, "myna-web.socket")
    try:
        yield installed
    finally:
        with restarted(installed):
            installed.write(CONFIG, "")
        assert not is_active(installed, "myna-web.socket")


def python(board: Board, script: str, *arguments: str) -> str:
    board.write("/srv/visit.py", script)
    return board.run("python3", "/srv/visit.py", *arguments)


def test_it_is_off_where_nobody_switched_it_on(installed: Board) -> None:
    assert not is_active(installed, "myna-web.socket")
    assert installed.attempt("test", "-w", "/run/systemd/system/myna.service.d/page.conf").returncode != 0


def test_a_visitor_starts_it_claims_it_and_changes_a_setting(page: Board) -> None:
    assert not is_active(page, "myna-web.service")
    assert python(page, VISIT + "print(ask('/pair')[0])") == "200\n"
    assert is_active(page, "myna-web.service")
    (code,) = re.findall(r"\b\d{6}\b", page.run("myna", "web", "code"))
    assert python(page, CHANGE, code).strip() == "303"
    assert page.read(CONFIG) == f"{ON}wake_sensitivity: 0.6\n"
    assert json.loads(page.run("myna", "status", "--json"))["config_error"] is None
    kept = page.run("stat", "--format", "%U %a", "/var/lib/myna-web/web.json").strip()
    assert kept == "myna-web 600"
    page.run("myna", "web", "reset")
    assert python(page, VISIT + "print(ask('/')[0])") == "303\n"


def test_it_can_open_no_connection_and_sees_nothing_of_myna_s(page: Board) -> None:
    assert page.probed("myna-web.service", PROBE, ("Exec", "Type=", "Requires", "After")) == {
        "inet": "OSError",
        "interfaces": "lo",
        "configuration": "PermissionError",
        "models": "PermissionError",
        "own": "allowed",
        "sound": "FileNotFoundError",
    }


def test_it_is_exposed_to_nearly_nothing(installed: Board) -> None:
    command = (
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=10",
        "/etc/systemd/system/myna-web.service",
    )
    done = installed.attempt(*command)
    assert "Overall exposure level" in done.stdout
    assert done.returncode == 0, done.stdout
