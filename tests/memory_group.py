"""A program in a control group of its own, with so much memory and no swap; skips where that cannot be had."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path("/sys/fs/cgroup")


@contextmanager
def memory_group(limit_bytes: int) -> Iterator[Path]:
    """The ``cgroup.procs`` file of a new group, of either version; what runs in it must have ended at the end."""
    is_first = (ROOT / "memory").is_dir()
    group = (ROOT / "memory" if is_first else ROOT) / f"myna-test-{os.getpid()}"
    limits = ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes") if is_first else ("memory.max", "memory.swap.max")
    try:
        if not is_first:
            (ROOT / "cgroup.subtree_control").write_text("+memory")
        group.mkdir()
        (group / limits[0]).write_text(str(limit_bytes))
    except OSError as error:
        pytest.skip(f"memory cannot be limited here: {error}")
    if (group / limits[1]).exists():  # swap is not always counted
        (group / limits[1]).write_text(str(limit_bytes if is_first else 0))
    try:
        yield group / "cgroup.procs"
    finally:
        group.rmdir()


def run_limited(limit_bytes: int, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run ``command`` in a group of its own."""
    with memory_group(limit_bytes) as members:
        script = 'echo $$ >"$0" && exec "$@"'
        return subprocess.run(["sh", "-c", script, str(members), *command], capture_output=True, text=True)
