"""The microphone and the speaker on sound files, in real time: the same ports as a sound card's.

A file is played and recorded in real time: silence follows a recording until the microphone is closed, and the
speaker's file keeps the pauses. So microphone and speaker share one time line, and the gap between question and answer
can be measured in the two files.
"""

import asyncio
import errno
import struct
import wave
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import repeat
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from myna.audio.resampler import Resampler
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_BYTES, CHUNK_SAMPLES, CHUNK_SECONDS, RATE_HZ, SAMPLE_BYTES, AudioChunk

_BLOCK_FRAMES = 8192
"""Frames that are read from a file at a time."""

_SILENCE = bytes(CHUNK_BYTES)
"""A chunk of silence."""

MAX_PAUSE_SECONDS = 60.0
"""The longest silence that is written, so that a night without sound does not fill the disk."""

AHEAD_SECONDS = 0.3
"""Seconds of sound that may be queued before ``play`` waits."""

AFTER_SECONDS = 2.0
"""Seconds of silence before a recording counts as over: enough to recognise a wake phrase at its very end."""


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield a sound file (WAV, FLAC or whatever else libsndfile reads) as int16 mono at 16 kHz.

    Every chunk has 512 samples; the last one is filled up with silence. Channels are averaged, other rates resampled.
    Raises AudioError for a file that is missing, not sound, or empty.
    """
    rest = b""
    empty = True
    for block in _read_blocks(path):
        rest += block
        whole = len(rest) - len(rest) % CHUNK_BYTES
        for start in range(0, whole, CHUNK_BYTES):
            yield rest[start : start + CHUNK_BYTES]
        empty = empty and not rest
        rest = rest[whole:]
    if rest:
        yield rest.ljust(CHUNK_BYTES, b"\0")
    if empty:
        raise AudioError("sound-empty", f"{path} holds no sound.", "Record it again, or name another file.")


def _read_blocks(path: Path) -> Iterator[bytes]:
    try:
        with soundfile.SoundFile(path) as file:
            resampler = soxr.ResampleStream(file.samplerate, RATE_HZ, 1, dtype="float32")
            for block in file.blocks(_BLOCK_FRAMES, dtype="float32", always_2d=True):
                yield to_pcm(resampler.resample_chunk(block.mean(axis=1)))
            yield to_pcm(resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
    except (soundfile.LibsndfileError, OSError, ValueError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> AudioError:
    """The error for a file that libsndfile, which gives no reason, could not read."""
    try:
        path.open("rb").close()
    except FileNotFoundError:
        return AudioError("sound-missing", f"There is no file {path}.", "Check the name, or record one with: arecord")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return AudioError("sound-unreadable", f"{path} cannot be read: {reason}.", "Name a WAV or FLAC file.")
    return AudioError(
        "sound-unreadable",
        f"{path} cannot be read as sound: it is not a WAV or FLAC file, or it is damaged.",
        f"Convert it with: sox {path} -r 16000 -c 1 -b 16 question.wav",
    )


def to_pcm(samples: npt.NDArray[np.float32]) -> bytes:
    """Samples from -1 to 1, of any shape, as int16 little-endian bytes; values beyond are clipped."""
    pcm: bytes = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype("<i2").tobytes()
    return pcm


class WavWriter:
    """A WAV file, int16 mono, that is written beside its name and gets the name when it is whole.

    Every method but ``discard`` raises AudioError where the file cannot be written.
    """

    def __init__(self, path: Path, opened: ExitStack, file: wave.Wave_write) -> None:
        self._path = path
        self._opened = opened
        self._file: wave.Wave_write | None = file

    @classmethod
    def open(cls, path: Path, rate_hz: int) -> Self:
        """Begin the file ``path`` at a sample rate of ``rate_hz``."""
        with _told(path), ExitStack() as stack:
            if not path.name or (path.exists() and not path.is_file()):
                raise OSError(errno.EINVAL, "it is not a regular file")
            file = stack.enter_context(wave.open(stack.enter_context(_part(path).open("wb")), "wb"))
            file.setnchannels(1)
            file.setsampwidth(SAMPLE_BYTES)
            file.setframerate(rate_hz)
            return cls(path, stack.pop_all(), file)

    @property
    def is_open(self) -> bool:
        """Whether there is a file to write to: not after ``close`` or a failure."""
        return self._file is not None

    def write(self, pcm: bytes) -> None:
        """Append int16 samples."""
        assert self._file is not None, "it is closed"
        with self._kept():
            self._file.writeframesraw(pcm)

    def close(self) -> None:
        """Finish the file and give it its name. Safe to call twice."""
        if self._file is not None:
            with self._kept():
                self._opened.close()
                _part(self._path).replace(self._path)
                self._file = None

    def discard(self) -> None:
        """Drop what was written; after ``close`` it does nothing."""
        if self._file is not None:
            self._file = None
            with suppress(OSError, struct.error):  # a full disk cannot take the header either
                self._opened.close()
            _part(self._path).unlink(missing_ok=True)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Leave nothing of a file that cannot be written."""
        try:
            with _told(self._path):
                yield
        except AudioError:
            self.discard()
            raise


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn the errors of writing ``path`` into AudioError."""
    try:
        yield
    except (OSError, ValueError, struct.error, wave.Error) as error:  # struct.error: above 4 GiB
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise AudioError(
            "output-unwritable",
            f"{path} cannot be written: {reason}.",
            "Name a file in a folder that you may write to: --output ~/answer.wav",
        ) from error


@contextmanager
def wav_file(path: Path, rate_hz: int) -> Iterator[WavWriter]:
    """A WAV file for the length of a ``with`` block, dropped if the block fails. Raises AudioError."""
    writer = WavWriter.open(path, rate_hz)
    try:
        yield writer
        writer.close()
    finally:
        writer.discard()


class WavMicrophone:
    """A recording as a microphone: ``paced`` in real time, followed by silence until it is closed.

    Without pacing it yields as fast as it is pulled and ends with the recording. ``origin`` is the event loop's time at
    stream time 0.
    """

    def __init__(self, path: Path, *, paced: bool = True) -> None:
        self._path = path
        self._paced = paced
        self._closed = asyncio.Event()
        self.origin = 0.0
        self.ended = asyncio.Event()
        """Set when the recording and ``AFTER_SECONDS`` of silence have passed."""

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the recording in chunks of 512 samples. Raises AudioError."""
        self.origin = asyncio.get_running_loop().time()
        samples = 0
        for pcm in self._sound():
            samples += CHUNK_SAMPLES
            at = samples / RATE_HZ
            if self._paced and await self._closed_before(self.origin + at):
                return
            yield AudioChunk(pcm, at)

    def _sound(self) -> Iterator[bytes]:
        yield from read_chunks(self._path)
        if self._paced:
            yield from repeat(_SILENCE, round(AFTER_SECONDS / CHUNK_SECONDS))
            self.ended.set()
            yield from repeat(_SILENCE)

    async def _closed_before(self, when: float) -> bool:
        """Wait until the event loop's time is ``when``; true if the microphone was closed before."""
        try:
            async with asyncio.timeout_at(when):
                await self._closed.wait()
        except TimeoutError:
            return False
        return True

    async def close(self) -> None:
        """End the stream."""
        self._closed.set()


