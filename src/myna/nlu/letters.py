"""How much two words differ. Pure."""

from functools import lru_cache


@lru_cache(maxsize=20_000)
def changed(one: str, other: str) -> int:
    """The number of letters that are dropped from the word ``one`` and added to make the word ``other``."""
    if one == other:
        return 0
    row = list(range(len(other) + 1))
    for before, letter in enumerate(one):
        left, row = row, [before + 1]
        for i, wanted in enumerate(other):
            row.append(left[i] if letter == wanted else 1 + min(left[i + 1], row[i]))
    return row[-1]
