"""The page as a process: where it listens, how it ends, and what it does not import."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from myna.core.errors import ServiceError
from myna.interfaces.web.serve import Page, listening
from myna.interfaces.web.upstream import Upstream

COMMAND = [sys.executable, "-m", "myna.interfaces.web.serve"]


@contextmanager
def running(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A page of its own, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*COMMAND, "--state", str(folder), "--listen", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"https?://\S+/", line)
        assert found is not None, line
        yield process, found[0]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def get(address: str) -> str:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_is_shown_and_ends_quietly(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as (process, address):
        assert "Claim this box" in get(address)
        process.send_signal(number)
        out, _ = process.communicate(timeout=20)
        assert (process.returncode, "Traceback" in out) == (0, False)


def test_it_ends_when_nobody_comes(tmp_path: Path) -> None:
    with running(tmp_path, "--idle", "1") as (process, address):
        get(address)
        assert process.wait(20) == 0


def test_a_socket_that_systemd_hands_over_is_served(tmp_path: Path) -> None:
    with listening("127.0.0.1:0") as handed:
        port = handed.getsockname()[1]
        script = f"exec {' '.join(COMMAND)} --state {tmp_path} --idle 60"
        process = subprocess.Popen(
            ["bash", "-c", f"export LISTEN_PID=$$ LISTEN_FDS=1; exec 3<&{handed.fileno()}; {script}"],
            pass_fds=[handed.fileno()],
            stdout=subprocess.DEVNULL,
        )
        try:
            assert "Claim this box" in get(f"http://127.0.0.1:{port}/")
        finally:
            process.terminate()
            assert process.wait(20) == 0


@pytest.mark.parametrize("options", [["--listen", "nowhere"], ["--listen", "1.2.3.4:80"], ["--listen", "127.0.0.1:x"]])
def test_an_address_that_is_none_is_told_in_a_sentence(tmp_path: Path, options: list[str]) -> None:
    done = subprocess.run([*COMMAND, "--state", tmp_path, *options], capture_output=True, text=True, check=False)
    assert done.returncode == ServiceError.exit_status
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_certificate_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    options = ["--listen", "127.0.0.1:0", "--certificate", "/dev/null", "--key", "/dev/null"]
    done = subprocess.run([*COMMAND, "--state", tmp_path, *options], capture_output=True, text=True, check=False)
    assert done.returncode == ServiceError.exit_status
    assert "certificate" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_imports_nothing_of_the_engines() -> None:
    code = "import sys, myna.interfaces.web.serve; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pydantic", "numpy", "vosk", "onnxruntime", "llama_cpp", "rich", "httpx", "hassil"}
    assert heavy & {name.partition(".")[0] for name in modules} == set()
    assert "myna.config" not in modules
    assert "myna.app" not in modules


def test_nothing_of_the_page_is_imported_by_who_listens() -> None:
    code = "import sys, myna.app.daemon, myna.interfaces.cli.main; print(*sys.modules)"
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert {"starlette", "uvicorn"} & set(found.stdout.split()) == set()


def test_the_folder_of_the_page_is_its_own(tmp_path: Path) -> None:
    page = Page(tmp_path / "web", Upstream([tmp_path / "none"]))
    assert page.gate.claimed is False
    assert not (tmp_path / "web").exists()
