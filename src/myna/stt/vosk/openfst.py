"""What the files of OpenFst hold that small Vosk models have: the words, and how often they follow each other.

The header and the table of symbols are described by ``fst/fst.cc`` and ``fst/symbol-table.cc`` there; the n-grams by
``fst/extensions/ngram/ngram-fst.h``: states in the order of their levels, the n-th child of the root is the state of
what follows one word.
"""

import math
import struct
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Self

import numpy as np
import numpy.typing as npt

_FST_MAGIC = 2125659606
_TABLE_MAGIC = 2125658996
_HAS_INPUT_SYMBOLS, _HAS_OUTPUT_SYMBOLS, _IS_ALIGNED = 1, 2, 4


class Ngrams:
    """How likely words are, and words behind one other; ``labels`` are the numbers of the words."""

    def __init__(self, labels: dict[str, int], data: bytes) -> None:
        self._labels = labels
        self._data = data
        self._states, self._futures, finals = struct.unpack_from("<3Q", data)
        at = 24
        self._contexts_at, at = at, at + _bitmap_bytes(2 * self._states + 1)
        self._futures_at, at = at, at + _bitmap_bytes(self._futures + self._states + 1) + _bitmap_bytes(self._states)
        self._context_words_at, at = at, at + 4 * (self._states + 1)
        self._words_at, at = at, at + 4 * self._futures
        self._backoff_at, at = at, at + 4 * (self._states + 1) + 4 * finals
        self._costs_at = at

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Those of the file at ``path``; None where it has none, or cannot be read."""
        try:
            with path.open("rb") as file:
                kind, tables = _beginning(file)
                found = cls(tables[0], file.read()) if kind == "ngram" and tables else None
        except (OSError, struct.error, UnicodeDecodeError):
            return None
        return found if found is not None and found._is_whole() else None

    def likelihood(self, words: Sequence[str]) -> float:
        """How likely it is that words in a row are these; 0 where one of them is not known."""
        cost, before = 0.0, 0
        for word in words:
            label = self._labels.get(word)
            if label is None:
                return 0.0
            cost += self._cost(before, label)
            before = self._state_behind(label)
        return math.exp(-cost)

    def _is_whole(self) -> bool:
        return bool(len(self._data) >= self._costs_at + 4 * self._futures)

    def _cost(self, state: int, label: int) -> float:
        """Negative logarithm of how likely the word is in ``state``; 0 is that of no word before."""
        first, last = self._futures_of(state)
        words = self._labels_at(self._words_at + 4 * first, last - first)
        place = int(np.searchsorted(words, label))
        if place < len(words) and words[place] == label:
            return self._weight_at(self._costs_at + 4 * (first + place))
        if state == 0:
            return math.inf
        return self._weight_at(self._backoff_at + 4 * state) + self._cost(0, label)

    def _state_behind(self, label: int) -> int:
        """The state of what follows one word; that of no word where nothing is known of it."""
        children = int(np.argmin(self._bits_at(self._contexts_at, 2 * self._states + 1)[2:]))
        words = self._labels_at(self._context_words_at + 4, children)
        place = int(np.searchsorted(words, label))
        return 1 + place if place < len(words) and words[place] == label else 0

    def _futures_of(self, state: int) -> tuple[int, int]:
        """Where the words that may follow in ``state`` begin and end, among those of all states."""
        return int(self._ends[state]) - state, int(self._ends[state + 1]) - state - 1

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        """Where each state ends in the bitmap of the words that may follow: all of it is ones but for that."""
        return np.flatnonzero(self._bits_at(self._futures_at, self._futures + self._states + 1) == 0)

    def _bits_at(self, at: int, count: int) -> npt.NDArray[np.uint8]:
        whole = np.frombuffer(self._data, dtype=np.uint8, count=_bitmap_bytes(count), offset=at)
        return np.unpackbits(whole, bitorder="little")[:count]

    def _labels_at(self, at: int, count: int) -> npt.NDArray[np.int32]:
        return np.frombuffer(self._data, dtype=np.int32, count=count, offset=at)

    def _weight_at(self, at: int) -> float:
        weight: float = struct.unpack_from("<f", self._data, at)[0]
        return weight


def words(path: Path) -> list[str]:
    """The input symbols of the file at ``path``; none where it has another layout. Raises OSError."""
    try:
        with path.open("rb") as file:
            _, tables = _beginning(file, tables=1)
    except (struct.error, UnicodeDecodeError):
        return []
    return list(tables[0]) if tables else []


def _beginning(file: BinaryIO, tables: int = 2) -> tuple[str, list[dict[str, int]]]:
    """The type of a graph, and its first ``tables`` of symbols with their numbers; none where it is no such file."""
    if _number(file, "<i") != _FST_MAGIC:
        return "", []
    kind, _arcs = _text(file), _text(file)
    _version, flags, _properties, _start, _states, _count = struct.unpack("<iiQqqq", file.read(40))
    flagged = [flag for flag in (_HAS_INPUT_SYMBOLS, _HAS_OUTPUT_SYMBOLS) if flags & flag]
    found = [_table(file) for _ in flagged[:tables]] if flags & _HAS_INPUT_SYMBOLS else []
    if flags & _IS_ALIGNED:
        file.seek(-file.tell() % 16, 1)
    return kind, found


def _table(file: BinaryIO) -> dict[str, int]:
    """A table of symbols. Raises struct.error where there is none."""
    if _number(file, "<i") != _TABLE_MAGIC:
        raise struct.error("no table of symbols")
    _text(file)  # its name
    _next, size = _number(file, "<q"), _number(file, "<q")
    symbols = {}
    for _ in range(size):
        symbol = _text(file)
        symbols[symbol] = _number(file, "<q")
    return symbols


def _bitmap_bytes(count: int) -> int:
    """The length of a bitmap of ``count`` bits, in whole words of 64."""
    return (count + 63) // 64 * 8


def _number(file: BinaryIO, layout: str) -> int:
    value: int = struct.unpack(layout, file.read(struct.calcsize(layout)))[0]
    return value


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "<i")).decode()
