"""Trains the network over word vectors (``myna/nlu/sentence_net.py``): Adam in small batches, with dropout.

Source of the method: D. P. Kingma and J. Ba, Adam, ICLR 2015. Its arithmetic is that of ``exact_numbers.py``: the same
sentences make the same network.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exact_numbers import Floats, product, softmax, uniform
from myna.nlu.sentence_net import SentenceNet, view
from myna.nlu.word_vectors import WordVectors

UNITS = 384
EPOCHS = 14
BATCH = 256
RATE, LAST_RATE_SHARE = np.float32(1.5e-3), 0.05
FADING, SQUARES_FADING = np.float32(0.9), np.float32(0.999)
LEAST = np.float32(1e-8)
DECAY = np.float32(1e-4)
SPREAD = np.float32(5.0)
"""Of the weights at the beginning, divided by the root of how many numbers a sentence is."""

SEEN_SCALE = np.float32(2.0)
"""A sentence's numbers times this are what is trained on."""

LARGEST_WEIGHT = 127


class Weights:
    """Weights of one layer, and how they have changed."""

    def __init__(self, values: Floats) -> None:
        self.values = values
        self._mean = np.zeros_like(values)
        self._squares = np.zeros_like(values)

    def change(self, gradient: Floats, rate: np.float32, faded: tuple[np.float32, np.float32]) -> None:
        """One step against the ``gradient``; ``faded`` is what is left of the beginning in either mean."""
        self._mean += (np.float32(1) - FADING) * (gradient - self._mean)
        self._squares += (np.float32(1) - SQUARES_FADING) * (gradient * gradient - self._squares)
        mean, squares = self._mean / (1 - faded[0]), self._squares / (1 - faded[1])
        self.values -= rate * (mean / (np.sqrt(squares) + LEAST) + DECAY * self.values)


def trained_net(
    vectors: WordVectors,
    sentences: Sequence[Sequence[str]],
    wanted: NDArray[np.int64],
    shares: Floats,
    scale: float,
) -> SentenceNet:
    """The network that ``sentences``, their intents and how much each counts teach; its logits times ``scale``."""
    random = Random(2)
    seen = np.array([view(vectors, words) for words in sentences]) * SEEN_SCALE
    intents = int(wanted.max()) + 1
    hidden = Weights(uniform(random, seen.shape[1], UNITS) * (SPREAD / np.sqrt(np.float32(seen.shape[1]))))
    hidden_bias = Weights(np.zeros(UNITS, np.float32))
    outer = Weights(np.zeros((UNITS, intents), np.float32))
    outer_bias = Weights(np.zeros(intents, np.float32))
    order = list(range(len(wanted)))
    faded = (np.float32(1), np.float32(1))
    for epoch in range(EPOCHS):
        random.shuffle(order)
        rate = RATE * np.float32(1 - (1 - LAST_RATE_SHARE) * epoch / EPOCHS)
        for start in range(0, len(order), BATCH):
            rows = np.array(order[start : start + BATCH])
            kept = (uniform(random, len(rows), UNITS) > 0) * np.float32(2)
            units = np.maximum(product(seen[rows], hidden.values) + hidden_bias.values, 0) * kept
            gradient = softmax(product(units, outer.values) + outer_bias.values)
            gradient[np.arange(len(rows)), wanted[rows]] -= 1
            gradient *= shares[rows][:, None]
            behind = product(gradient, outer.values.T) * (units > 0) * kept
            faded = (faded[0] * FADING, faded[1] * SQUARES_FADING)
            hidden.change(product(seen[rows].T, behind), rate, faded)
            hidden_bias.change(behind.sum(axis=0), rate, faded)
            outer.change(product(units.T, gradient), rate, faded)
            outer_bias.change(gradient.sum(axis=0), rate, faded)
    hidden_whole, hidden_step = rounded(hidden.values * SEEN_SCALE)
    outer_whole, outer_step = rounded(outer.values * np.float32(scale))
    steps = np.array([hidden_step, outer_step], np.float32)
    bias = outer_bias.values * np.float32(scale)
    return SentenceNet(vectors, hidden_whole, hidden_bias.values, outer_whole, bias, steps)


def rounded(weights: NDArray[Any]) -> tuple[NDArray[np.int8], float]:
    """The weights in whole steps, and how large a step is."""
    step = float(np.abs(weights).max()) / LARGEST_WEIGHT or 1.0
    return np.rint(weights / np.float32(step)).astype(np.int8), step
