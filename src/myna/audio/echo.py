"""A microphone whose sound is cleaned of the echo of the speaker.

Its rules:

1. Played and heard sound are paired by counting samples: each heard chunk takes as many samples of the played sound.
2. Played sound must be taken before its echo is heard, so as little of it waits as the bursts of both devices allow.
3. Each chunk gives one cleaned chunk of the same length and stream time; the sound in it is 16 ms later.
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
"""Samples of played sound that wait for the next chunk where no device is late: 20 ms."""

WINDOW_CHUNKS = round(5.0 / CHUNK_SECONDS)
"""Chunks over which the least waiting sound is measured: 5 s, longer than the listener ever falls behind."""

FIRST_WINDOW_CHUNKS = WINDOW_CHUNKS // 8
"""Chunks of the first such window; each later one is twice as long, so that a bad start is soon corrected."""

SLACK_SAMPLES = RATE_HZ // 50
"""Samples above the cushion from which on the surplus is dropped, all at once: 20 ms. A canceller that learns anew for
a second does better than one whose delay changes slowly. Clocks that drift apart by 50 ppm need it every 7 minutes."""

MOST_SAMPLES = 4 * RATE_HZ
"""Samples of played sound that are kept at the most: 4 s, more than a microphone's chunks ever wait."""


class Reference:
    """The sound that the speaker plays, float32 mono at 16 kHz, for the canceller. ``played`` is the speaker's tap.

    Where the clocks of speaker and microphone drift apart, silence is inserted or sound is dropped.
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
        """Take what the speaker's device plays, silence too: interleaved int16 samples of ``channels`` channels."""
        if self._resampler is None or rate_hz != self._rate_hz:
            self._rate_hz = rate_hz
            # soxr's mode "vr" returns as much as it takes, 13 ms late; its others return bursts of 32 ms.
            self._resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32", vr=True)
        sound = np.frombuffer(pcm, dtype="<i2").reshape(-1, channels).mean(axis=1, dtype=np.float32) / 32768.0
        if rate_hz != RATE_HZ:
            sound = self._resampler.resample_chunk(sound)
        self._waiting = np.concatenate([self._waiting, sound])[-MOST_SAMPLES:]

    def take(self, samples: int = CHUNK_SAMPLES) -> Samples:
        """The next ``samples`` for a heard chunk, float32; too few are preceded by silence that leaves a cushion."""
        self._least = min(self._least, len(self._waiting) - samples)
        if len(self._waiting) < samples:
            silence = np.zeros(samples + CUSHION_SAMPLES - len(self._waiting), np.float32)
            self._waiting = np.concatenate([silence, self._waiting])
        taken, self._waiting = self._waiting[:samples], self._waiting[samples:]
        self._even_out()
        return taken

    def _even_out(self) -> None:
        """At the end of a window, drop the surplus of waiting sound."""
        self._taken += 1
        if self._taken < self._window_chunks:
            return
        surplus = self._least - CUSHION_SAMPLES
        if surplus > SLACK_SAMPLES:
            self._waiting = self._waiting[surplus:]
        self._window_chunks = min(WINDOW_CHUNKS, 2 * self._window_chunks)
        self._least, self._taken = MOST_SAMPLES, 0


class Canceller(Protocol):
    """Removes the echo of played sound from heard sound. Blocking."""

    def clean(self, pcm: bytes, played: Samples) -> bytes:
        """The chunk ``pcm``, int16 mono at 16 kHz, without the echo of ``played``, which has as many samples."""
        ...

    def reset(self) -> None:
        """Forget the sound so far."""
        ...


@dataclass(frozen=True, slots=True)
class Recording:
    """Equal parts of one stream as heard and as cleaned (int16 mono at 16 kHz), and as played (float32)."""

    heard: bytes
    played: Samples
    cleaned: bytes


class _Recorder:
    """Collects the next ``chunks`` chunks of a stream; ``full`` is set with the last one."""

    def __init__(self, chunks: int) -> None:
        self._chunks = chunks
        self.pieces: list[Recording] = []
        self.full = asyncio.Event()

    def add(self, piece: Recording) -> None:
        """Take the next chunk; chunks after the last one are ignored."""
        if not self.full.is_set():
            self.pieces.append(piece)
            if len(self.pieces) == self._chunks:
                self.full.set()


class EchoMicrophone:
    """``microphone``, cleaned of the echo of the sound in ``reference``. The canceller runs on ``worker``."""

    def __init__(self, microphone: Microphone, canceller: Canceller, reference: Reference, worker: Worker) -> None:
        self._microphone = microphone
        self._canceller = canceller
        self._reference = reference
        self._worker = worker
        self._recorders: set[_Recorder] = set()
        self.origin = 0.0
        self.cancelling = True
        """Whether ``chunks`` yields cleaned chunks, or those of the microphone."""

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the cleaned chunks; each call learns the room anew. Raises AudioError."""
        await self._worker.call(self._canceller.reset)
        begun = False
        async with aclosing(self._microphone.chunks()) as chunks:
            async for chunk in chunks:
                if not begun:
                    self._reference.clear()  # what was played before has no echo in this stream
                    begun = True
                played = self._reference.take()
                cleaned = await self._worker.call(self._canceller.clean, chunk.pcm, played)
                for recorder in self._recorders:
                    recorder.add(Recording(chunk.pcm, played, cleaned))
                self.origin = self._microphone.origin
                yield AudioChunk(cleaned, chunk.at) if self.cancelling else chunk

    async def record(self, seconds: float) -> Recording:
        """Record the next ``seconds`` of the stream. Waits while nobody else pulls ``chunks``."""
        recorder = _Recorder(math.ceil(seconds / CHUNK_SECONDS))
        self._recorders.add(recorder)
        try:
            await recorder.full.wait()
        finally:
            self._recorders.discard(recorder)
        return Recording(
            b"".join(piece.heard for piece in recorder.pieces),
            np.concatenate([piece.played for piece in recorder.pieces]),
            b"".join(piece.cleaned for piece in recorder.pieces),
        )

    async def close(self) -> None:
        """Release the microphone for good."""
        await self._microphone.close()
