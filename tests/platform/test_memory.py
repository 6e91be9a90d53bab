"""Memory as the kernel tells it: control groups of both versions as files, and this very process."""

import gc
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from myna.platform.memory import leave_uncollected, read_bandwidth, read_memory, resident_bytes, uncollected

V1_NO_LIMIT = 9223372036854771712
"""What version 1 says where there is no limit: the largest number of whole pages in 63 bits."""

GB = 10**9


def group(root: Path, lines: str, limits: dict[str, str]) -> int | None:
    """The limit that is found where the process is in the groups of ``lines``, and the files hold ``limits``."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text(lines, encoding="utf-8", errors="surrogateescape")
    for name, limit in limits.items():
        file = root / "sys/fs/cgroup" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(limit.encode())
    return read_memory(root).limit_bytes


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"system.slice/myna.service/memory.max": "1000000000\n"}, GB),
        # of nested ones the least counts, wherever it stands
        ({"system.slice/memory.max": "500000000\n", "system.slice/myna.service/memory.max": "1000000000\n"}, GB // 2),
        ({"system.slice/memory.max": "1000000000\n", "system.slice/myna.service/memory.max": "500000000\n"}, GB // 2),
        ({"system.slice/memory.max": "1000000000\n", "system.slice/myna.service/memory.max": "max\n"}, GB),
        ({"memory.max": "1000000000\n"}, GB),  # of a container, whose own group is the root that it sees
        # no limit
        ({"system.slice/memory.max": "max\n", "system.slice/myna.service/memory.max": "max\n"}, None),
        ({"system.slice/myna.service/memory.max": str(10**15)}, None),
        ({"system.slice/myna.service/memory.max": ""}, None),
        ({"system.slice/myna.service/memory.max": "much"}, None),
        ({"system.slice/myna.service/memory.max": "1.5e9 \u00b1"}, None),
        ({"system.slice/other.service/memory.max": "1000000000\n"}, None),
        ({"system.slice/myna.service/deeper/memory.max": "1000000000\n"}, None),
        ({}, None),
    ],
)
def test_the_least_limit_of_version_2(tmp_path: Path, limits: dict[str, str], found: int | None) -> None:
    assert group(tmp_path, "0::/system.slice/myna.service\n", limits) == found


V1 = "12:memory:/system.slice/myna.service\n11:cpu,cpuacct:/other\n1:name=systemd:/x\n0::/system.slice/myna.service\n"


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"memory/system.slice/myna.service/memory.limit_in_bytes": "1000000000\n"}, GB),
        ({"memory/system.slice/myna.service/memory.limit_in_bytes": f"{V1_NO_LIMIT}\n",
          "memory/system.slice/memory.limit_in_bytes": "500000000\n",
          "memory/memory.limit_in_bytes": f"{V1_NO_LIMIT}\n"}, GB // 2),
        ({"memory/memory.limit_in_bytes": f"{V1_NO_LIMIT}\n"}, None),
        # where both versions are in use, the memory is with one of them
        ({"memory/system.slice/myna.service/memory.limit_in_bytes": f"{V1_NO_LIMIT}\n",
          "system.slice/myna.service/memory.max": "1000000000\n"}, GB),
        ({"cpu,cpuacct/other/memory.limit_in_bytes": "1000000000\n"}, None),
    ],
)  # fmt: skip
def test_the_least_limit_of_version_1(tmp_path: Path, limits: dict[str, str], found: int | None) -> None:
    assert group(tmp_path, V1, limits) == found


def test_memory_with_other_controllers_of_version_1(tmp_path: Path) -> None:
    limits = {"memory/a:b/memory.limit_in_bytes": "1000000000\n"}  # a name may hold a colon
    assert group(tmp_path, "4:cpu,memory:/a:b\n", limits) == GB


@pytest.mark.parametrize("lines", ["", "\n", "nothing that makes sense", "0:", "::::", "0::\udcff/x\n", "7:memory"])
def test_what_makes_no_sense_is_no_limit(tmp_path: Path, lines: str) -> None:
    assert group(tmp_path, lines, {}) is None


def test_without_proc_and_without_control_groups_there_is_no_limit(tmp_path: Path) -> None:
    memory = read_memory(tmp_path)
    assert memory.limit_bytes is None
    assert 0 < memory.available_bytes <= memory.total_bytes == psutil.virtual_memory().total


def test_the_limit_of_this_very_process_is_within_the_memory() -> None:
    memory = read_memory()
    assert memory.limit_bytes is None or 0 < memory.limit_bytes < memory.total_bytes


def test_those_that_it_started_count_too() -> None:
    script = "block = bytearray(b'x' * 200_000_000); print(flush=True); input()"
    before = resident_bytes()
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        assert resident_bytes() > before + 190_000_000
        child.stdin.write(b"\n")


def test_freed_memory_is_given_back() -> None:
    """Blocks of 2,000 bytes are the C library's own, not Python's; the last one keeps it from shrinking by itself."""
    script = """
import psutil
from myna.platform.memory import give_back

def resident():
    return psutil.Process().memory_info().rss

blocks = [bytes([number % 256]) * 2_000 for number in range(60_000)]
last = blocks[-1]
del blocks
before = resident()
give_back()
print(before, resident())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert after < before - 60_000_000


def test_code_that_a_start_has_run_is_given_back_and_runs_again() -> None:
    script = """
import numpy, psutil
from myna.platform.memory import give_back_code

def resident():
    return sum(part.rss for part in psutil.Process().memory_maps() if part.path.endswith((".so", ".so.6", "python3")))

before = resident()
give_back_code()
print(before, resident(), int(numpy.arange(1000).sum()))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before, after, total = map(int, done.stdout.split())
    assert after < before
    assert total == 499_500


@pytest.mark.parametrize("threads", [1, 2])
def test_the_bandwidth_is_that_of_a_memory(threads: int) -> None:
    assert read_bandwidth(threads) > 1_000_000


def test_garbage_is_looked_for_again_behind_an_import_that_fails() -> None:
    with uncollected():
        assert not gc.isenabled()
    with pytest.raises(ImportError), uncollected():
        raise ImportError
    assert gc.isenabled()


def test_what_stays_behind_loading_is_not_looked_through_again() -> None:
    kept: list[object] = []
    kept.append(kept)  # a cycle, as the collector looks for
    try:
        leave_uncollected()
        assert gc.get_freeze_count() > 0
        assert all(other is not kept for other in gc.get_objects())
    finally:
        gc.unfreeze()
    assert any(other is kept for other in gc.get_objects())
