"""A small neural network over word vectors: the second opinion of the intent classifier.

Where that one knows words by themselves, this one knows what they mean: "noodles" is as good as "pasta". It sees a
sentence as three directions, of all its words, of the first two and of the last three, and has one hidden layer. At
the ends of a sentence even "what" and "is" tell something, so there all words count alike.
``scripts/train_intents.py`` trains it, and each holds for the word vectors that it was trained with.
"""

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from myna.core.errors import ModelError
from myna.nlu.arrays import arrays_of
from myna.nlu.word_vectors import WordVectors

_FIRST, _LAST = 2, 3
"""Words of the second and of the third direction."""

_ENDS_SHARE = np.float32(0.5)
"""How much these two count beside the first."""


def view(vectors: WordVectors, words: Sequence[str]) -> NDArray[np.float32]:
    """Shape (three times the vectors' size,): what the network sees of a sentence of ``words``."""
    ends = [vectors.direction(part, weighed=False) * _ENDS_SHARE for part in (words[:_FIRST], words[-_LAST:])]
    return np.concatenate([vectors.direction(words), *ends])


class SentenceNet:
    """``hidden`` (three times the size of ``vectors``, units) and ``outer`` (units, intents) are its weights, int8.

    ``hidden_bias`` (units) and ``outer_bias`` (intents) are float32. ``steps`` (2, float32) are the worth of one step
    of either's weights; the second one and ``outer_bias`` are in units of the logit, with the calibration in them.
    """

    def __init__(
        self,
        vectors: WordVectors,
        hidden: NDArray[np.int8],
        hidden_bias: NDArray[np.float32],
        outer: NDArray[np.int8],
        outer_bias: NDArray[np.float32],
        steps: NDArray[np.float32],
    ) -> None:
        self._vectors = vectors
        self._steps = steps
        self._hidden = hidden
        self._hidden_bias = hidden_bias
        self._outer = outer * steps[1]
        self._outer_bias = outer_bias

    @classmethod
    def load(cls, path: Path | Traversable, vectors: WordVectors) -> "SentenceNet":
        """The network in the file ``path``, read once, which was trained with ``vectors``.

        Raises:
            ModelError: The file is missing, damaged, or does not go with ``vectors``.
        """
        hidden, hidden_bias, outer, outer_bias, steps = arrays_of(
            path, hidden="int8", hidden_bias="float32", outer="int8", outer_bias="float32", steps="float32"
        )
        units, intents = len(hidden_bias), len(outer_bias)
        if hidden.shape != (3 * vectors.size, units) or outer.shape != (units, intents) or steps.shape != (2,):
            raise ModelError("nlu-damaged", f"{path} does not go with the word vectors.", "Install again.")
        return cls(vectors, hidden, hidden_bias, outer, outer_bias, steps)

    def to_bytes(self) -> bytes:
        """The file's content, the same each time."""
        content = BytesIO()
        np.savez(
            content,
            hidden=self._hidden,
            hidden_bias=self._hidden_bias,
            outer=np.rint(self._outer / self._steps[1]).astype(np.int8),
            outer_bias=self._outer_bias,
            steps=self._steps,
        )
        return content.getvalue()

    def logits(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Shape (intents,): the logarithms of the confidences, but for one number added to all.

        The hidden weights are made float32 each time: 0.2 ms, for 2 MB that would be kept for it.
        """
        seen = view(self._vectors, words) * self._steps[0]
        units = np.maximum(seen @ self._hidden.astype(np.float32) + self._hidden_bias, 0)
        found: NDArray[np.float32] = units @ self._outer + self._outer_bias
        return found
