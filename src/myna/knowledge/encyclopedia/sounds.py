"""Which titles of a file sound like a name that a recogniser may have spelled otherwise.

Its rules:

1. The index is two numbers a title, and is made in small parts, between the questions: 8 bytes a title.
2. Only names with some consonants are compared by their sound: too many sound like "Du Fu".
"""

import zlib
from array import array
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from myna.knowledge.zim import ZimFile

MOST_TITLES = 500_000
"""Titles of a file that are compared by their sound."""

_PART = 500
"""Titles that are read at once, some ten milliseconds."""

_LEAST_SOUNDS = 5
"""Consonants of the shortest name that is compared by its sound."""


class SoundIndex:
    """The titles of ``book`` by ``key``, which says how a name sounds; empty until all of it was read."""

    def __init__(self, book: ZimFile, key: Callable[[str], str]) -> None:
        self._book = book
        self._key = key
        self._sounds = array("I")
        self._numbers = array("I")
        self._next = 0
        self._sorted: tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]] | None = None

    def grow(self) -> bool:
        """Read the next titles; whether there are more. Raises KnowledgeError."""
        if self._sorted is not None:
            return False
        if self._next < min(self._book.entry_count, MOST_TITLES):
            for number, title in self._book.titles(self._next, _PART):
                if len(key := self._key(title)) >= _LEAST_SOUNDS:
                    self._sounds.append(zlib.crc32(key.encode()))
                    self._numbers.append(number)
            self._next += _PART
            return True
        sounds, numbers = (np.array(one, dtype=np.uint32) for one in (self._sounds, self._numbers))
        order = np.argsort(sounds)
        self._sorted = sounds[order], numbers[order]
        self._sounds, self._numbers = array("I"), array("I")
        return False

    def find(self, name: str) -> list[tuple[str, str]]:
        """The titles that sound like ``name``, each with the path of its article. Raises KnowledgeError."""
        key = self._key(name)
        if self._sorted is None or len(key) < _LEAST_SOUNDS:
            return []
        sounds, numbers = self._sorted
        sought = np.uint32(zlib.crc32(key.encode()))
        first, last = (int(np.searchsorted(sounds, sought, side)) for side in ("left", "right"))
        found = (self._book.numbered(int(number)) for number in numbers[first:last])
        return [one for one in found if one is not None and self._key(one[0]) == key]
