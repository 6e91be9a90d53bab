"""Runs what the host asks for over a virtio port, as root: one JSON object a line in both directions."""

import io
import json
import subprocess
import threading
from pathlib import Path

NEWLINE = b"\n"

port = Path("/dev/virtio-ports/agent").open("r+b", buffering=0)
requests = io.BufferedReader(port)
one_at_a_time = threading.Lock()


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
while request := requests.readline():
    threading.Thread(target=run, args=json.loads(request), daemon=True).start()
