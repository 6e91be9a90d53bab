"""The wheels that a package is made of: downloaded by the hashes of the lock, or built here where they are source.

llama.cpp is built portably, once for each kind of processor (see ``scripts/llama.cmake``), by a cross compiler where
that is another one. It is kept in ``build/deb`` for as long as nothing changes that it depends on.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from myna_deb.target import Target, requirements
from myna_setup import build, release
from myna_setup.common import ROOT, SetupError, run_logged

LLAMA = "llama-cpp-python"

PURE = ("docopt", "srt")
"""Pure Python that is published as source alone."""

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")

COMPILERS = {"amd64": "x86_64-linux-gnu-gcc", "arm64": "aarch64-linux-gnu-gcc"}


class Wheelhouse:
    """Collects wheels below ``folder``; ``log`` is told what is run."""

    def __init__(self, folder: Path, log: Path, epoch: int) -> None:
        self._folder = folder
        self._log = log
        self._environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONUNBUFFERED": "1"}
        self._lock = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
        self._tools = (ROOT / "requirements" / "build.lock").read_text(encoding="utf-8")

    def collect(self, target: Target) -> list[Path]:
        """All wheels of the package for ``target``, Myna's own too. Raises SetupError."""
        wanted = requirements(self._lock, target.environment())
        wanted["pip"] = requirements(self._tools, target.environment())["pip"]  # Myna pulls some models with it
        llama = wanted.pop(LLAMA)
        pure = [wanted.pop(name) for name in PURE]
        return sorted(
            (
                *self._downloaded(target, wanted.values()),
                *self._built("pure", pure, {}),
                self.llama(target, llama),
                self._own(),
            ),
            key=lambda path: path.name,
        )

    def llama(self, target: Target, requirement: str | None = None) -> Path:
        """llama-cpp-python, built for all processors of the kind of ``target``. Raises SetupError."""
        requirement = requirement or requirements(self._lock, target.environment())[LLAMA]
        if shutil.which(COMPILERS[target.arch]) is None:
            raise SetupError(f"{COMPILERS[target.arch]} is missing. Type: sudo make deb-tools")
        environment = {
            build.ONE_JOB: str(build.jobs(len(os.sched_getaffinity(0)), build.available_memory())),
            "SKBUILD_CMAKE_ARGS": ";".join((*build.cmake_options(ROOT, portable=True), *cross_options(target))),
        }
        recipe = (ROOT / "scripts" / "llama.cmake").read_text(encoding="utf-8")
        (wheel,) = self._built(f"llama-{target.arch}", [requirement], environment, depends=recipe)
        return wheel

    def _downloaded(self, target: Target, wanted: Iterable[str]) -> list[Path]:
        text = "\n".join(sorted(wanted)) + "\n"
        folder = self._place(f"{target.suite}-{target.arch}", text)
        if not folder.is_dir():
            part = _empty(folder.with_suffix(".part"))
            (part / "requirements.txt").write_text(text)
            options = [option for platform in target.platforms() for option in ("--platform", platform)]
            options += ["--python-version", target.python, "--implementation", "cp", "--only-binary=:all:"]
            self._pip(part, "The download", ["download", "--no-deps", *options, "--dest", str(part)], {})
            part.rename(folder)
        return sorted(folder.glob("*.whl"))

    def _built(self, name: str, wanted: list[str], environment: Mapping[str, str], depends: str = "") -> list[Path]:
        text = "\n".join(wanted) + "\n"
        folder = self._place(name, text + depends + environment.get("SKBUILD_CMAKE_ARGS", ""))
        if not folder.is_dir():
            part = _empty(folder.with_suffix(".part"))
            (part / "requirements.txt").write_text(text)
            options = ["--no-deps", "--no-cache-dir", "--no-build-isolation", "--no-binary=:all:", "-v"]
            self._pip(part, f"The build of {name}", ["wheel", *options, "--wheel-dir", str(part)], environment)
            part.rename(folder)
        return sorted(folder.glob("*.whl"))

    def _own(self) -> Path:
        """Myna's own wheel, of the checkout as it is."""
        part = _empty(self._folder / "own")
        release.copy_source(ROOT, part / "source")
        command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(part), str(part / "source")]
        run_logged(command, what="The build of Myna's wheel", log=self._log, environment=self._environment)
        return next(part.glob("*.whl"))

    def _pip(self, part: Path, what: str, command: list[str], environment: Mapping[str, str]) -> None:
        """Run pip for the requirements in ``part``, with its temporary files there."""
        scratch = _empty(part.with_suffix(".scratch"))
        try:
            run_logged(
                [*PIP, *command, "--require-hashes", "--requirement", str(part / "requirements.txt")],
                what=what,
                log=self._log,
                environment={**self._environment, **environment, "TMPDIR": str(scratch)},
            )
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _place(self, name: str, depends: str) -> Path:
        return self._folder / f"{name}-{hashlib.sha256(depends.encode()).hexdigest()[:12]}"


def cross_options(target: Target) -> list[str]:
    """The options for CMake that name the compilers of ``target`` and what it is."""
    prefix = COMPILERS[target.arch].removesuffix("gcc")
    return [
        "-DCMAKE_SYSTEM_NAME=Linux",
        f"-DCMAKE_SYSTEM_PROCESSOR={target.machine}",
        f"-DCMAKE_C_COMPILER={prefix}gcc",
        f"-DCMAKE_CXX_COMPILER={prefix}g++",
    ]


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
