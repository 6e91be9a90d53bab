"""The one shape that sound has inside Myna."""

from dataclasses import dataclass

RATE_HZ = 16_000
"""Sample rate of everything that is heard. Vosk's and Silero's models are trained at it."""

SAMPLE_BYTES = 2
"""Bytes of one int16 sample."""

CHUNK_SAMPLES = 512
"""Samples of one microphone chunk: 32 ms, the window of the Silero voice-activity model."""

CHUNK_BYTES = CHUNK_SAMPLES * SAMPLE_BYTES
CHUNK_SECONDS = CHUNK_SAMPLES / RATE_HZ


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of mono sound.

    ``pcm`` is int16, little-endian. ``at`` is the stream time of the end of the chunk in seconds, 0 where it does not
    matter (a voice's sound). ``rate_hz`` is 16,000 for a microphone and the voice's own rate for a voice. Of a sound
    that comes in several chunks, the first has the length of all as ``whole_seconds``, and the others have 0.
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
        """Length of the sound that begins with this chunk."""
        return self.seconds if self.whole_seconds is None else self.whole_seconds
