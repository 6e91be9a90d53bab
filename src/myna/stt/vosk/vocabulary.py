"""The words that a Vosk model knows, those of them that look like another one, and how often words are said.

Large models list their words in ``graph/words.txt``, small ones only in ``graph/Gr.fst``, with how likely they are.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
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


def nearest(word: str, folder: Path, count: int = 3, least: float = 0.6) -> list[str]:
    """The known words most like ``word``, best first; none where the model in ``folder`` does not tell its words.

    ``least`` is the share of letters that are the same in the same order; ``word`` itself is not among them.
    150,000 words take about a third of a second on a desktop computer.
    """
    words = [known for known in _words(folder / "graph") if known != word]
    if not words:
        return []
    matcher = SequenceMatcher(b=word)
    ratios = []
    for index in np.argsort(-_shared(word, words), kind="stable")[: CANDIDATES * count]:
        matcher.set_seq1(words[index])
        ratios.append((matcher.ratio(), words[index]))
    ratios.sort(key=lambda one: -one[0])
    return [known for ratio, known in ratios[:count] if ratio >= least]


def said_per_hour(phrases: Iterable[str], folder: Path) -> dict[str, float]:
    """How often each of ``phrases`` is said in an hour of talk; empty where the model in ``folder`` does not tell."""
    ngrams = openfst.Ngrams.read(folder / "graph" / "Gr.fst")
    return {} if ngrams is None else {phrase: WORDS_AN_HOUR * ngrams.likelihood(phrase.split()) for phrase in phrases}


def _shared(word: str, words: Sequence[str]) -> npt.NDArray[np.float64]:
    """What share of the letters of ``word`` and of each of ``words`` both have, in any order."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    counts = np.zeros((len(words), LETTERS), dtype=np.uint8)
    np.add.at(counts, (np.repeat(np.arange(len(words)), lengths), _letters("".join(words))), 1)
    own = np.bincount(_letters(word), minlength=LETTERS)
    shares: npt.NDArray[np.float64] = 2 * np.minimum(counts, own).sum(axis=1) / (lengths + len(word))
    return shares


def _letters(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4") % LETTERS


def _words(graph: Path) -> list[str]:
    listing, compiled = graph / "words.txt", graph / "Gr.fst"
    if listing.is_file():
        words = [line.split(" ", 1)[0] for line in listing.read_text(encoding="utf-8").splitlines()]
    elif compiled.is_file():
        words = openfst.words(compiled)
    else:
        return []
    return [word for word in words if word[:1].isalpha()]  # the others are marks: <eps>, [unk], #0
