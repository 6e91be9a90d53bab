"""How llama-cpp-python, which is published as source, is built.

Portably, so that one build is right for every board: with kernels for several kinds of processors (``llama.cmake``).
On ARM always, for that is one kind more to compile, and a card can move to another board. On x86-64 there are so many
kinds that it takes twice as long: there only a package is built so, and a set-up for the processor that it runs on.
"""

import os
import platform
from collections.abc import Mapping
from pathlib import Path

from myna_setup.common import SetupError

PORTABLE = ("-DGGML_NATIVE=OFF", "-DGGML_BACKEND_DL=ON", "-DGGML_CPU_ALL_VARIANTS=ON")

ONE_JOB = "CMAKE_BUILD_PARALLEL_LEVEL"
"""The variable by which a person says how many compilers run at once."""

NEEDED_BYTES = 1_000_000_000
"""Less free memory than that is too little for one compiler beside the rest of the system."""

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


def check_memory(memory_bytes: int, user: Mapping[str, str]) -> None:
    """Raise SetupError where the available memory is too little for the build, and ``user`` has not decided it."""
    if memory_bytes < NEEDED_BYTES and ONE_JOB not in user:
        raise SetupError(
            f"Building llama.cpp needs about 1 GB of free memory, and {memory_bytes / 1e9:.1f} GB are free. Install "
            "the package instead, which has it built: sudo apt install ./myna_*.deb (docs/install.md). Or end other "
            f"programs; or try it all the same, slowly: {ONE_JOB}=1 before the same command."
        )


def cmake_options(root: Path, *, portable: bool) -> list[str]:
    """The options for CMake."""
    include = root / "scripts" / "llama.cmake"
    return [
        "-DLLAVA_BUILD=OFF",
        *(PORTABLE if portable else ()),
        f"-DCMAKE_PROJECT_llama.cpp_INCLUDE={include}",
    ]


def environment(
    root: Path, scratch: Path, user: Mapping[str, str], machine: str = platform.machine()
) -> dict[str, str]:
    """The environment for pip: what ``user`` has set wins, and CMAKE_ARGS of the user's are added to ours.

    The build takes place in ``scratch``, on the disk: ``/tmp`` may lie in memory, which the compiler needs.
    """
    ours = {
        ONE_JOB: str(jobs(len(os.sched_getaffinity(0)), available_memory())),
        "SKBUILD_CMAKE_ARGS": ";".join(cmake_options(root, portable=machine == "aarch64")),
    }
    return {**ours, **user, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}


def is_installed(venv: Path, lock: Path) -> bool:
    """Whether ``venv`` holds llama-cpp-python in the version that ``lock`` names, so that no compiler is needed."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("llama-cpp-python=="):
            version = line.removeprefix("llama-cpp-python==").split()[0]
            return any(venv.glob(f"lib/python*/site-packages/llama_cpp_python-{version}.dist-info/RECORD"))
    raise ValueError(f"{lock} has no llama-cpp-python")
