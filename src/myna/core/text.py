"""How messages show what a person wrote, and guess what was meant."""

import difflib
from collections.abc import Iterable

SHOWN_CHARACTERS = 60
"""Characters of a quoted text that are shown; what follows becomes an ellipsis."""


def quoted(text: str) -> str:
    """``text`` in double quotes, on one line: control characters are escaped, and what is too long is cut."""
    printable = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text[:SHOWN_CHARACTERS])
    return f'"{printable}{"…" if len(text) > SHOWN_CHARACTERS else ""}"'


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``"; did you mean room?"`` where one of ``known`` resembles ``name``; else an empty text."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
