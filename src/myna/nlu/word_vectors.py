"""Word vectors: which words mean alike, so that a sentence is told by words that no request for it was seen with.

Its rules:

1. A word is a row of small whole numbers and a weight; rows of words that mean alike point alike, and the weight says
   how much the word tells: little for "the", much for "noodles". ``scripts/word_vectors.py`` makes the two files. The
   rows stay on the disk: of their 5 MB only those of words that are said take memory.
2. A sentence is the sum of its words, as a direction: of length 1, or of length 0 where no word is known. Sums of
   whole numbers are exact, and root and quotient are correctly rounded: it is the same on every machine.
"""

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from myna.nlu.arrays import arrays_of, mapped

WORDS, ROWS = "words.npz", "word_rows.npy"
"""The files' names."""

LARGEST = 7
"""Of a number in a row; two stand in a byte."""

_BITS, _HALF = 4, 15


def places(known: NDArray[np.uint32], wanted: Sequence[int]) -> NDArray[np.intp]:
    """Where those of the hashes ``wanted`` stand that are among ``known``, which ascend."""
    hashes = np.array(wanted, dtype=np.uint32)
    found = np.searchsorted(known, hashes)
    inside = found < len(known)
    found = found[inside]
    there: NDArray[np.intp] = found[known[found] == hashes[inside]]
    return there


class WordVectors:
    """Of words by their ``hashes`` (words, uint32; CRC-32 of UTF-8, ascending), with their ``weights`` (words, uint8).

    ``rows`` (words, half of ``size``; uint8) have two numbers in a byte: one of the first half, and one of the second.
    """

    def __init__(self, hashes: NDArray[np.uint32], weights: NDArray[np.uint8], rows: NDArray[np.uint8]) -> None:
        self._hashes = hashes
        self._weights = weights
        self._rows = rows

    @property
    def size(self) -> int:
        """Numbers a word."""
        return 2 * int(self._rows.shape[1])

    @classmethod
    def load(cls, folder: Path | Traversable) -> "WordVectors":
        """Those in the files ``words.npz`` and ``word_rows.npy`` of ``folder``.

        Raises:
            ModelError: One of them is missing, or damaged.
        """
        hashes, weights = arrays_of(folder.joinpath(WORDS), hashes="uint32", weights="uint8")
        return cls(hashes, weights, mapped(folder.joinpath(ROWS), "uint8", len(hashes)))

    @classmethod
    def of_words(cls, words: Sequence[str], rows: NDArray[np.float64], weights: NDArray[np.float64]) -> "WordVectors":
        """Of ``words``, with their ``rows`` (words, an even size) and ``weights`` from 0 to 1.

        Of two words with the same hash the first stays.
        """
        hashes, first = np.unique([crc32(word.encode()) for word in words], return_index=True)
        step = 3 * np.sqrt((rows * rows).mean()) / LARGEST
        whole = np.clip(np.rint(rows[first] / step), -LARGEST, LARGEST).astype(np.int16) + LARGEST + 1
        low, high = np.split(whole, 2, axis=1)
        packed = (low | high << _BITS).astype(np.uint8)
        return cls(hashes.astype(np.uint32), np.rint(weights[first] * 255).astype(np.uint8), packed)

    def write(self, folder: Path) -> None:
        """Write the two files into ``folder``, the same each time. Raises OSError."""
        np.savez(folder / WORDS, hashes=self._hashes, weights=self._weights)
        np.save(folder / ROWS, self._rows)

    def direction(self, words: Sequence[str], *, weighed: bool = True) -> NDArray[np.float32]:
        """Shape (size,): where the sentence of ``words`` points, of length 1; of length 0 where no word is known.

        All words count alike unless they are ``weighed``.
        """
        known = places(self._hashes, [crc32(word.encode()) for word in words])
        packed = self._rows[known]
        numbers = np.concatenate([packed & _HALF, packed >> _BITS], axis=1).astype(np.int64) - (LARGEST + 1)
        total = (numbers * self._weights[known][:, None] if weighed else numbers).sum(axis=0)
        length = np.sqrt(np.float64((total * total).sum()))
        pointing: NDArray[np.float32] = (total / max(length, 1.0)).astype(np.float32)
        return pointing