class WavSpeaker:
    """A WAV file as a speaker, in real time: sound that is played now is written to the file at the present time.

    The time of the file of ``writer`` begins at ``origin`` by the event loop's clock. Sound waits for the sound before
    it; a pause is written as silence, of ``max_pause_seconds`` at the most. ``flush`` ends the sound at the present
    time. ``underruns`` counts the gaps inside sound.
    """

    def __init__(self, writer: WavWriter, rate_hz: int, origin: float, max_pause_seconds: float) -> None:
        self._writer = writer
        self._rate_hz = rate_hz
        self._resampler = Resampler(rate_hz)
        self._max_pause = max_pause_seconds * rate_hz
        self._pending = bytearray()  # bytes of sound that were not heard yet
        self._passed = 0  # samples of time since the start
        self._heard = 0  # samples of sound heard since the last drain or flush
        self._is_dry = False  # sound has ended, and neither drain nor flush has followed
        self.origin = origin
        self.underruns = 0

    @classmethod
    def start(cls, path: Path, *, rate_hz: int = 22_050, max_pause_seconds: float = MAX_PAUSE_SECONDS) -> Self:
        """Begin the file's time now, in a running event loop. Raises AudioError where the file cannot be written."""
        writer = WavWriter.open(path, rate_hz)
        return cls(writer, rate_hz, asyncio.get_running_loop().time(), max_pause_seconds)

    async def play(self, chunk: AudioChunk) -> None:
        """Queue a chunk; returns when no more than ``AHEAD_SECONDS`` are still to be heard. Raises AudioError."""
        self._advance()
        self.underruns += self._is_dry
        self._is_dry = False
        self._pending += self._resampler.feed(chunk).tobytes()
        while self._pending_seconds() > AHEAD_SECONDS:
            await asyncio.sleep(min(CHUNK_SECONDS, self._pending_seconds() - AHEAD_SECONDS))
            self._advance()

    async def drain(self) -> float:
        """Wait until everything was heard; seconds heard since the last drain or flush. Raises AudioError."""
        self._advance()
        self._pending += self._resampler.rest().tobytes()
        while self._pending:
            await asyncio.sleep(self._pending_seconds())
            self._advance()
        return self._take_heard()

    async def flush(self) -> float:
        """Drop what was not heard yet; seconds heard since the last drain or flush. Never fails."""
        with suppress(AudioError):
            self._advance()
        self._pending.clear()
        self._resampler.rest()
        return self._take_heard()

    async def close(self) -> None:
        """Finish the file. Raises AudioError where it cannot be written."""
        self._writer.close()

    def discard(self) -> None:
        """Leave no file."""
        self._writer.discard()

    def _advance(self) -> None:
        """Write what was heard since the last call: sound, then silence."""
        if not self._writer.is_open:
            return
        due = int((asyncio.get_running_loop().time() - self.origin) * self._rate_hz) - self._passed
        sound = bytes(self._pending[: due * SAMPLE_BYTES])
        del self._pending[: len(sound)]
        samples = len(sound) // SAMPLE_BYTES
        pause = int(min(due - samples, self._max_pause))
        self._writer.write(sound + bytes(pause * SAMPLE_BYTES))
        self._passed += due
        self._heard += samples
        self._is_dry = self._is_dry or (self._heard > 0 and due > samples)

    def _pending_seconds(self) -> float:
        return len(self._pending) / (SAMPLE_BYTES * self._rate_hz)

    def _take_heard(self) -> float:
        heard, self._heard, self._is_dry = self._heard, 0, False
        return heard / self._rate_hz
