"""A microphone that does not hear the speaker.

Its rules:

1. What was played is paired with what is heard by counting samples: a chunk that is heard takes as many samples of it.
2. What is played must come before its echo, so that as little of it waits as the bursts of both devices allow.
3. Cleaned chunks are as many, as long and stamped as those of the microphone; the sound in them is 16 ms later.
"""

import asyncio
import math
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import soxr

from myna.audio.adaptive import Samples
from myna.core.ports import Microphone
from myna.core.sound import CHUNK_SAMPLES, CHUNK_SECONDS, RATE_HZ, AudioChunk
from myna.platform.worker import Worker

CUSHION_SAMPLES = RATE_HZ // 50
"""What was played waits so long for its chunk, where neither device nor this program is late."""

WINDOW_CHUNKS = round(5.0 / CHUNK_SECONDS)
"""Chunks over which the least moment is looked for: longer than the listener falls behind, so that no burst is lost."""

FIRST_WINDOW_CHUNKS = WINDOW_CHUNKS // 8
"""The first window's; the next ones grow, so that what is off at the beginning is soon put right."""

SLACK_SAMPLES = RATE_HZ // 50
"""More than this above the cushion is dropped, all at once: a canceller that learns anew for a second does better than
one whose ground moves slowly. Two clocks that drift apart by 50 ppm do it every 7 minutes."""

MOST_SAMPLES = 4 * RATE_HZ
"""What is played and not asked for is forgotten after so much: more than a microphone's chunks ever wait."""


class Reference:
    """What the speaker plays, as mono at 16 kHz, ready for the microphone's chunks. Give ``played`` to its tap.

    Where the two clocks drift apart, silence is put in or sound is left out.
    """

    def __init__(self) -> None:
        self._resampler: soxr.ResampleStream | None = None
        self._rate_hz = 0
        self.clear()

    def clear(self) -> None:
        """Forget what was played."""
        self._waiting = np.zeros(0, np.float32)
        self._least = MOST_SAMPLES
        self._window_chunks = FIRST_WINDOW_CHUNKS
        self._taken = 0

    def played(self, pcm: bytes, rate_hz: int, channels: int) -> None:
        """Take what went to the speaker's device, silence too: int16 samples, interleaved."""
        if self._resampler is None or rate_hz != self._rate_hz:
            self._rate_hz = rate_hz
            # vr: of soxr's modes the one that gives what it takes, 13 ms late, and not in bursts of 32 ms.
            self._resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32", vr=True)
        sound = np.frombuffer(pcm, dtype="<i2").reshape(-1, channels).mean(axis=1, dtype=np.float32) / 32768.0
        if rate_hz != RATE_HZ:
            sound = self._resampler.resample_chunk(sound)
        self._waiting = np.concatenate([self._waiting, sound])[-MOST_SAMPLES:]

    def take(self, samples: int = CHUNK_SAMPLES) -> Samples:
        """The next ``samples``, for a chunk that was heard; where there are too few, silence and a cushion of it."""
        self._least = min(self._least, len(self._waiting) - samples)
        if len(self._waiting) < samples:
            silence = np.zeros(samples + CUSHION_SAMPLES - len(self._waiting), np.float32)
            self._waiting = np.concatenate([silence, self._waiting])
        taken, self._waiting = self._waiting[:samples], self._waiting[samples:]
        self._even_out()
        return taken

    def _even_out(self) -> None:
        """Leave out what waits for too long."""
        self._taken += 1
        if self._taken < self._window_chunks:
            return
        surplus = self._least - CUSHION_SAMPLES
        if surplus > SLACK_SAMPLES:
            self._waiting = self._waiting[surplus:]
        self._window_chunks = min(WINDOW_CHUNKS, 2 * self._window_chunks)
        self._least, self._taken = MOST_SAMPLES, 0


class Canceller(Protocol):
    """Removes what was played from what is heard. Blocking."""

    def clean(self, pcm: bytes, played: Samples) -> bytes:
        """A chunk of int16 mono at 16 kHz, cleaned of the echo of ``played``, which has as many samples."""
        ...

    def reset(self) -> None:
        """Forget the sound so far."""
        ...


@dataclass(frozen=True, slots=True)
class Recording:
    """Some time of one stream, int16 mono at 16 kHz: as heard, what was played at the time, and as cleaned."""

    heard: bytes
    played: Samples
    cleaned: bytes


class EchoMicrophone:
    """``microphone`` without the echo of what ``reference`` says was played. The canceller runs on ``worker``."""

    def __init__(self, microphone: Microphone, canceller: Canceller, reference: Reference, worker: Worker) -> None:
        self._microphone = microphone
        self._canceller = canceller
        self._reference = reference
        self._worker = worker
        self._recorders: set[asyncio.Queue[Recording]] = set()
        self.origin = 0.0
        self.cancelling = True
        """Whether the chunks come cleaned, or as they were heard."""

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the microphone's chunks, cleaned; each call learns the room anew. Raises AudioError."""
        await self._worker.call(self._canceller.reset)
        begun = False
        async with aclosing(self._microphone.chunks()) as chunks:
            async for chunk in chunks:
                if not begun:
                    self._reference.clear()  # what was played while the microphone opened has no echo in it
                    begun = True
                played = self._reference.take()
                cleaned = await self._worker.call(self._canceller.clean, chunk.pcm, played)
                for recorder in self._recorders:
                    recorder.put_nowait(Recording(chunk.pcm, played, cleaned))
                self.origin = self._microphone.origin
                yield AudioChunk(cleaned, chunk.at) if self.cancelling else chunk

    async def record(self, seconds: float) -> Recording:
        """The next ``seconds`` of the stream; somebody else must be pulling ``chunks``, or it waits."""
        recorder: asyncio.Queue[Recording] = asyncio.Queue()  # emptied below as it fills
        self._recorders.add(recorder)
        try:
            pieces = [await recorder.get() for _ in range(math.ceil(seconds / CHUNK_SECONDS))]
        finally:
            self._recorders.discard(recorder)
        return Recording(
            b"".join(piece.heard for piece in pieces),
            np.concatenate([piece.played for piece in pieces]),
            b"".join(piece.cleaned for piece in pieces),
        )

    async def close(self) -> None:
        """Release the microphone."""
        await self._microphone.close()
