"""The format of sound inside Myna: int16 mono at 16 kHz, in chunks of 512 samples."""

from dataclasses import dataclass

RATE_HZ = 16_000
"""Sample rate of all sound from a microphone. Vosk's and Silero's models are trained at it."""

SAMPLE_BYTES = 2
"""Bytes of one int16 sample."""

CHUNK_SAMPLES = 512
"""Samples in one chunk from a microphone: 32 ms, the window of the Silero voice-activity model."""

CHUNK_BYTES = CHUNK_SAMPLES * SAMPLE_BYTES
"""Bytes in one chunk: 1,024."""

CHUNK_SECONDS = CHUNK_SAMPLES / RATE_HZ
"""Length of one chunk: 0.032 s."""


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of mono sound.

    ``pcm`` is int16, little-endian. ``at`` is the stream time of the chunk's end in seconds; a voice's chunks have 0.
    ``rate_hz`` is 16,000 for a microphone and the voice's own rate for a voice. ``whole_seconds`` is the length of a
    sound that comes in several chunks: its first chunk carries it, and the others carry 0.
    """

    pcm: bytes
    at: float = 0.0
    rate_hz: int = RATE_HZ
    whole_seconds: float | None = None

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.pcm) / (SAMPLE_BYTES * self.rate_hz)

    @property
    def announced_seconds(self) -> float:
        """Length in seconds of the whole sound that this chunk begins; 0 for the later chunks of a sound."""
        return self.seconds if self.whole_seconds is None else self.whole_seconds
