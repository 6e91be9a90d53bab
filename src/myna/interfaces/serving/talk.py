"""What a home's server and Myna, its satellite, say to each other, whatever protocol they speak.

Its rules:

1. The server has ``SIGN_SECONDS`` for each step of its answer. One that is given up may still come: it is not played.
2. What it has to say by itself is said one after another, and each is told as over.
3. Sound is taken as fast as it comes, since nothing may wait behind it; so much is kept (``MAX_SECONDS``), and what is
   longer is cut off.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from myna.app.satellite import Satellite
from myna.core.errors import MynaError
from myna.core.sound import AudioChunk

log = logging.getLogger(__name__)

SIGN_SECONDS = 2.0
"""The longest between two steps of an answer: the words heard, what is said to them, its sound."""

STALL_SECONDS = 10.0
"""Sound that stops to come for so long is over."""

MAX_SECONDS = 300.0
"""The longest that is said at once."""

MAX_CHUNKS = 16_384
"""And the most pieces of it: Home Assistant's have 0.032 or 0.046 s."""

MAX_SIGNS = 64
MAX_WAITING = 4
"""Announcements that wait for the one that is said."""

FASTER = 60.0
EVENT_SECONDS = 0.001
"""How much faster than it is spoken sound is taken for long, and what a message costs: see ``Pace``."""

CHUNK_BYTES = 2048
"""Pieces in which a sentence is sent."""

IDLE_SECONDS = 60.0
"""The longest silence of a server."""

SILENT = frozenset(["duplicate_wake_up_detected"])
"""The errors behind which nobody is to answer here: another satellite does."""

Sign = TypeVar("Sign")


def pieces(pcm: bytes) -> list[bytes]:
    """A sentence in the pieces in which it is sent."""
    return [pcm[start : start + CHUNK_BYTES] for start in range(0, len(pcm), CHUNK_BYTES)]


class Sound:
    """What the server says, which comes while it is played."""

    def __init__(self) -> None:
        self._chunks: asyncio.Queue[AudioChunk | None] = asyncio.Queue(MAX_CHUNKS + 1)
        self._seconds = 0.0
        self._over = False

    def put(self, chunk: AudioChunk) -> None:
        """Take a piece of it; what is too much, or comes after its end, is dropped."""
        self._seconds += chunk.seconds
        if not self._over and self._seconds <= MAX_SECONDS and self._chunks.qsize() < MAX_CHUNKS:
            self._chunks.put_nowait(chunk)

    def end(self) -> None:
        """Nothing more comes, or is wanted."""
        if not self._over:
            self._over = True
            self._chunks.put_nowait(None)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield it as it comes."""
        while True:
            try:
                async with asyncio.timeout(STALL_SECONDS):
                    chunk = await self._chunks.get()
            except TimeoutError:
                return
            if chunk is None:
                return
            yield chunk


class Run(Generic[Sign]):
    """One sentence that the server answers, by signs in the words of its protocol; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._signs: asyncio.Queue[Sign | None] = asyncio.Queue(MAX_SIGNS + 1)
        self._given_up_at: float | None = None
        self.sound = Sound()

    def take(self, sign: Sign | None) -> None:
        """Take a sign of the server's, or None: it is gone."""
        if self._signs.qsize() < MAX_SIGNS or sign is None:
            self._signs.put_nowait(sign)

    async def sign(self) -> Sign | None:
        """The next sign; None where it does not come in time, or never."""
        try:
            async with asyncio.timeout(SIGN_SECONDS):
                return await self._signs.get()
        except TimeoutError:
            return None

    def give_up(self) -> None:
        """Its answer is not wanted any more."""
        self._given_up_at = self._clock()
        self.sound.end()

    @property
    def given_up_seconds(self) -> float:
        """How long ago it was given up; 0 where it is not."""
        return 0.0 if self._given_up_at is None else self._clock() - self._given_up_at


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the server has to say by itself: a sound that comes, or a text for Myna's own voice.

    Where it ``asks``, the next sentence is its answer. ``over`` is told whether it was said to its end.
    """

    what: Sound | str
    over: Callable[[bool], None]
    asks: bool = False


class Announcements:
    """Says what the server has to say by ``satellite``, one after another."""

    def __init__(self, satellite: Satellite) -> None:
        self._satellite = satellite
        self._waiting: asyncio.Queue[Announcement] = asyncio.Queue(MAX_WAITING)

    def put(self, announcement: Announcement) -> None:
        """Say it when it is its turn; where too many wait it is left out."""
        if self._waiting.full():
            log.info("Too many announcements wait: one is left out.")
            announcement.over(False)
        else:
            self._waiting.put_nowait(announcement)

    async def say_all(self) -> None:
        """Say what there is, for ever."""
        while True:
            announcement = await self._waiting.get()
            what, is_said = announcement.what, True
            try:
                sounds = what.chunks() if isinstance(what, Sound) else what
                await self._satellite.announce(sounds, asks=announcement.asks)
            except MynaError as error:
                is_said = False
                log.info("An announcement was not said to its end: %s", error.message)
            finally:
                if isinstance(what, Sound):
                    what.end()
            announcement.over(is_said)


class Errands:
    """Messages that are sent beside; a server that is gone does not matter."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, sending: Callable[[], Awaitable[None]]) -> None:
        """Send beside."""

        async def send() -> None:
            try:
                await sending()
            except OSError as error:
                log.debug("The server of the satellite is gone: %s", error)

        task = asyncio.create_task(send())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        """Cancel what is not sent yet."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
