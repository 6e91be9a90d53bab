"""What the listener hears in a sound that is only in memory, as fast as the machine can."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Self

import numpy as np

from hear_sound import Samples
from myna.app.listener_factory import ListenerFactory
from myna.audio.wav import to_pcm
from myna.core.errors import AudioError
from myna.core.events import ListeningEvent, ListeningFailed, Utterance, WakeHeard
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.listening.listener import Listener

OVER = "sound-over"
"""The code of the failure that ends a sound."""

SILENT_CHUNKS = 63
"""Two seconds behind a sound, in which what it ends with is still found."""


class Player:
    """A microphone that gives one ``sound`` after the other: a stream of its own each, that breaks off at its end.

    So the listener hears each as if it were the first: where a microphone fails, nothing is remembered.
    """

    def __init__(self) -> None:
        self.origin = 0.0
        self._pcm = b""

    def play(self, sound: Samples) -> None:
        """Give ``sound`` next, and a little silence."""
        self._pcm = to_pcm(sound.astype(np.float32)) + bytes(SILENT_CHUNKS * CHUNK_BYTES)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound in chunks of 512 samples. Raises AudioError at its end."""
        self.origin = asyncio.get_running_loop().time()
        for number, start in enumerate(range(0, len(self._pcm), CHUNK_BYTES), 1):
            pcm = self._pcm[start : start + CHUNK_BYTES].ljust(CHUNK_BYTES, b"\0")
            yield AudioChunk(pcm, number * CHUNK_SECONDS)
        raise AudioError(OVER, "The sound is over.")

    async def close(self) -> None:
        """Nothing is to be released."""


class Ear:
    """One listener that hears many sounds, one after the other, none with a memory of another."""

    def __init__(self, player: Player, listener: Listener) -> None:
        self._player = player
        self._listener = listener

    @classmethod
    async def of(cls, factory: ListenerFactory) -> Self:
        """A new one. Raises ModelError."""
        player = Player()
        return cls(player, await factory.listener(player))

    async def events(self, sound: Samples, *, listen: bool = False) -> AsyncGenerator[ListeningEvent, None]:
        """What is heard of ``sound``; ``listen`` begins as if the wake phrase had just been heard. Raises MynaError."""
        self._player.play(sound)
        if listen:
            await self._listener.listen()
        async with aclosing(self._listener.events()) as heard:
            async for event in heard:
                if isinstance(event, ListeningFailed):
                    if event.error.code != OVER:
                        raise event.error
                    return
                yield event

    async def wakes(self, sound: Samples) -> bool:
        """Whether the wake phrase is heard. Raises MynaError."""
        async with aclosing(self.events(sound)) as heard:
            async for event in heard:
                if isinstance(event, WakeHeard):
                    return True
        return False

    async def alarms(self, sound: Samples) -> list[WakeHeard]:
        """Every time that the wake phrase is heard. Raises MynaError."""
        async with aclosing(self.events(sound)) as heard:
            return [event async for event in heard if isinstance(event, WakeHeard)]

    async def sentence(self, sound: Samples) -> Utterance | None:
        """The sentence that is heard as behind a wake phrase; what continues it takes its place. Raises MynaError."""
        said: Utterance | None = None
        async with aclosing(self.events(sound, listen=True)) as heard:
            async for event in heard:
                if isinstance(event, Utterance) and (said is None or event.continued):
                    said = event
        return said
