"""How fast, and how long, what a client sends is taken.

Its rules:

1. What comes much faster than speech has to wait (``Pace``), whatever it is: a flood costs little.
2. Who is silent for too long, or says what cannot be understood, is sent away, and nobody else is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from myna.core.sound import RATE_HZ, SAMPLE_BYTES

log = logging.getLogger(__name__)

Message = TypeVar("Message")

FASTER = 4
"""How many times as fast as it is spoken sound is taken for long: a recording need not wait for its own length."""

EVENT_SECONDS = 0.01
"""What any message costs at the least, as if it were so much sound. Home Assistant's have 0.064 s of it."""

BURST_SECONDS = 2.0
"""So much of that may come at once."""


class NotUnderstood(Exception):
    """What came is no message of the protocol, or too much."""


class Pace:
    """How long a client has to wait, so that what it sends takes its time; ``clock`` gives seconds.

    Sound is taken ``faster`` than it is spoken, and each message as if it was at least ``event_seconds`` long.
    """

    def __init__(
        self, clock: Callable[[], float], faster: float = FASTER, event_seconds: float = EVENT_SECONDS
    ) -> None:
        self._clock = clock
        self._due = clock()
        self._faster = faster
        self._event_seconds = event_seconds

    def wait_seconds(self, sound_bytes: int) -> float:
        """Count a message with so much sound; how long to wait before the next one is taken."""
        now = self._clock()
        seconds = max(self._event_seconds, sound_bytes / (SAMPLE_BYTES * RATE_HZ) / self._faster)
        self._due = max(self._due, now) + seconds
        return max(0.0, self._due - now - BURST_SECONDS)


async def take_all(
    read: Callable[[], Awaitable[Message | None]],
    take: Callable[[Message], Awaitable[None]],
    pace: Pace,
    sound_bytes: Callable[[Message], int],
    patience: Callable[[], float | None],
) -> bool:
    """Have ``take`` take each message that is ``read``; whether the client ended the stream, and was not sent away.

    ``sound_bytes`` is how much sound a message has, and ``patience`` how long the client may be silent, in seconds.
    """
    try:
        while True:
            async with asyncio.timeout(patience()):
                message = await read()
            if message is None:
                return True
            await take(message)
            if seconds := pace.wait_seconds(sound_bytes(message)):
                await asyncio.sleep(seconds)
    except TimeoutError:
        log.debug("A client was too slow.")
    except (NotUnderstood, KeyError, TypeError, ValueError) as error:  # events of the Wyoming library have to be whole
        log.info("A client sent what is no message of the protocol, and is cut off: %s", error)
    except OSError as error:
        log.debug("A client is gone: %s", error)
    return False
