"""The pages of the documentation, and the fenced blocks in them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Block:
    """A fenced block; ``line`` is that of its first line."""

    language: str
    line: int
    text: str


@cache
def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, without the indentation of a list that they stand in."""
    found: list[Block] = []
    begun: tuple[int, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        fence = re.fullmatch(r"( *)```(\w*)", line)
        if fence and begun is None:
            begun, lines = (number + 1, *fence.groups()), []
        elif fence and begun is not None:
            found.append(Block(begun[2], begun[0], "\n".join(lines)))
            begun = None
        elif begun is not None:
            lines.append(line.removeprefix(begun[1]))
    assert begun is None, f"the block in line {begun} has no end" if begun else ""
    return found
