"""Messages on a stream, plain and encrypted, and what is none."""

import asyncio
import base64

import pytest
from aioesphomeapi._frame_helper.plain_text import make_plain_text_packets
from hypothesis import given
from hypothesis import strategies as st

from myna.interfaces.esphome.frames import MAX_BYTES, BadMessage, Frame, PlainFrames, opened, varint

KEY = base64.b64decode("QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc=")


class Written:
    """A writer that keeps what is written."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        self.data += data


def fed(data: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return reader


def read(data: bytes) -> Frame | None:
    """The first message of ``data``. Raises BadMessage."""

    async def first() -> Frame | None:
        return await PlainFrames(fed(data), Written()).read()  # type: ignore[arg-type]

    return asyncio.run(first())


@given(st.integers(0, 70_000), st.binary(max_size=300))
def test_a_message_is_written_as_the_client_writes_it_and_read_again(kind: int, payload: bytes) -> None:
    frames = PlainFrames(None, None)  # type: ignore[arg-type]
    packed = frames.packed(kind, payload)
    assert packed == b"".join(make_plain_text_packets([(kind, payload)]))
    assert read(packed) == (kind, payload)
    assert read(packed[:-1]) is None


@given(st.binary(max_size=40))
def test_whatever_comes_is_a_message_the_end_or_bad(data: bytes) -> None:
    try:
        found = read(data)
    except BadMessage:
        return
    assert found is None or found[1] in data


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x01\x00\x00",
        b"\x00" + varint(MAX_BYTES + 1) + b"\x07",
        b"\x00" + b"\xff" * 9,
    ],
)
def test_what_is_no_message_is_bad(data: bytes) -> None:
    with pytest.raises(BadMessage):
        read(data)


async def refused(data: bytes, key: bytes | None) -> bytes:
    """What is written before a client is sent away."""
    written = Written()

    async def read_first() -> None:
        frames = await opened(fed(data), written, key, "myna-3f2a1c", "02:1f:33:3f:2a:1c")  # type: ignore[arg-type]
        assert frames is not None
        await frames.read()

    with pytest.raises(BadMessage):
        await read_first()
    return written.data


async def test_who_speaks_plainly_where_there_is_a_key_or_the_other_way_round_is_told_so() -> None:
    assert (await refused(b"\x00\x00\x07", KEY))[:1] == b"\x01"
    assert (await refused(b"\x01\x00\x00", None))[:1] == b"\x00"
    assert b"Handshake MAC failure" in await refused(b"\x01\x00\x00\x01\x00\x31\x00" + bytes(48), KEY)


@pytest.mark.parametrize("data", [b"", b"\x01\x00", b"\x01\x00\x00", b"\x01\x00\x00\x01\x00\x31\x00"])
async def test_who_goes_before_it_has_shown_its_key_is_gone(data: bytes) -> None:
    reader, written = fed(data), Written()
    assert await opened(reader, written, KEY, "myna-3f2a1c", "02:1f:33:3f:2a:1c") is None  # type: ignore[arg-type]


async def test_with_the_key_all_is_encrypted_and_a_changed_byte_is_noticed() -> None:
    from noise.connection import NoiseConnection

    client = NoiseConnection.from_name(b"Noise_NNpsk0_25519_ChaChaPoly_SHA256")
    client.set_as_initiator()
    client.set_psks(KEY)
    client.set_prologue(b"NoiseAPIInit\0\0")
    client.start_handshake()
    shown = b"\0" + client.write_message()
    reader, written = asyncio.StreamReader(), Written()
    reader.feed_data(b"\x01\x00\x00\x01" + len(shown).to_bytes(2) + shown)
    frames = await opened(reader, written, KEY, "myna-3f2a1c", "02:1f:33:3f:2a:1c")  # type: ignore[arg-type]
    assert frames is not None
    size = int.from_bytes(written.data[1:3])
    assert written.data[3 : 3 + size] == b"\x01myna-3f2a1c\x00021f333f2a1c\x00"
    client.read_message(written.data[3 + size + 4 :])

    packed = frames.packed(106, b"a sentence")
    assert b"sentence" not in packed
    assert client.decrypt(packed[3:]) == b"\x00\x6a\x00\x0aa sentence"
    sealed = client.encrypt(b"\x00\x07\x00\x00")
    reader.feed_data(b"\x01" + len(sealed).to_bytes(2) + sealed)
    assert await frames.read() == (7, b"")
    sealed = client.encrypt(b"\x00\x07\x00\x00")
    reader.feed_data(b"\x01" + len(sealed).to_bytes(2) + bytes([sealed[0] ^ 1]) + sealed[1:])
    with pytest.raises(BadMessage):
        await frames.read()
