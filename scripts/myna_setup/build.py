"""How llama-cpp-python, which is published as source, is built."""

import os
from collections.abc import Mapping
from pathlib import Path

JOB_BYTES = 700_000_000
"""Memory for one compiler: GCC 12 took at most 454 MB for a file of llama.cpp on x86-64; the rest is reserve."""


def available_memory(meminfo: Path = Path("/proc/meminfo")) -> int:
    """Available memory in bytes."""
    for line in meminfo.read_text(encoding="ascii").splitlines():
        key, _, value = line.partition(":")
        if key == "MemAvailable":
            return int(value.split()[0]) * 1024
    raise ValueError(f"{meminfo} has no line MemAvailable")


def jobs(cores: int, memory_bytes: int) -> int:
    """Compilers to run at once: one a core, and no more than the memory holds at JOB_BYTES each."""
    return max(1, min(cores, memory_bytes // JOB_BYTES))


def environment(root: Path, scratch: Path, user: Mapping[str, str]) -> dict[str, str]:
    """The environment for pip: what ``user`` has set wins, and CMAKE_ARGS of the user's are added to ours.

    The build takes place in ``scratch``, on the disk: ``/tmp`` may lie in memory, which the compiler needs.
    """
    ours = {
        "CMAKE_BUILD_PARALLEL_LEVEL": str(jobs(len(os.sched_getaffinity(0)), available_memory())),
        "SKBUILD_CMAKE_ARGS": f"-DLLAVA_BUILD=OFF;-DCMAKE_PROJECT_llama.cpp_INCLUDE={root / 'scripts' / 'llama.cmake'}",
    }
    return {**ours, **user, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}


def is_installed(venv: Path, lock: Path) -> bool:
    """Whether ``venv`` holds llama-cpp-python in the version that ``lock`` names, so that no compiler is needed."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("llama-cpp-python=="):
            version = line.removeprefix("llama-cpp-python==").split()[0]
            return any(venv.glob(f"lib/python*/site-packages/llama_cpp_python-{version}.dist-info/RECORD"))
    raise ValueError(f"{lock} has no llama-cpp-python")
