"""A room with a real Myna that is a satellite: what is said in it, and what is heard of it."""

import asyncio
from pathlib import Path

import numpy as np
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioStart, AudioStop

from chain.daemon_kit import Owner
from myna.audio.wav import read_chunks
from myna.core.sound import RATE_HZ
from wyoming_client import connected


def sine(hz: float, seconds: float, rate_hz: int) -> bytes:
    """Sound that is not Myna's."""
    at = np.arange(int(seconds * rate_hz)) / rate_hz
    return (8000 * np.sin(2 * np.pi * hz * at)).astype("<i2").tobytes()


def loudest_hz(recording: Path) -> float:
    """The loudest tone of a recording."""
    samples = np.frombuffer(b"".join(read_chunks(recording)), dtype="<i2")
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum) * RATE_HZ / len(samples))


async def say(owner: Owner, recording: Path) -> None:
    await asyncio.to_thread(owner.room.say, recording)


async def until_state(owner: Owner, state: str) -> None:
    async with asyncio.timeout(60):
        while (await asyncio.to_thread(owner.status))["state"] != state:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)


async def idle(owner: Owner) -> None:
    await until_state(owner, "listening")


async def heard(port: int, pcm: bytes) -> str:
    """What Myna's own recogniser, at ``port`` by Wyoming, hears in what has left."""
    async with connected(port) as client:
        await client.send(Transcribe(language="en"), AudioStart(rate=RATE_HZ, width=2, channels=1))
        await client.sound(pcm + bytes(RATE_HZ))
        await client.send(AudioStop())
        return Transcript.from_event(await client.told()).text
