"""What the library writes is read, and everything else is refused before it is kept."""

import asyncio
import json
import socket

import pytest
from wyoming.audio import AudioChunk
from wyoming.event import Event, async_write_event
from wyoming.tts import Synthesize

from myna.core.sound import RATE_HZ
from myna.interfaces.serving.sockets import BUFFER_BYTES
from myna.interfaces.wyoming import wire
from myna.interfaces.wyoming.wire import MAX_DATA_BYTES, MAX_LINE_BYTES, MAX_SOUND_BYTES, BadEvent, heard, read_event


def reader(*parts: bytes) -> asyncio.StreamReader:
    made = asyncio.StreamReader(limit=MAX_LINE_BYTES)
    for part in parts:
        made.feed_data(part)
    made.feed_eof()
    return made


async def test_events_of_the_library_are_read_as_it_writes_them() -> None:
    here, there = socket.socketpair()
    stream, kept = await asyncio.open_unix_connection(sock=here)
    _, writer = await asyncio.open_unix_connection(sock=there)
    events = [Synthesize("Wie spät?").event(), AudioChunk(16_000, 2, 1, b"\1\2" * 700).event(), Event("ping")]
    for event in events:
        await async_write_event(event, writer)
    writer.close()
    assert [await read_event(stream) for _ in events] == events
    assert await read_event(stream) is None
    kept.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n",
        b"[]\n",
        b"null\n",
        b"{}\n",
        b'{"type": 7}\n',
        b'{"type": "ping", "data": [1]}\n',
        b'{"type": "ping", "data_length": -1}\n',
        b'{"type": "ping", "data_length": true}\n',
        b'{"type": "ping", "payload_length": "9"}\n',
        b'{"type": "ping", "payload_length": 1e3}\n',
        b'{"type": "ping", "data_length": 2}\n[]',
        b'{"type": "ping", "data_length": 2}\n\xff\xfe',
        b'{"type": "ping", "data": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}\n",
        b"[" * MAX_LINE_BYTES + b"\n",
        b"x" * (MAX_LINE_BYTES + 2),
        b'{"type": "ping", "data_length": %d}\n' % (MAX_DATA_BYTES + 1),
        b'{"type": "audio-chunk", "payload_length": %d}\n' % (MAX_SOUND_BYTES + 1),
        b'{"type": "audio-chunk", "payload_length": 1%s}\n' % (b"0" * 5000),
    ],
)
async def test_what_is_no_event_or_too_much_is_refused(sent: bytes) -> None:
    with pytest.raises(BadEvent):
        await read_event(reader(sent))


@pytest.mark.parametrize("sent", [b"", b'{"type": "audio-chunk", "payload_length": 100}\nabc', b'{"type": "pi'])
async def test_an_end_within_an_event_is_an_end(sent: bytes) -> None:
    if sent.endswith(b"pi"):
        with pytest.raises(BadEvent):
            await read_event(reader(sent))
    else:
        assert await read_event(reader(sent)) is None


async def test_the_largest_event_is_read() -> None:
    sound, data = bytes(MAX_SOUND_BYTES), json.dumps({"text": "a" * (MAX_DATA_BYTES - 12)}).encode()
    line = b'{"type": "audio-chunk", "data_length": %d, "payload_length": %d}\n' % (len(data), len(sound))
    event = await read_event(reader(line, data, sound))
    assert event is not None
    assert event.payload == sound


async def test_who_does_not_read_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "WRITE_SECONDS", 0.05)
    here, there = socket.socketpair()
    _, writer = await asyncio.open_unix_connection(sock=here)
    writer.transport.set_write_buffer_limits(BUFFER_BYTES)
    with there:
        sound = AudioChunk(16_000, 2, 1, bytes(10_000_000))
        with pytest.raises(TimeoutError):
            await wire.write_event(writer, sound)
        writer.transport.abort()
        await asyncio.sleep(0)


def test_sound_of_several_channels_is_heard_as_one() -> None:
    stereo = AudioChunk(RATE_HZ, 2, 2, b"\x0a\0\x14\0" * 3 + b"\1")
    assert heard(stereo).pcm == b"\x0f\0" * 3
