"""How a pull reports its progress, and the error of a source that fails."""

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


class SourceError(Exception):
    """A source did not give a model's files, and the next one may. The text is one clause without a full stop."""
