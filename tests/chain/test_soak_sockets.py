"""Sockets that are left open for an hour: the page and Myna itself answer, and nothing of them is left over."""

import os
import ssl
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import psutil
import pytest

from box_kit import Box, free_port
from myna.interfaces.control.connection import Limits
from myna.interfaces.web.connections import MAX_CONNECTIONS_OF_ADDRESS
from myna.interfaces.web.gate import Gate
from myna.interfaces.web.protection import cookie_name
from myna.interfaces.web.store import Store
from served_kit import certified
from sockets_kit import Open, answered_once, at_path, at_port, behind_tls, held_open
from virtual_sound import sound_server, until

HOURS = float(os.environ.get("MYNA_SOAK_HOURS") or 0)
SOCKETS = 4
"""Of each kind: of a page's together not more than one address may have."""
LOOKS, WARM_UP_LOOKS = 60, 12
"""How often it is looked at what is taken; what was taken in the beginning is no growth yet."""
QUESTIONS = 6
"""So many are asked by voice meanwhile."""
GROWN = 1.05
PAGE_BYTES = 96 << 20
"""More its unit does not let it have."""
OWN_DESCRIPTORS = 8
"""A page opens some for who looks at it: its connections to Myna."""
PAGES = ("/", "/timers", "/lists", "/settings", "/commands", "/models", "/health", "/access")
SPOKEN = ("computer-capital-of-france", "computer-what-time-is-it")


@dataclass(frozen=True)
class Scene:
    """A box that runs, with a second page behind TLS, and the cookies of a browser that both let in."""

    box: Box
    tls_port: int
    cookie: str
    processes: Mapping[str, psutil.Process]

    def ask(self, recording: Path) -> None:
        """Ask by voice, and wait until that is answered."""
        before = self.box.status()["turns"]
        self.box.room.say(recording)
        until(lambda: self.box.status()["turns"] > before and self.box.status()["state"] == "listening", seconds=90)

    def visit(self) -> None:
        """Look at every page, and at one behind TLS."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        secure = HTTPSConnection("127.0.0.1", self.tls_port, timeout=60, context=trusting)
        plain = [(HTTPConnection("127.0.0.1", self.box.port, timeout=60), path) for path in PAGES]
        for connection, path in ((secure, "/"), *plain):
            connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            assert answer.status == 200, path
            answer.read()
            connection.close()

    def taken(self) -> dict[str, tuple[int, int]]:
        """The resident memory in bytes, and the descriptors of each process."""
        return {name: (process.memory_info().rss, process.num_fds()) for name, process in self.processes.items()}

    def overflows(self) -> int:
        """How often the microphone's sound was lost."""
        return int(self.box.status()["microphone"]["overflows"])

    def kinds(self) -> dict[str, Open]:
        """What is left open, by its name."""
        host = b"Host: 127.0.0.1\r\n"
        get = b"GET /pair HTTP/1.1\r\n" + host + b"\r\n"
        follow = b"GET /api/events HTTP/1.1\r\n" + host + b"Cookie: " + self.cookie.encode() + b"\r\n\r\n"
        body = b"POST /login HTTP/1.1\r\n" + host + b"Origin: http://127.0.0.1\r\nContent-Length: 9\r\n\r\npass"
        hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
        page, tls, path = at_port(self.box.port), at_port(self.tls_port), str(self.box.socket)
        return {
            "page: nothing said": page,
            "page: half a head": at_port(self.box.port, b"GET / HTTP/1.1\r\nHost: a"),
            "page: a body that does not come": at_port(self.box.port, body),
            "page: nothing said behind an answer": answered_once(page, get),
            "page: events never read": at_port(self.box.port, follow),
            "page: answers never read": at_port(self.box.port, 200 * get),
            "TLS: nothing said": tls,
            "TLS: half a handshake": at_port(self.tls_port, hello),
            "TLS: nothing said behind the handshake": behind_tls(tls),
            "TLS: nothing said behind an answer": answered_once(behind_tls(tls), get),
            "TLS: events never read": behind_tls(tls, follow),
            "control: nothing said": at_path(path),
            "control: half a line": at_path(path, b'{"command": '),
            "control: events never read": at_path(path, b'{"command": "events"}\n'),
            "control: answers never read": at_path(path, 10_000 * b'{"command": "status"}\n'),
        }


MOST = {
    "myna run": Limits().clients,
    "myna web": MAX_CONNECTIONS_OF_ADDRESS + OWN_DESCRIPTORS,
    "myna web with TLS": MAX_CONNECTIONS_OF_ADDRESS + OWN_DESCRIPTORS,
}
"""So many descriptors more than before a process may have meanwhile."""


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A box on which everything is loaded."""
    (certificate, key), tls_port = certified(tmp_path), free_port()
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        box = Box(Path(folder), room)
        try:
            myna, page = box.start()
            secure = box.start_page(tls_port, "--certificate", str(certificate), "--key", str(key))
            until(lambda: not box.status()["loading"], seconds=300)
            gate = Gate(Store(box.page_folder))
            secret = gate.redeem(gate.new_code(spoken=False), "soak")
            cookie = "; ".join(f"{cookie_name(by_tls)}={secret}" for by_tls in (False, True))
            yield Scene(box, tls_port, cookie, dict(zip(MOST, (myna, page, secure), strict=True)))
        finally:
            box.stop()


def show(when: str, taken: Mapping[str, tuple[int, int]]) -> None:
    """Print what each process takes."""
    print(when, *(f"{name}: {rss / 1e6:.1f} MB, {files} files" for name, (rss, files) in taken.items()), flush=True)


@pytest.mark.skipif(HOURS <= 0, reason="takes as long as it says; type: make soak HOURS=1")
def test_sockets_that_are_left_open_take_nothing(scene: Scene, speech: Path) -> None:
    recordings = [speech / f"{name}.flac" for name in SPOKEN]
    for recording in recordings:
        scene.ask(recording)
    scene.visit()
    warm = before = scene.taken()
    overflows = scene.overflows()
    show("\nbefore:", before)
    with held_open(scene.kinds(), SOCKETS) as held:
        for look in range(LOOKS):
            time.sleep(HOURS * 3600 / LOOKS)
            question, asks = divmod(look, LOOKS // QUESTIONS)
            if not asks:
                scene.ask(recordings[question % len(recordings)])
                scene.visit()
            now = scene.taken()
            show(f"{look + 1}/{LOOKS}, {scene.overflows() - overflows} overflows:", now)
            assert all(now[name][1] <= before[name][1] + most for name, most in MOST.items())
            if look == WARM_UP_LOOKS:
                warm = now
        scene.ask(recordings[0])
        end = scene.taken()
    for name, kind in held.items():
        print(f"{name}: {kind.opened} opened, {kind.closed} closed, {kind.longest_seconds:.0f} s the longest")
        assert kind.opened, name
    until(lambda: all(scene.taken()[name][1] <= before[name][1] for name in before), seconds=120)
    scene.ask(recordings[1])
    scene.visit()
    after = scene.taken()
    show("after:", after)
    assert scene.overflows() == overflows
    assert "Traceback" not in scene.box.page_log.read_text()
    assert all(end[name][0] < PAGE_BYTES for name in list(MOST)[1:])
    assert after["myna run"][0] < GROWN * warm["myna run"][0]
