"""The last seconds of sound, each chunk with its probability of speech."""

from collections import deque
from dataclasses import dataclass

from myna.core.sound import CHUNK_SECONDS, AudioChunk

KEPT_SECONDS = 10.0
"""Seconds that are kept: longer than a wake phrase and the time that it takes to recognise it, on a slow board too;
they take 320 KB."""


@dataclass(frozen=True, slots=True)
class ScoredChunk:
    """A chunk, its probability of speech, 0 to 1, and its ``power`` as it was delivered, 1 for full scale."""

    chunk: AudioChunk
    probability: float
    power: float = 0.0


class PreRoll:
    """The chunks of the last ``KEPT_SECONDS``."""

    def __init__(self) -> None:
        self._kept: deque[ScoredChunk] = deque(maxlen=round(KEPT_SECONDS / CHUNK_SECONDS))

    def add(self, scored: ScoredChunk) -> None:
        """Keep one more chunk, and forget the oldest if it is full."""
        self._kept.append(scored)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def since(self, at: float) -> list[ScoredChunk]:
        """The chunks that end after stream time ``at`` (seconds)."""
        return [scored for scored in self._kept if scored.chunk.at > at]


def pcm(chunks: list[ScoredChunk]) -> bytes:
    """The sound of ``chunks``, joined: int16 mono at 16 kHz."""
    return b"".join(scored.chunk.pcm for scored in chunks)
