"""A question of a measurement, what the listener said of it, and the recording of the answers."""

import numpy as np

from myna.bench.session import Exchange
from myna.bench.talk import Answers
from myna.core.events import ListeningEvent, Utterance

RATE_HZ = 16_000
TEXT = "who wrote romeo and juliet"


def exchange(*events: ListeningEvent, text: str = TEXT) -> Exchange:
    """A question from second 1 to 3."""
    return Exchange(text, 1.0, 3.0, 10.0, list(events), [])


def heard(at: float, text: str = TEXT, *, continued: bool = False) -> Utterance:
    return Utterance(at, text, at - 0.4, 1.0, continued)


def answers(*spans: tuple[float, float]) -> Answers:
    """A recording of 12 s that sounds in ``spans``."""
    samples = np.zeros(12 * RATE_HZ, dtype=np.int16)
    for start, end in spans:
        samples[round(start * RATE_HZ) : round(end * RATE_HZ)] = 3000
    return Answers(samples, RATE_HZ)
