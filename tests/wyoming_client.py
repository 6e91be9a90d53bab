"""A client of Myna's Wyoming servers, as Home Assistant is one."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wyoming.audio import AudioChunk, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event, Eventable

from myna.core.sound import CHUNK_SECONDS, RATE_HZ

SHAPE = {"rate": RATE_HZ, "width": 2, "channels": 1}
SAID_SHAPE = {**SHAPE, "rate": 22_050}
"""What Myna's English voice speaks, and a server of a satellite."""


class Client:
    """A client that waits a minute at the most."""

    def __init__(self, client: AsyncTcpClient) -> None:
        self._client = client

    async def send(self, *events: Eventable) -> None:
        for event in events:
            await self._client.write_event(event.event())

    async def sound(self, pcm: bytes, *, rate_hz: int = RATE_HZ, paced: bool = False) -> None:
        """Send sound in the pieces that Home Assistant has; ``paced``: as it is spoken."""
        for start in range(0, len(pcm), 2048):
            await self.send(AudioChunk(audio=pcm[start : start + 2048], **{**SHAPE, "rate": rate_hz}))
            if paced:
                await asyncio.sleep(2 * CHUNK_SECONDS)

    async def next(self) -> Event | None:
        """The next event; None at the end of the connection."""
        return await asyncio.wait_for(self._client.read_event(), 60)

    async def told(self) -> Event:
        """The next event, which has to come."""
        event = await self.next()
        assert event is not None, "the connection was closed"
        return event

    async def said(self) -> bytes:
        """Sound to its end, which is that of the first ``audio-stop``."""
        pcm = b""
        while not AudioStop.is_type((event := await self.told()).type):
            if AudioChunk.is_type(event.type):
                chunk = AudioChunk.from_event(event)
                assert (chunk.rate, chunk.width, chunk.channels) == tuple(SAID_SHAPE.values())
                pcm += chunk.audio
        return pcm


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Client]:
    async with AsyncTcpClient("127.0.0.1", port) as client:
        yield Client(client)


def free_port() -> int:
    """A port of localhost that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found
