"""Rooms that are computed: what a microphone hears of a speaker, and both of them as ports."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from myna.audio.echo import EchoMicrophone, Reference
from myna.audio.wav import read_chunks, to_pcm
from myna.core.sound import CHUNK_BYTES, CHUNK_SAMPLES, RATE_HZ, AudioChunk

Samples = npt.NDArray[np.float32]

NOISE = 1e-3
"""-60 dB of full scale: a quiet room through a cheap microphone."""


def recording(path: Path) -> Samples:
    return np.frombuffer(b"".join(read_chunks(path)), dtype="<i2").astype(np.float32) / 32768


def level_db(sound: Samples) -> float:
    """Mean level of the loud chunks, as the listener has it."""
    powers = (sound[: len(sound) // CHUNK_SAMPLES * CHUNK_SAMPLES].reshape(-1, CHUNK_SAMPLES) ** 2).mean(axis=1)
    return float(10 * np.log10(powers[powers > 0.003 * powers.max()].mean()))


def at_level(sound: Samples, wanted_db: float) -> Samples:
    return np.asarray(sound * 10 ** ((wanted_db - level_db(sound)) / 20), dtype=np.float32)


def room(delay_seconds: float, reverberation_seconds: float) -> Samples:
    """An impulse response: a delay, then the direct sound, then noise that falls by 60 dB; its energy is 1."""
    samples = max(1, round(reverberation_seconds * RATE_HZ))
    response = np.random.default_rng(3).standard_normal(samples) * np.exp(-6.9 * np.arange(samples) / samples)
    response *= 0.5 / np.sqrt((response**2).sum())
    response[0] = 1.0
    response /= np.sqrt((response**2).sum())
    return np.concatenate([np.zeros(round(delay_seconds * RATE_HZ)), response]).astype(np.float32)


def noise(samples: int) -> Samples:
    return (NOISE * np.random.default_rng(5).standard_normal(samples)).astype(np.float32)


def echo_of(far: Samples, delay_seconds: float, reverberation_seconds: float = 0.0, drift: float = 0.0) -> Samples:
    """What the microphone hears of ``far``, if its clock is slower by ``drift``."""
    drifted = soxr.resample(far, RATE_HZ, RATE_HZ * (1 + drift)) if drift else far
    echo = np.convolve(drifted, room(delay_seconds, reverberation_seconds))
    return np.asarray(echo[: len(far)], dtype=np.float32)


class Room:
    """A speaker at 48 kHz in stereo and a microphone that hears it, as fast as it is asked to."""

    def __init__(self, gain: float, delay_seconds: float, disturbance: float = 0.0) -> None:
        self._response = gain * room(delay_seconds, 0.2)
        self._disturbance = disturbance
        self._random = np.random.default_rng(1)
        self._pending = b""
        self._past = np.zeros(len(self._response) - 1, np.float32)
        self._emptied = asyncio.Event()
        self.reference = Reference()
        self.origin = 7.0

    async def play(self, chunk: AudioChunk) -> None:
        self._emptied.clear()
        sound = soxr.resample(np.frombuffer(chunk.pcm, dtype="<i2"), chunk.rate_hz, 48_000)
        self._pending += np.repeat(sound, 2).astype("<i2").tobytes()

    async def drain(self) -> float:
        await self._emptied.wait()
        return 1.0

    async def flush(self) -> float:
        self._pending = b""
        return 0.0

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        block_bytes = 6 * CHUNK_BYTES
        samples, loudness = 0, 0.0
        while True:
            await asyncio.sleep(0)
            block, self._pending = self._pending[:block_bytes].ljust(block_bytes, b"\0"), self._pending[block_bytes:]
            self.reference.played(block, 48_000, 2)
            stereo = np.frombuffer(block, dtype="<i2").reshape(-1, 3, 2).astype(np.float32)
            self._past = np.concatenate([self._past, stereo.mean(axis=(1, 2)) / 32768])
            heard = np.convolve(self._past, self._response, "valid")
            self._past = self._past[CHUNK_SAMPLES:]
            if self._pending:
                loudness = self._disturbance
            else:
                self._emptied.set()
            samples += CHUNK_SAMPLES
            random = (NOISE + loudness) * self._random.standard_normal(CHUNK_SAMPLES)
            yield AudioChunk(to_pcm((heard + random).astype(np.float32)), samples / RATE_HZ)

    async def close(self) -> None:
        pass


@asynccontextmanager
async def listening(microphone: EchoMicrophone) -> AsyncIterator[None]:
    """Somebody pulls the microphone's chunks."""

    async def pull() -> None:
        async with aclosing(microphone.chunks()) as chunks:
            async for _ in chunks:
                pass

    task = asyncio.create_task(pull())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
