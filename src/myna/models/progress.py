"""What a pull tells whoever waits for it, and how a source fails."""

from typing import Protocol


class Progress(Protocol):
    """Hears how a pull gets on; all calls come from the thread that pulls."""

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        """A new piece of work begins, and the one before it has ended; ``total_bytes`` is None where unknown."""
        ...

    def advance(self, count_bytes: int) -> None:
        """So many more bytes of the piece are done."""
        ...

    def report(self, line: str) -> None:
        """Something that a person should read, in one line: a source that failed, a wait."""
        ...


class SourceError(Exception):
    """One source could not give a model's files; the next may. Its text is one clause, without a full stop."""
