"""How names and texts that a person wrote are shown in a sentence about them."""

import difflib
from collections.abc import Iterable

SHOWN_CHARACTERS = 60


def quoted(text: str) -> str:
    """Text in quotes: shortened, and on one line without control characters."""
    printable = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text[:SHOWN_CHARACTERS])
    return f'"{printable}{"…" if len(text) > SHOWN_CHARACTERS else ""}"'


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``; did you mean room?`` where a known name is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
