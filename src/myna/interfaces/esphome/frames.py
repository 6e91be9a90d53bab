"""Messages of ESPHome's native API on a stream: plain, or encrypted where there is a key.

Its rules:

1. What is read is limited before it is read (``MAX_BYTES``). What cannot be understood is a BadMessage.
2. With a key there is no way in without it: who speaks plainly is told so by one frame, and sent away.
3. What is wrong with the first frame is told in the way that the client expects, and then the connection ends.

Source: https://github.com/esphome/aioesphomeapi, ``_frame_helper``, version 46.23; for the encryption
https://noiseprotocol.org/noise.html, revision 34: Noise_NNpsk0_25519_ChaChaPoly_SHA256.
"""

from asyncio import IncompleteReadError, StreamReader, StreamWriter
from typing import Any, Protocol

from myna.interfaces.serving.pace import NotUnderstood

MAX_BYTES = 64 * 1024 - 1
"""The longest message: two seconds of sound. Home Assistant sends 1 kB of it at once."""

MAX_VARINT_BYTES = 5

PLAIN, ENCRYPTED = 0x00, 0x01
"""The byte that each frame begins with."""

PROTOCOL = b"Noise_NNpsk0_25519_ChaChaPoly_SHA256"
PROLOGUE = b"NoiseAPIInit"
WRONG_KEY = b"Handshake MAC failure"
"""What the client knows as that."""

Frame = tuple[int, bytes]
"""The kind of a message, and its bytes."""


class BadMessage(NotUnderstood):
    """What came is no message, or too long."""


class Frames(Protocol):
    """A stream of messages."""

    async def read(self) -> Frame | None:
        """The next message; None at the end of the stream. Raises BadMessage, and OSError."""
        ...

    def packed(self, kind: int, payload: bytes) -> bytes:
        """A message as it is written; each has to be written, in this order."""
        ...


class PlainFrames:
    """Messages that are not encrypted."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self) -> Frame | None:
        """The next message; None at the end of the stream. Raises BadMessage, and OSError."""
        try:
            (first,) = await self._reader.readexactly(1)
            if first != PLAIN:
                self._writer.write(bytes([PLAIN, 0, 0]))
                raise BadMessage("it is encrypted, and Myna has no key" if first == ENCRYPTED else "no frame")
            size, kind = await self._varint(), await self._varint()
            if size > MAX_BYTES:
                raise BadMessage(f"a message of {size} bytes")
            return kind, await self._reader.readexactly(size)
        except IncompleteReadError:
            return None

    def packed(self, kind: int, payload: bytes) -> bytes:
        """A message as it is written."""
        return bytes([PLAIN]) + varint(len(payload)) + varint(kind) + payload

    async def _varint(self) -> int:
        value = 0
        for index in range(MAX_VARINT_BYTES):
            (byte,) = await self._reader.readexactly(1)
            value |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                return value
        raise BadMessage("a number that does not end")


class EncryptedFrames:
    """Messages that ``noise`` encrypts, once both sides have shown that they have the key."""

    def __init__(self, reader: StreamReader, noise: Any) -> None:
        self._reader = reader
        self._noise = noise

    async def read(self) -> Frame | None:
        """The next message; None at the end of the stream. Raises BadMessage, and OSError."""
        if (sealed := await _sealed(self._reader)) is None:
            return None
        message = _unsealed(self._noise.decrypt, sealed)
        if message is None or len(message) < 4:
            raise BadMessage("a frame that the key does not open")
        kind, size = int.from_bytes(message[:2]), int.from_bytes(message[2:4])
        return kind, message[4 : 4 + size]

    def packed(self, kind: int, payload: bytes) -> bytes:
        """A message as it is written; each has to be written, in this order."""
        message = kind.to_bytes(2) + len(payload).to_bytes(2) + payload
        return _enveloped(bytes(self._noise.encrypt(message)))


async def opened(
    reader: StreamReader, writer: StreamWriter, key: bytes | None, name: str, address: str
) -> Frames | None:
    """What a client sends, encrypted where there is a ``key``; None where it is gone.

    ``name`` and ``address`` are those of the device, which a client is told before it has shown its key. Raises
    BadMessage where it has not the same one, and OSError.
    """
    if key is None:
        return PlainFrames(reader, writer)
    from noise.connection import NoiseConnection

    try:
        hello = await _sealed(reader)
    except BadMessage:
        writer.write(_enveloped(bytes([1]) + b"Bad indicator byte"))
        raise
    if hello is None:
        return None
    noise = NoiseConnection.from_name(PROTOCOL)
    noise.set_as_responder()
    noise.set_psks(key)
    noise.set_prologue(PROLOGUE + len(hello).to_bytes(2) + hello)
    noise.start_handshake()
    told = bytes([1]) + name.encode() + b"\0" + address.replace(":", "").encode() + b"\0"
    writer.write(_enveloped(told))
    shown = await _sealed(reader)
    if shown is None:
        return None
    if shown[:1] != b"\0" or _unsealed(noise.read_message, shown[1:]) is None:
        writer.write(_enveloped(bytes([1]) + WRONG_KEY))
        raise BadMessage("another key than esphome.key_file has")
    writer.write(_enveloped(b"\0" + bytes(noise.write_message())))
    return EncryptedFrames(reader, noise)


async def hello_of(reader: StreamReader, writer: StreamWriter) -> bytes:
    """What a device that encrypts says before anybody has shown a key. Raises BadMessage, and OSError."""
    writer.write(_enveloped(b""))
    return await _sealed(reader) or b""


def varint(value: int) -> bytes:
    """A number in groups of seven bits, the lowest first."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


async def _sealed(reader: StreamReader) -> bytes | None:
    """What an encrypted frame has in it; None at the end of the stream. Raises BadMessage, and OSError."""
    try:
        (first,) = await reader.readexactly(1)
        if first != ENCRYPTED:
            raise BadMessage("it is not encrypted, and Myna has a key")
        return await reader.readexactly(int.from_bytes(await reader.readexactly(2)))
    except IncompleteReadError:
        return None


def _unsealed(open_: Any, sealed: bytes) -> bytes | None:
    """What ``open_`` makes of it; None where the key does not fit."""
    from cryptography.exceptions import InvalidTag
    from noise.exceptions import NoiseInvalidMessage

    try:
        return bytes(open_(sealed))
    except (InvalidTag, NoiseInvalidMessage, ValueError):
        return None


def _enveloped(content: bytes) -> bytes:
    return bytes([ENCRYPTED]) + len(content).to_bytes(2) + content
