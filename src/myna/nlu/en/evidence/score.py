"""The trained score of sentences: which of several answers a question best, and how far that is to be trusted.

``scripts/train_evidence.py`` makes the file of the numbers, ``evidence.json``.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from myna.nlu.en.evidence.measures import NAMES, Opposites, Passage, measures
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.text import Rarities

Numbers = npt.NDArray[np.float64]


class Best(NamedTuple):
    """The ``index`` of the passage that answers best, and the ``trust`` that it does answer, from 0 to 1."""

    index: int
    trust: float


class Score:
    """Scores passages by what is in ``table``: rarities, opposites and two rows of weights."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.rarities = Rarities(table["rarities"], table["rarity_unknown"])
        self.opposites = Opposites({stem: frozenset(others.split()) for stem, others in table["opposites"].items()})
        self.trusted: float = table["trusted"]
        self._ranking = _Logistic(table["ranking"])
        self._trust = _Logistic(table["trust"])

    def best(self, question: Question, passages: Sequence[Passage]) -> Best:
        """The passage that answers best; there is at least one, and the first ones have most of the question's words."""
        rows = measured(question, passages, self.rarities, self.opposites)
        likely = self._ranking.probabilities(rows)
        index = int(likely.argmax())
        return Best(index, float(self._trust.probabilities(for_trust(rows, likely)[None])[0]))


def measured(
    question: Question, passages: Sequence[Passage], rarities: Rarities, opposites: Opposites
) -> Numbers:
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


def for_trust(rows: Numbers, likely: Numbers) -> Numbers:
    """The measures of the likeliest passage, with its likelihood and how much that is ahead of the next one."""
    index = int(likely.argmax())
    others = np.delete(likely, index)
    return np.append(rows[index], [likely[index], likely[index] - (others.max() if len(others) else 0.0)])


class _Logistic:
    """A logistic regression on measures that ``mean`` and ``scale`` bring to one size."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        weights, self._mean = np.array(table["weights"]), np.array(table["mean"])
        self._weights = weights / np.array(table["scale"])
        self._bias = float(table["bias"])

    def probabilities(self, rows: Numbers) -> Numbers:
        found: Numbers = 1.0 / (1.0 + np.exp(-((rows - self._mean) @ self._weights + self._bias)))
        return found


@cache
def shipped_score() -> Score:
    """The score that is shipped, read once."""
    return Score(json.loads(files("myna.nlu.en").joinpath("evidence.json").read_text(encoding="utf-8")))
