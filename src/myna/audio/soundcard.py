"""Microphone and speaker on a sound card, through PortAudio.

Its rules:

1. A callback copies bytes and hands them over; all else happens on the event loop.
2. Queues are bounded. A full input queue drops its oldest block and counts it; a full output queue makes ``play`` wait.
3. Devices are opened by name, at 16 kHz where the device can, else at its own rate and resampled here.
"""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
import soxr

from myna.audio.format import CHUNK_BYTES, CHUNK_SAMPLES, RATE_HZ, SAMPLE_BYTES, AudioChunk
from myna.audio.wav import to_pcm
from myna.errors import AudioError

try:
    import sounddevice
except OSError:  # the PortAudio library itself is missing; files work without it
    sounddevice = None

Kind = Literal["input", "output"]

QUEUE_SECONDS = 2.0
"""Sound that may wait for the ear before the oldest is dropped."""

AHEAD_SECONDS = 0.3
"""Sound that may wait for the speaker before ``play`` waits."""

INPUT_LATENCY_SECONDS = 0.1
"""Buffer of the microphone's device: a block comes as soon as it is full, so a large buffer costs nothing."""

OUTPUT_LATENCY_SECONDS = 0.05
"""Buffer of the speaker's device: shorter ones ran dry on a busy machine, longer ones delay sound and silence."""

STALL_SECONDS = 3.0
"""A microphone that delivers nothing for so long has failed."""


@dataclass(frozen=True, slots=True)
class Device:
    """One sound device as PortAudio lists it."""

    name: str
    inputs: int
    outputs: int
    rate_hz: float
    default: bool


def devices() -> list[Device]:
    """Every sound device of the machine. Raises AudioError where PortAudio is missing."""
    portaudio = _portaudio()
    defaults = set(portaudio.default.device)
    infos = portaudio.query_devices()
    channels = [(info["max_input_channels"], info["max_output_channels"]) for info in infos]
    return [
        Device(info["name"], inputs, outputs, info["default_samplerate"], info["index"] in defaults)
        for info, (inputs, outputs) in zip(infos, channels, strict=True)
    ]


def find_device(wanted: str, kind: Kind) -> dict[str, Any]:
    """PortAudio's record of the device called ``wanted``, or whose name holds it; ``default`` is the system's.

    Raises AudioError where there is none, with the names that there are.
    """
    portaudio = _portaudio()
    names = [info["name"] for info in portaudio.query_devices() if info[f"max_{kind}_channels"] > 0]
    organ = "microphone" if kind == "input" else "speaker"
    if not names:
        raise AudioError(
            f"{organ}-missing", f"This machine has no {organ}.", "Plug one in, and look with: myna devices"
        )
    try:
        return dict(portaudio.query_devices(None if wanted == "default" else wanted, kind))
    except (ValueError, portaudio.PortAudioError):
        matches = [name for name in names if wanted.lower() in name.lower()]
        if matches:  # several hold the word; the first one is what the system lists first
            return dict(portaudio.query_devices(matches[0], kind))
        raise AudioError(
            f"{organ}-unknown",
            f"There is no {organ} called {wanted}; there are: {', '.join(names)}.",
            f"Set audio.{kind} to one of these names, or to default.",
        ) from None


def _portaudio() -> Any:
    if sounddevice is None:
        raise AudioError(
            "portaudio-missing",
            "The PortAudio library is not installed, so there is no way to a microphone or speaker.",
            "Type: sudo apt-get install libportaudio2",
        )
    return sounddevice


def _usable(device: dict[str, Any], kind: Kind, preferred_rate_hz: int) -> tuple[int, int]:
    """Rate in Hz and channels that the device takes, as near to mono at the preferred rate as it can."""
    portaudio = _portaudio()
    check = portaudio.check_input_settings if kind == "input" else portaudio.check_output_settings
    own_rate_hz = int(device["default_samplerate"])
    for rate_hz in (preferred_rate_hz, own_rate_hz):
        for channels in (1, min(2, device[f"max_{kind}_channels"])):
            try:
                check(device=device["index"], channels=channels, dtype="int16", samplerate=rate_hz)
            except portaudio.PortAudioError:
                continue
            return rate_hz, channels
    raise AudioError(
        f"{kind}-busy",
        f"The sound device {device['name']} cannot be opened; another program may hold it.",
        "Close the other program, or name another device; the list: myna devices",
    )


