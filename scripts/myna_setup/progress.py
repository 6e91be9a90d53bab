"""What the lines of ``pip install -v --progress-bar raw`` say about how far it is."""

import re
from dataclasses import dataclass
from typing import Literal

Phase = Literal["packages", "llama.cpp", "installation"]

_COLLECTING = re.compile(r"\s*(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)==")
_IGNORING = re.compile(r"\s*Ignoring [A-Za-z0-9._-]+: markers ")
_BYTES = re.compile(r"\s*Progress (\d+) of (\d+)$")
_BUILDING = re.compile(r"\s*Building wheel for (\S+) \(.*\): (started|finished)")
_STEP = re.compile(r"\s*\[(\d+)/(\d+)\] (.*)")
_SOURCE = re.compile(r" -c (?:\S*/)?(\S+)")
_INSTALLING = re.compile(r"\s*Installing collected packages: (.*)")


@dataclass(frozen=True)
class Step:
    """How far a phase is; ``total`` is 0 where nobody knows. ``detail`` is for a person."""

    phase: Phase
    done: float
    total: float
    detail: str


def count_requirements(lock: str) -> int:
    """Number of requirements in the text of a lock file."""
    return sum("==" in line and not line.startswith((" ", "#")) for line in lock.splitlines())


class PipProgress:
    """Follows one run of pip line by line."""

    def __init__(self, packages: int) -> None:
        self._packages = packages
        self._seen = 0
        self._name = ""

    def feed(self, line: str) -> Step | None:
        """The step that ``line`` reports, or None if it reports nothing."""
        if match := _BYTES.match(line):
            return self._downloading(int(match[1]), int(match[2]))
        if match := _STEP.match(line):
            return self._compiling(int(match[1]), int(match[2]), match[3])
        if match := _COLLECTING.match(line):
            self._seen = min(self._seen + 1, self._packages)
            self._name = match[1]
            return Step("packages", self._seen - 1, self._packages, self._name)
        if _IGNORING.match(line):
            self._packages -= 1
            return None
        if match := _BUILDING.match(line):
            return self._building(match[1], match[2])
        if match := _INSTALLING.match(line):
            return Step("installation", 0, 0, f"{match[1].count(',') + 1} packages")
        if line.startswith("Successfully installed"):
            return Step("installation", 1, 1, "done")
        return None

    def _downloading(self, done_bytes: int, total_bytes: int) -> Step | None:
        if not total_bytes:
            return None
        detail = f"{self._name} {done_bytes / 1e6:.1f} of {total_bytes / 1e6:.1f} MB"
        return Step("packages", self._seen - 1 + done_bytes / total_bytes, self._packages, detail)

    def _building(self, name: str, state: str) -> Step | None:
        """Every package is there when the first wheel is built."""
        self._name = name
        if name == "llama-cpp-python" and state == "started":
            return Step("llama.cpp", 0, 0, "configuring")
        return Step("packages", self._packages, self._packages, "done")

    def _compiling(self, done: int, total: int, command: str) -> Step:
        source = _SOURCE.search(command)
        return Step("llama.cpp", done, total, source[1] if source else f"step {done} of {total}")
