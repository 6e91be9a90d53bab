"""Memory as the kernel reports it: its size, the limit of the control group, and what this process takes."""

import ctypes
import gc
import mmap
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from myna.platform.worker import Worker

PROBE_BYTES = 64_000_000
"""The fewest bytes that ``read_bandwidth`` reads."""

PROBE_CACHES = 4
"""``read_bandwidth`` reads at least so many times the largest cache, so that memory is measured and not the cache.
Source: the rules of the STREAM benchmark."""

PROBE_SHARE = 4
"""``read_bandwidth`` reads no more than the available memory divided by this."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory in bytes; ``limit_bytes`` is the limit of this process's control group, None where there is none."""

    total_bytes: int
    limit_bytes: int | None
    available_bytes: int


def read_memory(root: Path = Path("/")) -> Memory:
    """The memory of this machine and the limit of this process; ``root`` is the folder with ``proc`` and ``sys``."""
    memory = psutil.virtual_memory()
    return Memory(memory.total, _group_limit(root, memory.total), memory.available)


def resident_bytes() -> int:
    """Resident bytes of this process and its children; memory that they share is counted once for each of them."""
    own = psutil.Process()
    total = 0
    for process in (own, *own.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # it has just ended
            total += process.memory_info().rss
    return total


@contextmanager
def uncollected() -> Iterator[None]:
    """Import without looking for garbage meanwhile: an import makes hardly any, and looking takes an eighth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def leave_uncollected() -> None:
    """Never look again for garbage in what is there now: 40 ms each time on a desktop, whatever is said meanwhile."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Return freed memory to the system, which the C library would otherwise keep for later allocations."""
    with suppress(OSError, AttributeError):  # only glibc can
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def give_back_code() -> None:
    """Unmap the program code that only a start needs: about 40 MB of the libraries' code is never run again.

    It stays in the kernel's page cache while the memory is not needed, and code that is run again is mapped again.
    """
    with suppress(OSError, AttributeError):  # only Linux has this file, and only glibc has this name
        madvise = ctypes.CDLL("libc.so.6").madvise
        for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            addresses, access, _, _, inode, *_ = line.split()
            if access == "r-xp" and inode != "0":  # code of a file, unchanged in memory
                begin, end = (int(address, 16) for address in addresses.split("-"))
                madvise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), mmap.MADV_DONTNEED)


def give_back_loading() -> None:
    """Return all memory that only loading needed, freed memory and program code."""
    give_back()
    give_back_code()


def read_bandwidth(threads: int) -> float:
    """Bytes a second that ``threads`` threads read from memory, the best of three tries.

    A language model reads all its weights for each token, so that this bounds its speed.
    """
    size_bytes = max(PROBE_BYTES, min(PROBE_CACHES * _cache_bytes(), read_memory().available_bytes // PROBE_SHARE))
    blocks = np.array_split(np.ones(size_bytes // 8, dtype=np.int64), threads)
    best = 0.0
    with ExitStack() as stack:
        workers = [Worker("bandwidth") for _ in blocks]
        for worker in workers:
            stack.callback(worker.close)
        for _ in range(3):
            begin = time.perf_counter()
            # np.max reads a fifth faster than np.sum
            readings = [worker.submit(np.max, block) for worker, block in zip(workers, blocks, strict=True)]
            for reading in readings:
                reading.result()
            best = max(best, size_bytes / (time.perf_counter() - begin))
    return best


def _cache_bytes() -> int:
    """Bytes of the processor's largest cache; 0 where sysfs does not list it (Linux, Documentation/ABI/testing)."""
    sizes = [0]
    for path in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*/size"):
        with suppress(OSError, ValueError):
            sizes.append(int(path.read_text(encoding="ascii").strip().removesuffix("K")) * 1024)
    return max(sizes)


def _group_limit(root: Path, total_bytes: int) -> int | None:
    """The smallest limit of this process's control groups, version 1 or 2; None where it is no less than all memory."""
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
