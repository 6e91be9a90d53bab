"""The trained score of sentences: which of several answers a question best, and how far that is to be trusted.

``scripts/train_evidence.py`` makes the file of the numbers, ``evidence.json``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from myna.nlu.en.evidence.measures import NAMES, Opposites, Passage, measures
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.text import Rarities

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Best:
    """The ``index`` of the passage that answers best, and the ``trust`` that it does answer, from 0 to 1."""

    index: int
    trust: float


class Score:
    """Scores passages by what is in ``table``: rarities, opposites and the weights of a logistic regression."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.rarities = Rarities(table["rarities"], table["rarity_unknown"])
        self.opposites = Opposites({stem: frozenset(others.split()) for stem, others in table["opposites"].items()})
        self.trusted: float = table["trusted"]
        self._weights = np.array(table["weights"]) / np.array(table["scale"])
        self._bias = table["bias"] - float(np.array(table["mean"]) @ self._weights)

    def best(self, question: Question, passages: Sequence[Passage]) -> Best:
        """The passage that answers best of at least one; the first have most of the question's words."""
        rows = measured(question, passages, self.rarities, self.opposites)
        trusts = 1.0 / (1.0 + np.exp(-(rows @ self._weights + self._bias)))
        index = int(trusts.argmax())
        return Best(index, float(trusts[index]))


def measured(question: Question, passages: Sequence[Passage], rarities: Rarities, opposites: Opposites) -> Numbers:
    """A row of measures for each passage, shape ``(passages, len(NAMES) + 2)``.

    Behind the passage's own measures is its place among the others, and how much more of the question it covers than
    the best other one.
    """
    rows = np.array([measures(question, one, rarities, opposites) for one in passages])
    here, titled, around = (rows[:, NAMES.index(name)] for name in _COVERING)
    covered = here + 0.5 * (titled - here) + 0.4 * np.maximum(0.0, around - titled)
    ahead = [one - max(np.delete(covered, index), default=0.0) for index, one in enumerate(covered)]
    return np.column_stack([rows, np.arange(len(rows)), ahead])


_COVERING = ("covered", "covered_with_title", "covered_by_paragraph")


@cache
def shipped_score() -> Score:
    """The score that is shipped, read once."""
    return Score(json.loads(files("myna.nlu.en").joinpath("evidence.json").read_text(encoding="utf-8")))
