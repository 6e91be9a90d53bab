"""The words that a Vosk model knows, those of them that look like another one, and how often words are said.

Large models list their words in ``graph/words.txt``, small ones only in ``graph/Gr.fst``, with how likely they are.
"""

import heapq
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from myna.stt.vosk import openfst

WORDS_AN_HOUR = 9000
"""Of somebody who talks: 150 a minute."""

CANDIDATES = 4
"""So many times the words that are wanted are looked at letter by letter: those that share most, in any order."""

LETTERS = 64
"""Kinds of letters that are told apart when they are counted."""

BLOCK = 4096
"""Words that are looked at together: all at once would take 80 MB."""


def nearest(word: str, folder: Path, count: int = 3, least: float = 0.6) -> list[str]:
    """The known words most like ``word``, best first; none where the model in ``folder`` does not tell its words.

    ``least`` is the share of letters that are the same in the same order; ``word`` itself is not among them.
    150,000 words take about a third of a second on a desktop computer.
    """
    candidates = heapq.nlargest(CANDIDATES * count, _shares(word, folder / "graph"), key=lambda one: one[0])
    matcher = SequenceMatcher(b=word)
    ratios = []
    for _, known in candidates:
        matcher.set_seq1(known)
        ratios.append((matcher.ratio(), known))
    ratios.sort(key=lambda one: -one[0])
    return [known for ratio, known in ratios[:count] if ratio >= least]


def said_per_hour(phrases: Collection[str], folder: Path) -> dict[str, float]:
    """How often each of ``phrases`` is said in an hour of talk; empty where the model in ``folder`` does not tell.

    About a second on a Raspberry Pi, for however many.
    """
    words = {word for phrase in phrases for word in phrase.split()}
    ngrams = openfst.Ngrams.read(folder / "graph" / "Gr.fst", words)
    return {} if ngrams is None else {phrase: WORDS_AN_HOUR * ngrams.likelihood(phrase.split()) for phrase in phrases}


def _shares(word: str, graph: Path) -> Iterator[tuple[float, str]]:
    """The known words but for ``word``, and what share of the letters of both each has in common, in any order."""
    words = (known for known in _words(graph) if known != word)
    own = np.bincount(_letters(word), minlength=LETTERS)
    while block := list(islice(words, BLOCK)):
        lengths = np.fromiter(map(len, block), dtype=np.int64, count=len(block))
        places = np.repeat(np.arange(len(block)) * LETTERS, lengths) + _letters("".join(block))
        counts = np.bincount(places, minlength=len(block) * LETTERS).reshape(len(block), LETTERS)
        shares = 2 * np.minimum(counts, own).sum(axis=1) / (lengths + len(word))
        yield from zip(shares.tolist(), block, strict=True)


def _letters(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4") % LETTERS


def _words(graph: Path) -> Iterator[str]:
    listing, compiled = graph / "words.txt", graph / "Gr.fst"
    words: Iterable[str] = ()
    if listing.is_file():
        words = (line.split(" ", 1)[0] for line in listing.read_text(encoding="utf-8").splitlines())
    elif compiled.is_file():
        words = openfst.words(compiled)
    return (word for word in words if word[:1].isalpha())  # the others are marks: <eps>, [unk], #0
