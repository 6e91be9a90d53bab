"""What the files of OpenFst hold that small Vosk models have: the words, and how often they follow each other.

The header and the table of symbols are described by ``fst/fst.cc`` and ``fst/symbol-table.cc`` there; the n-grams by
``fst/extensions/ngram/ngram-fst.h``: states in the order of their levels, the n-th child of the root is the state of
what follows one word. Files are mapped, not read: what is looked at once need not stay in the memory.
"""

import math
import mmap
import struct
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

_FST_MAGIC = 2125659606
_TABLE_MAGIC = 2125658996
_HAS_INPUT_SYMBOLS, _HAS_OUTPUT_SYMBOLS, _IS_ALIGNED = 1, 2, 4


class Ngrams:
    """How likely words are, and words behind one other.

    ``labels`` are the numbers of the words, the n-grams begin ``at`` so many bytes of ``data``.
    """

    def __init__(self, labels: dict[str, int], data: mmap.mmap, at: int) -> None:
        self._labels = labels
        self._data = data
        self._states, self._futures, finals = struct.unpack_from("<3Q", data, at)
        at += 24
        self._contexts_at, at = at, at + _bitmap_bytes(2 * self._states + 1)
        self._futures_at, at = at, at + _bitmap_bytes(self._futures + self._states + 1) + _bitmap_bytes(self._states)
        self._context_words_at, at = at, at + 4 * (self._states + 1)
        self._words_at, at = at, at + 4 * self._futures
        self._backoff_at, at = at, at + 4 * (self._states + 1) + 4 * finals
        self._costs_at = at

    @classmethod
    def read(cls, path: Path, of: Collection[str]) -> Self | None:
        """Those of the file at ``path``, which know the words ``of`` alone; None where it has none, or is none."""
        try:
            graph = _Graph.mapped(path)
            labels = {symbol: number for symbol, number in graph.symbols() if symbol in of}
            found = cls(labels, graph.data, graph.graph_at) if graph.kind == "ngram" else None
        except (OSError, ValueError, struct.error):
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


def words(path: Path) -> Iterator[str]:
    """The input symbols of the file at ``path``, up to where it makes no sense. Raises OSError."""
    try:
        for symbol, _ in _Graph.mapped(path).symbols():
            yield symbol
    except (struct.error, ValueError):
        return


@dataclass(frozen=True, slots=True)
class _Graph:
    """A file of OpenFst: the ``kind`` of its graph, ``flags``, and where in ``data`` its tables of symbols begin."""

    data: mmap.mmap
    kind: str
    flags: int
    tables_at: int

    @classmethod
    def mapped(cls, path: Path) -> Self:
        """That at ``path``. Raises OSError, and ValueError or struct.error where it is no such file."""
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if struct.unpack_from("<i", data)[0] != _FST_MAGIC:
            raise ValueError("no graph")
        kind, at = _text(data, 4)
        _arcs, at = _text(data, at)
        _version, flags, *_rest = struct.unpack_from("<iiQqqq", data, at)
        return cls(data, kind, flags, at + 40)

    def symbols(self) -> Iterator[tuple[str, int]]:
        """The input symbols and their numbers. Raises ValueError or struct.error where there are none."""
        if not self.flags & _HAS_INPUT_SYMBOLS:
            raise ValueError("no symbols")
        at, size = _table(self.data, self.tables_at)
        for _ in range(size):
            symbol, at = _text(self.data, at)
            yield symbol, struct.unpack_from("<q", self.data, at)[0]
            at += 8

    @property
    def graph_at(self) -> int:
        """Where the graph itself begins, behind the tables. Raises ValueError or struct.error as ``symbols`` does."""
        at = self.tables_at
        for flag in (_HAS_INPUT_SYMBOLS, _HAS_OUTPUT_SYMBOLS):
            if self.flags & flag:
                at, size = _table(self.data, at)
                for _ in range(size):
                    at += 12 + struct.unpack_from("<i", self.data, at)[0]
        return at + (-at % 16 if self.flags & _IS_ALIGNED else 0)


def _table(data: mmap.mmap, at: int) -> tuple[int, int]:
    """Where the first symbol is of the table that begins ``at``, and how many it has. Raises ValueError if none is."""
    if struct.unpack_from("<i", data, at)[0] != _TABLE_MAGIC:
        raise ValueError("no table of symbols")
    _name, at = _text(data, at + 4)
    _next, size = struct.unpack_from("<qq", data, at)
    return at + 16, size


def _text(data: mmap.mmap, at: int) -> tuple[str, int]:
    """The text that begins ``at``, and where it ends. Raises struct.error or ValueError where there is none."""
    begin = at + 4
    end = begin + struct.unpack_from("<i", data, at)[0]
    return data[begin:end].decode(), end


def _bitmap_bytes(count: int) -> int:
    """The length of a bitmap of ``count`` bits, in whole words of 64."""
    return (count + 63) // 64 * 8
