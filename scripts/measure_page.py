"""Measures the page beside a Myna that runs: how large and fast its first page is, and what its process takes.

``make page`` runs it. It starts a page of its own, pairs with it, and prints a table:

- the first page: the bytes of "Now" with all that it loads, and the time over loopback until the last of them is there,
  the median of 20, each on a new connection, and how much of it the page computes; where Chromium and selenium are
  there, until the browser has shown it;
- the memory of the process, resident, after every page was shown once, and its peak;
- its use of a processor with nobody there, and with a page left open, in percent of one core;
- with ``--bench``, the gap of ``myna bench`` with a page left open and without, in turns.
"""

import argparse
import http.client
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from myna.core.errors import MynaError
from myna.interfaces.control.client import connected
from myna.interfaces.web.gate import Gate
from myna.interfaces.web.serve import listening
from myna.interfaces.web.store import Store

PAGES = ("/", "/timers", "/lists", "/settings", "/commands", "/models", "/health", "/access")
FIRST = ("/", "/style.css", "/page.js", "/icon.svg")
TIMES = 20
IDLE_SECONDS = 20.0


class Visitor:
    """Asks a page at ``port`` with the cookie of a paired browser."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.secret = Gate(Store(folder)).redeem(Gate(Store(folder)).new_code(spoken=False), "measurement")

    def get(self, *paths: str) -> list[int]:
        """The bytes of each path, one after the other on a new connection. Raises OSError."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            return [self._bytes(connection, path) for path in paths]
        finally:
            connection.close()

    def _bytes(self, connection: http.client.HTTPConnection, path: str) -> int:
        connection.request("GET", path, headers={"Cookie": f"myna={self.secret}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise OSError(f"{path}: {answer.status}")
        return len(body)

    @contextmanager
    def staying(self) -> Iterator[None]:
        """A page that is left open: it follows what happens."""
        with socket.create_connection(("127.0.0.1", self.port)) as stream:
            head = f"GET /api/events HTTP/1.1\r\nHost: localhost\r\nCookie: myna={self.secret}\r\n\r\n"
            stream.sendall(head.encode())

            def read() -> None:
                with suppress(OSError):
                    while stream.recv(65_536):
                        pass

            reading = threading.Thread(target=read)
            reading.start()
            try:
                yield
            finally:
                stream.shutdown(socket.SHUT_RDWR)
                reading.join()


def in_browser(visitor: Visitor) -> float | None:
    """Milliseconds until Chromium has shown the first page, the median of five; None where there is none."""
    program, driver_program = shutil.which("chromium"), shutil.which("chromedriver")
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        return None
    if program is None or driver_program is None:
        return None
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=Service(driver_program))
    try:
        driver.get(f"http://127.0.0.1:{visitor.port}/style.css")
        driver.add_cookie({"name": "myna", "value": visitor.secret, "path": "/"})
        times = []
        for _ in range(6):
            driver.execute_cdp_cmd("Network.clearBrowserCache", {})
            driver.get(f"http://127.0.0.1:{visitor.port}/")
            script = "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd - t.startTime"
            times.append(float(driver.execute_script(script)))
        return statistics.median(times[1:])
    finally:
        driver.quit()


def percent(process: psutil.Process, seconds: float) -> float:
    """Use of a processor meanwhile, in percent of one core."""
    before = sum(process.cpu_times()[:2])
    time.sleep(seconds)
    return 100 * (sum(process.cpu_times()[:2]) - before) / seconds


def gaps(visitor: Visitor, times: int) -> tuple[list[float], list[float]]:
    """The gap of ``myna bench`` in milliseconds, without a page left open and with one, in turns."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(2 * times):
        if number % 2:
            with visitor.staying():
                found[1].append(gap())
        else:
            found[0].append(gap())
    return found


def gap() -> float:
    """The median gap of one run of ``myna bench``."""
    command = [sys.executable, "-m", "myna", "bench", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["gap_ms"]["p50"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bench", type=int, default=0, metavar="N", help="run myna bench N times each way")
    options = parser.parse_args()
    try:
        with connected() as running:
            running.request("status")
    except MynaError as error:
        sys.exit(f"{error.message} {error.hint}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with listening("127.0.0.1:0") as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "myna.interfaces.web.serve", "--listen", f"127.0.0.1:{port}"]
        page = subprocess.Popen([*command, "--state", name], stdout=subprocess.DEVNULL)
        try:
            report(Visitor(port, folder), psutil.Process(page.pid), options.bench)
        finally:
            page.terminate()
            page.wait()


def report(visitor: Visitor, process: psutil.Process, bench: int) -> None:
    """Measure the page of ``process`` and print what was found."""
    deadline = time.monotonic() + 60
    while True:
        try:
            visitor.get("/")
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    begun = percent(process, IDLE_SECONDS)
    sizes = visitor.get(*FIRST)
    times, spent = [], sum(process.cpu_times()[:2])
    for _ in range(TIMES):
        began = time.perf_counter()
        visitor.get(*FIRST)
        times.append(1000 * (time.perf_counter() - began))
    spent = (sum(process.cpu_times()[:2]) - spent) / TIMES
    shown = in_browser(visitor)
    visitor.get(*PAGES)
    memory = process.memory_info().rss
    with visitor.staying():
        open_ = percent(process, IDLE_SECONDS)
    peak = next(line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if "VmHWM" in line)
    rows = {
        "first page, all that it loads": f"{sum(sizes) / 1000:.1f} KB",
        "first page over loopback": f"{statistics.median(times):.0f} ms",
        "of that, the processor's time": f"{1000 * spent:.0f} ms",
        "first page in Chromium, load event": "not measured" if shown is None else f"{shown:.0f} ms",
        "memory after every page": f"{memory / 1e6:.1f} MB",
        "peak": f"{int(peak.split()[1]) / 1024:.1f} MiB",
        "processor with nobody there": f"{begun:.2f} %",
        "processor with a page left open": f"{open_:.2f} %",
    }
    if bench:
        without, with_page = gaps(visitor, bench)
        rows["gap of myna bench without, with a page"] = f"{without} ms, {with_page} ms"
    for row, value in rows.items():
        print(f"| {row} | {value} |", flush=True)


if __name__ == "__main__":
    main()
