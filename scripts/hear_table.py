"""The lines of the table that ``make hear`` prints."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

HEAD = "| what | condition | of | share |\n|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Row:
    """``counted`` of ``recordings``, with their names and what is to be said of each."""

    what: str
    condition: str
    recordings: int
    counted: int
    names: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"| {self.what} | {self.condition} | {self.recordings} | {self.counted / self.recordings:.1%} |"

    @classmethod
    def sum(cls, what: str, rows: Sequence[Self]) -> Self:
        """All of one condition together."""
        names = {name: said for row in rows for name, said in row.names.items()}
        counted, recordings = sum(row.counted for row in rows), sum(row.recordings for row in rows)
        return cls(what, rows[0].condition, recordings, counted, names)


@dataclass(frozen=True, slots=True)
class Rate:
    """``counted`` in ``hours``; by the name of each minute, when in it, in seconds."""

    what: str
    condition: str
    hours: float
    counted: int
    names: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        rate = self.counted / self.hours
        return f"| {self.what} | {self.condition} | {self.hours:.2f} hours | {self.counted}, {rate:.2f} an hour |"
