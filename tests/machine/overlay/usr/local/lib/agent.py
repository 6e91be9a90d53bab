"""Runs what the host asks for over a virtio port, as root: one JSON object a line in both directions."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

NEWLINE = b"\n"

port = Path("/dev/virtio-ports/agent").open("r+b", buffering=0)
one_at_a_time = threading.Lock()


def requests() -> Iterator[bytes]:
    """The lines that come, for ever."""
    received = b""
    while True:
        if not (part := port.read(1 << 16)):
            time.sleep(0.1)  # nobody is connected, such as when the machine has just been woken up
            continue
        *lines, received = (received + part).split(NEWLINE)
        yield from lines


def tell(message: dict[str, object]) -> None:
    """Send one line, whole."""
    line = memoryview(json.dumps(message).encode() + NEWLINE)
    with one_at_a_time:
        while line:
            line = line[port.write(line) :]


def run(number: int, command: list[str], text: str) -> None:
    """Run a command with ``text`` as its input, and tell of every line that it prints, and of its end."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(text.encode())
    process.stdin.close()
    for line in process.stdout:
        tell({"number": number, "line": line.decode(errors="replace")})
    tell({"number": number, "status": process.wait()})


tell({"number": 0, "status": 0})
for request in requests():
    threading.Thread(target=run, args=json.loads(request), daemon=True).start()
