"""The last seconds of sound, each chunk with the probability of speech in it."""

from collections import deque
from dataclasses import dataclass

from myna.core.sound import CHUNK_SECONDS, AudioChunk

KEPT_SECONDS = 4.0
"""Longer than a wake phrase and the time that it takes to be recognised."""


@dataclass(frozen=True, slots=True)
class ScoredChunk:
    """A chunk, and the probability of speech in it, 0 to 1."""

    chunk: AudioChunk
    probability: float


class PreRoll:
    """A bounded memory of sound, in stream time."""

    def __init__(self) -> None:
        self._kept: deque[ScoredChunk] = deque(maxlen=round(KEPT_SECONDS / CHUNK_SECONDS))

    def add(self, heard: ScoredChunk) -> None:
        """Keep one more chunk, and forget the oldest."""
        self._kept.append(heard)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def since(self, at: float) -> list[ScoredChunk]:
        """The chunks that end after stream time ``at`` (seconds)."""
        return [heard for heard in self._kept if heard.chunk.at > at]


def pcm(chunks: list[ScoredChunk]) -> bytes:
    """Their sound."""
    return b"".join(heard.chunk.pcm for heard in chunks)
