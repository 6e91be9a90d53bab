"""The last seconds of sound, each chunk with the probability of speech in it."""

from collections import deque
from dataclasses import dataclass

from myna.audio.format import CHUNK_SECONDS, AudioChunk

KEPT_SECONDS = 4.0
"""Longer than a wake phrase and the time that it takes to be recognised."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A chunk, and the probability of speech in it, 0 to 1."""

    chunk: AudioChunk
    probability: float


class Recent:
    """A bounded memory of sound, in stream time."""

    def __init__(self) -> None:
        self._kept: deque[Heard] = deque(maxlen=round(KEPT_SECONDS / CHUNK_SECONDS))

    def add(self, heard: Heard) -> None:
        """Keep one more chunk, and forget the oldest."""
        self._kept.append(heard)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def since(self, at: float) -> list[Heard]:
        """The chunks that end after stream time ``at`` (seconds)."""
        return [heard for heard in self._kept if heard.chunk.at > at]


def pcm(chunks: list[Heard]) -> bytes:
    """Their sound."""
    return b"".join(heard.chunk.pcm for heard in chunks)
