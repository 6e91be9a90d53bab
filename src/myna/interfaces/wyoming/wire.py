"""Events of the Wyoming protocol on a stream: a line of JSON with the sizes of what follows, more JSON, and sound.

Its rules:

1. What is read is limited before it is read (``MAX_...``), and has to be there within the time that the caller gives.
2. What cannot be understood is a BadEvent, whatever the bytes are.
3. An event is written whole, and whoever does not take it within ``WRITE_SECONDS`` is gone.
4. Sound is 16-bit, of any usual rate, and its channels are made one.

Source: https://github.com/OHF-Voice/wyoming, version 1.10.
"""

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import Mapping
from typing import Any

import numpy as np
from wyoming.audio import AudioChunk as SentChunk
from wyoming.event import Event, Eventable, async_write_event

from myna.core.sound import SAMPLE_BYTES, AudioChunk
from myna.interfaces.serving.pace import NotUnderstood

MAX_LINE_BYTES = 32 * 1024
"""The line at the beginning of an event, which may have all its data in it."""

MAX_DATA_BYTES = 64 * 1024
"""Data behind the line; an hour of speech has less text."""

MAX_SOUND_BYTES = 512 * 1024
"""Sound of one event: 16 seconds at 16 kHz. Home Assistant sends 2 kB."""

WRITE_SECONDS = 10.0
"""The longest that a client may take for an event."""

RATES_HZ = range(8_000, 96_001)
MAX_CHANNELS = 8


class BadEvent(NotUnderstood):
    """What came is no event, or too much."""


async def read_event(reader: StreamReader) -> Event | None:
    """The next event; None at the end of the stream. Raises BadEvent, and OSError where the connection breaks."""
    try:
        line = await reader.readline()
        if not line:
            return None
        header = _object(line)
        kind, data = header.get("type"), header.get("data") or {}
        if not isinstance(kind, str) or not isinstance(data, Mapping):
            raise BadEvent("an event without a type")
        if size := _size(header, "data_length", MAX_DATA_BYTES):
            data = {**data, **_object(await reader.readexactly(size))}
        size = _size(header, "payload_length", MAX_SOUND_BYTES)
        return Event(kind, dict(data), await reader.readexactly(size) if size else None)
    except asyncio.IncompleteReadError:
        return None
    except (ValueError, RecursionError) as error:  # a line that is too long, or no JSON
        raise BadEvent(str(error)) from error


async def write_event(writer: StreamWriter, what: Eventable) -> None:
    """Write an event. Raises OSError where the client is gone or does not read, of which TimeoutError is one."""
    async with asyncio.timeout(WRITE_SECONDS):
        await async_write_event(what.event(), writer)


def heard(chunk: SentChunk) -> AudioChunk:
    """Sound of a client as Myna's own, mono. Raises BadEvent where it is no int16."""
    rate_hz, channels = chunk.rate, chunk.channels
    if chunk.width != SAMPLE_BYTES or rate_hz not in RATES_HZ or channels not in range(1, MAX_CHANNELS + 1):
        raise BadEvent(f"sound of {chunk.width} bytes a sample, {rate_hz} Hz and {channels} channels")
    frame = SAMPLE_BYTES * channels
    pcm = chunk.audio[: len(chunk.audio) // frame * frame]
    if channels > 1:
        samples = np.frombuffer(pcm, dtype="<i2").reshape(-1, channels)
        pcm = samples.mean(axis=1).astype("<i2").tobytes()
    return AudioChunk(pcm, rate_hz=rate_hz)


def sound_bytes(event: Event) -> int:
    """How much sound an event has."""
    return len(event.payload or b"")


def text_of(value: object) -> str:
    """``value``, which has to be a text. Raises BadEvent."""
    if not isinstance(value, str):
        raise BadEvent("a text that is none")
    return value


def _object(line: bytes) -> dict[str, Any]:
    found = json.loads(line)
    if not isinstance(found, dict):
        raise BadEvent("an event that is no JSON object")
    return found


def _size(header: Mapping[str, Any], name: str, most: int) -> int:
    """A size that the line tells. Raises BadEvent."""
    size = header.get(name) or 0
    if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size <= most:
        raise BadEvent(f"{name} is {size!r}, not from 0 to {most}")
    return size
