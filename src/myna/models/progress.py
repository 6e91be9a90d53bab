"""How a pull reports its progress, and the error of a source that fails."""

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Receives the progress of a pull; all calls come from the thread that pulls."""

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        """Begin a piece of work, which ends the piece before; ``total_bytes`` is None where unknown."""
        ...

    def advance(self, count_bytes: int) -> None:
        """Count ``count_bytes`` more bytes of the piece as done."""
        ...

    def report(self, line: str) -> None:
        """Tell a person something in one line, such as a source that failed, or a wait."""
        ...


class LineProgress:
    """A progress in lines for programs, such as ``model.gguf: 43 %``; ``write`` gets each, and none twice."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._label = ""
        self._done = 0
        self._total: int | None = None
        self._told = ""

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        """Begin a piece of work."""
        self._label, self._total, self._done = label, total_bytes, done_bytes
        self._tell()

    def advance(self, count_bytes: int) -> None:
        """Count bytes."""
        self._done += count_bytes
        self._tell()

    def report(self, line: str) -> None:
        """Tell a line."""
        self._write(line)

    def _tell(self) -> None:
        done = f"{100 * self._done // self._total} %" if self._total else f"{self._done >> 20} MB"
        if (line := f"{self._label}: {done}") != self._told:
            self._told = line
            self._write(line)


class SourceError(Exception):
    """A source did not give a model's files, and the next one may. The text is one clause without a full stop."""
