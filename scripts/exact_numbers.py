"""Arithmetic that is the same to the last bit on every machine, whatever its libraries do."""

from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

GRID = np.float64(2**20)


def product(one: NDArray[Any], other: NDArray[Any]) -> Floats:
    """``one @ other`` of numbers up to some hundred, in steps of 2 ** -20.

    Sums of whole numbers below 2 ** 53 are exact in any order.
    """
    exact: Floats = (np.rint(one * GRID) @ np.rint(other * GRID) / (GRID * GRID)).astype(np.float32)
    return exact


def uniform(random: Random, *shape: int) -> Floats:
    """Numbers from -1 to 1 in that ``shape``."""
    drawn = np.frombuffer(random.randbytes(2 * int(np.prod(shape))), "<u2").reshape(shape)
    return drawn.astype(np.float32) / np.float32(32768) - np.float32(1)


def softmax(logits: Floats) -> Floats:
    """Shape (sentences, intents): shares of 1."""
    shares = _exponential(logits - logits.max(axis=1, keepdims=True))
    total: Floats = shares.sum(axis=1, keepdims=True)
    return shares / total


def _exponential(x: Floats) -> Floats:
    """``e ** x`` for ``x`` up to 0, by sums and products alone: library functions differ in their last bits."""
    x = np.maximum(x, np.float32(-80))
    powers = np.rint(x * np.float32(1.4426950408889634))
    rest = x - powers * np.float32(0.693359375) + powers * np.float32(2.12194440e-4)
    value = np.full_like(x, 1 / 720)
    for factor in (1 / 120, 1 / 24, 1 / 6, 1 / 2, 1.0, 1.0):
        value = value * rest + np.float32(factor)
    raised: Floats = np.ldexp(value, powers.astype(np.int32))
    return raised
