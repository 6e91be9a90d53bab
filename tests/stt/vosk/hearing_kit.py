"""What a transcriber hears in a recording."""

from pathlib import Path

from myna.audio.wav import read_chunks
from myna.core.ports import Transcriber, Transcript
from myna.core.sound import CHUNK_BYTES, RATE_HZ, SAMPLE_BYTES

SILENCE = bytes(RATE_HZ * SAMPLE_BYTES // 2)


def hear(transcriber: Transcriber, pcm: bytes) -> list[str]:
    """Everything it says while it hears ``pcm``."""
    return [transcriber.accept(pcm[start : start + CHUNK_BYTES]) for start in range(0, len(pcm), CHUNK_BYTES)]


def transcript(transcriber: Transcriber, pcm: bytes) -> Transcript:
    transcriber.begin()
    hear(transcriber, pcm)
    return transcriber.finish()


def sound(path: Path) -> bytes:
    return b"".join(read_chunks(path)) + SILENCE
