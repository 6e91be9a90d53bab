"""Memory as the kernel tells it: what there is, what a control group grants, and what this process takes."""

import ctypes
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

PROBE_BYTES = 64_000_000
"""What ``read_bandwidth`` reads at a time: more than any cache of a small machine."""


@dataclass(frozen=True, slots=True)
class Memory:
    """In bytes; ``limit_bytes`` is what the control group grants, None where it grants everything."""

    total_bytes: int
    limit_bytes: int | None
    available_bytes: int


def read_memory(root: Path = Path("/")) -> Memory:
    """The memory of this machine, and what this process may have of it; ``root`` holds ``proc`` and ``sys``."""
    memory = psutil.virtual_memory()
    return Memory(memory.total, _group_limit(root, memory.total), memory.available)


def resident_bytes() -> int:
    """What this process and those that it started take, in bytes; what they share is counted once for each."""
    own = psutil.Process()
    total = 0
    for process in (own, *own.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # it has just ended
            total += process.memory_info().rss
    return total


def give_back() -> None:
    """Hand memory that was freed back to the system: the C library keeps it, in case it is wanted again."""
    with suppress(OSError, AttributeError):  # only glibc can
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def read_bandwidth(threads: int) -> float:
    """Bytes a second that ``threads`` threads read from memory, the best of three tries, in about 0.1 s.

    A language model reads all its weights for each token, so that this bounds its speed.
    """
    blocks = np.array_split(np.ones(PROBE_BYTES // 8, dtype=np.int64), threads)
    best = 0.0
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(3):
            begin = time.perf_counter()
            list(pool.map(np.sum, blocks))
            best = max(best, PROBE_BYTES / (time.perf_counter() - begin))
    return best


def _group_limit(root: Path, total_bytes: int) -> int | None:
    """The least limit of the control groups that this process is in, of either version, if it is one at all."""
    least = min(_limits(root), default=total_bytes)
    return least if least < total_bytes else None


def _limits(root: Path) -> Iterator[int]:
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        _, _, controllers_and_path = line.partition(":")
        controllers, _, path = controllers_and_path.partition(":")
        if controllers == "":  # version 2
            base, name = root / "sys/fs/cgroup", "memory.max"
        elif "memory" in controllers.split(","):
            base, name = root / "sys/fs/cgroup/memory", "memory.limit_in_bytes"
        else:
            continue
        group = base / path.lstrip("/")
        for folder in (group, *group.parents):
            with suppress(OSError, ValueError):  # the root has no limit, and "max" is none
                yield int((folder / name).read_text(encoding="ascii"))
            if folder == base:
                break
