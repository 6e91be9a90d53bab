"""A sentence that goes to a server, and the answer that comes back, whatever the protocol between them."""

import asyncio

from app.service_kit import House
from myna.core.ports import OtherAnswer, Spoken

SPOKEN = Spoken(bytes(range(250)) * 20, "computer")
SAID = b"\x01\x02" * 3000


def asking(house: House) -> asyncio.Task[OtherAnswer | None]:
    """Myna asks the server that has its satellite."""
    return asyncio.create_task(house.service.satellite.answer(SPOKEN))


async def sound_of(answer: OtherAnswer) -> bytes:
    """All that an answer sounds."""
    assert answer.sound is not None
    return b"".join([chunk.pcm async for chunk in answer.sound])
