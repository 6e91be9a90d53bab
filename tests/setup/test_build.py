"""How llama-cpp-python is built."""

from pathlib import Path

import pytest

from myna_setup import build
from myna_setup.common import SetupError

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("cores", "memory_bytes", "jobs"),
    [(4, 300_000_000, 1), (4, 1_600_000_000, 2), (4, 3_500_000_000, 4), (2, 16_000_000_000, 2)],
)
def test_compilers_run_at_once_as_cores_and_memory_allow(cores, memory_bytes, jobs):
    assert build.jobs(cores, memory_bytes) == jobs


def test_memory_is_what_programs_can_still_have(tmp_path):
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:        3881648 kB\nMemFree:          100000 kB\nMemAvailable:    2097152 kB\n")

    assert build.available_memory(meminfo) == 2 * 1024**3


def test_a_build_that_memory_does_not_hold_is_refused_before_it_starts_and_the_package_offered():
    build.check_memory(1_000_000_000, {})
    build.check_memory(300_000_000, {"CMAKE_BUILD_PARALLEL_LEVEL": "1"})

    with pytest.raises(SetupError, match=r"0\.4 GB are free\. Install the package .*apt install \./myna_"):
        build.check_memory(430_000_000, {})


@pytest.mark.parametrize(("machine", "portable"), [("aarch64", True), ("x86_64", False)])
def test_a_board_gets_the_portable_build(tmp_path, machine, portable):
    options = build.environment(tmp_path, tmp_path, {}, machine)["SKBUILD_CMAKE_ARGS"].split(";")

    assert ("-DGGML_CPU_ALL_VARIANTS=ON" in options) is portable
    assert ("-DGGML_NATIVE=OFF" in options) is portable


def test_what_the_user_sets_for_the_build_wins(tmp_path):
    user = {"CMAKE_ARGS": "-DGGML_BLAS=ON", "CMAKE_BUILD_PARALLEL_LEVEL": "1"}

    environment = build.environment(tmp_path, tmp_path / "scratch", user)

    assert user.items() <= environment.items()
    assert environment["TMPDIR"] == str(tmp_path / "scratch")
    assert environment["SKBUILD_CMAKE_ARGS"].endswith(
        f";-DCMAKE_PROJECT_llama.cpp_INCLUDE={tmp_path}/scripts/llama.cmake"
    )


def test_a_compiler_is_needed_until_the_locked_version_is_installed(tmp_path):
    lock = ROOT / "requirements" / "run.lock"
    version = next(line for line in lock.read_text().splitlines() if line.startswith("llama-cpp-python=="))[
        18:
    ].split()[0]
    packages = tmp_path / "lib" / "python3.11" / "site-packages"
    assert not build.is_installed(tmp_path, lock)

    for installed in ("0.0.1", version):
        record = packages / f"llama_cpp_python-{installed}.dist-info" / "RECORD"
        record.parent.mkdir(parents=True)
        record.touch()
        assert build.is_installed(tmp_path, lock) is (installed == version)