class CardMicrophone:
    """A microphone. ``origin`` is the event loop's time at stream time 0; ``overflows`` counts lost blocks."""

    def __init__(self, name: str = "default") -> None:
        self._name = name
        self._stream: Any = None
        self._blocks: deque[tuple[bytes, float]] = deque()
        self._arrived = asyncio.Event()
        self._closed = False
        self.origin = 0.0
        self.overflows = 0

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound as it comes, until ``close``. Raises AudioError, also when the device falls silent."""
        device = find_device(self._name, "input")
        rate_hz, channels = _usable(device, "input", RATE_HZ)
        loop = asyncio.get_running_loop()
        block_frames = CHUNK_SAMPLES * rate_hz // RATE_HZ
        limit = int(QUEUE_SECONDS * RATE_HZ / CHUNK_SAMPLES)

        def take(block: bytes, overflowed: bool, when: float) -> None:
            self.overflows += overflowed
            if len(self._blocks) >= limit:
                self._blocks.popleft()
                self.overflows += 1
            self._blocks.append((block, when))
            self._arrived.set()

        def callback(data: Any, frames: int, time: Any, status: Any) -> None:
            loop.call_soon_threadsafe(take, bytes(data), bool(status.input_overflow), loop.time())

        opened = partial(_portaudio().RawInputStream, device=device["index"], samplerate=rate_hz, channels=channels)
        self._stream = _open(opened, device, block_frames, INPUT_LATENCY_SECONDS, callback)
        resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")
        rest, samples = b"", 0
        try:
            while (arrived := await self._next_block(device)) is not None:
                block, when = arrived
                rest += block if (rate_hz, channels) == (RATE_HZ, 1) else _to_mono_16k(block, channels, resampler)
                self.origin = when - (samples * SAMPLE_BYTES + len(rest)) / (SAMPLE_BYTES * RATE_HZ)
                while len(rest) >= CHUNK_BYTES:
                    samples += CHUNK_SAMPLES
                    yield AudioChunk(rest[:CHUNK_BYTES], samples / RATE_HZ)
                    rest = rest[CHUNK_BYTES:]
        finally:
            await self.close()

    async def _next_block(self, device: dict[str, Any]) -> tuple[bytes, float] | None:
        try:
            async with asyncio.timeout(STALL_SECONDS):
                while not self._blocks and not self._closed:
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            raise AudioError(
                "microphone-silent",
                f"The microphone {device['name']} delivers no sound.",
                "Unplug it and plug it in again, then look with: myna devices",
            ) from None
        return self._blocks.popleft() if self._blocks else None

    async def close(self) -> None:
        """Release the device."""
        self._closed = True
        self._arrived.set()
        stream, self._stream = self._stream, None
        if stream is not None:
            await asyncio.to_thread(stream.close)


class CardSpeaker:
    """A speaker; its stream stays open, so that sound begins at once. ``underruns`` counts gaps inside sound."""

    def __init__(self, name: str = "default") -> None:
        self._name = name
        self._stream: Any = None
        self._rate_hz = RATE_HZ
        self._channels = 1
        self._lock = threading.Lock()  # guards _pending and _heard, for the length of a copy
        self._pending = bytearray()
        self._heard = 0
        self._consumed = asyncio.Event()
        self.underruns = 0

    async def open(self, rate_hz: int = 22_050) -> None:
        """Open the device, at ``rate_hz`` where it can. Raises AudioError."""
        device = find_device(self._name, "output")
        self._rate_hz, self._channels = _usable(device, "output", rate_hz)
        loop = asyncio.get_running_loop()

        def callback(out: Any, frames: int, time: Any, status: Any) -> None:
            wanted = len(out)
            with self._lock:
                sound = bytes(self._pending[:wanted])
                del self._pending[:wanted]
                self._heard += len(sound)
            out[:] = sound.ljust(wanted, b"\0")
            self.underruns += bool(status.output_underflow and sound)
            loop.call_soon_threadsafe(self._consumed.set)

        opened = partial(
            _portaudio().RawOutputStream, device=device["index"], samplerate=self._rate_hz, channels=self._channels
        )
        self._stream = _open(opened, device, 0, OUTPUT_LATENCY_SECONDS, callback)

    async def play(self, chunk: AudioChunk) -> None:
        """Queue a chunk; returns when less than 0.3 s are still to be heard. Raises AudioError."""
        with self._lock:
            self._pending += self._fitted(chunk)
        await self._until_pending(AHEAD_SECONDS)

    async def drain(self) -> float:
        """Wait until everything was heard; seconds heard since the last drain or flush. Raises AudioError."""
        await self._until_pending(0.0)
        if self._heard:
            await asyncio.sleep(self._stream.latency)  # the card's own buffer is still sounding
        return self._take_heard()

    async def flush(self) -> float:
        """Fall silent within a block; seconds heard since the last drain or flush."""
        with self._lock:
            self._pending.clear()
        in_the_card = self._stream.latency if self._stream is not None else 0.0
        return max(0.0, self._take_heard() - in_the_card)

    async def close(self) -> None:
        """Release the device. Safe to call twice."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await asyncio.to_thread(stream.close)

    async def _until_pending(self, seconds: float) -> None:
        limit = int(seconds * self._rate_hz) * SAMPLE_BYTES * self._channels
        try:
            while len(self._pending) > limit:
                self._consumed.clear()
                async with asyncio.timeout(STALL_SECONDS):
                    await self._consumed.wait()
        except TimeoutError:
            raise AudioError(
                "speaker-stalled", "The speaker takes no sound.", "Plug it in again, then look with: myna devices"
            ) from None

    def _fitted(self, chunk: AudioChunk) -> bytes:
        samples = np.frombuffer(chunk.pcm, dtype="<i2")
        if chunk.rate_hz != self._rate_hz:
            samples = soxr.resample(samples, chunk.rate_hz, self._rate_hz)
        return np.repeat(samples, self._channels).astype("<i2").tobytes()

    def _take_heard(self) -> float:
        with self._lock:
            heard, self._heard = self._heard, 0
        return heard / (SAMPLE_BYTES * self._channels * self._rate_hz)


def _open(opened: Any, device: dict[str, Any], block_frames: int, latency_seconds: float, callback: Any) -> Any:
    portaudio = _portaudio()
    stream = None
    try:
        stream = opened(dtype="int16", blocksize=block_frames, latency=latency_seconds, callback=callback)
        stream.start()
    except portaudio.PortAudioError as error:
        if stream is not None:
            stream.close()
        raise AudioError(
            "device-failed",
            f"The sound device {device['name']} does not open: {error}.",
            "Close the program that holds it, or name another device; the list: myna devices",
        ) from error
    return stream


def _to_mono_16k(block: bytes, channels: int, resampler: Any) -> bytes:
    samples = np.frombuffer(block, dtype="<i2").reshape(-1, channels).astype(np.float32) / 32768.0
    return to_pcm(resampler.resample_chunk(samples.mean(axis=1)))
