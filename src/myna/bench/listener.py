"""Speech recognition as tutorials have it: a recording until silence, then the whole of it to words at once.

It uses the listener's loaded speech engine, with a recogniser of its own on a thread of its own.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from myna.app.factory import voice_activity
from myna.core.ports import SpeechEngine, Transcriber, VoiceActivity
from myna.core.sound import AudioChunk
from myna.listening.endpoint import Endpoint, EndpointRules, Verdict
from myna.platform.worker import Worker


class PlainListener:
    """``rules`` say when a sentence has begun, and how long a silence ends it."""

    def __init__(self, activity: VoiceActivity, transcriber: Transcriber, rules: EndpointRules, worker: Worker) -> None:
        self._activity = activity
        self._transcriber = transcriber
        self._rules = rules
        self._worker = worker

    @classmethod
    @asynccontextmanager
    async def open(cls, speech: SpeechEngine, rules: EndpointRules) -> AsyncGenerator[Self, None]:
        """One that is ready, with recognisers of ``speech``; its thread ends with the context."""
        worker = Worker("plain")
        try:
            activity = await worker.call(voice_activity)
            yield cls(activity, await worker.call(speech.recognisers().transcriber), rules, worker)
        finally:
            worker.close()

    async def record(self, chunks: AsyncIterator[AudioChunk]) -> bytes | None:
        """The sound from now until a sentence is over; None where none begins in time."""
        await self._worker.call(self._activity.reset)
        endpoint: Endpoint | None = None
        sound = bytearray()
        async for chunk in chunks:
            endpoint = endpoint or Endpoint(self._rules, chunk.at)
            sound += chunk.pcm
            match endpoint.accept(chunk.at, await self._worker.call(self._activity.accept, chunk.pcm)):
                case Verdict.ENDED:
                    return bytes(sound)
                case Verdict.NOTHING:
                    return None
        return None

    async def transcribe(self, pcm: bytes) -> str:
        """The words of a whole recording, int16 mono at 16 kHz."""
        return await self._worker.call(self._transcribed, pcm)

    def _transcribed(self, pcm: bytes) -> str:
        self._transcriber.begin()
        self._transcriber.accept(pcm)
        return self._transcriber.finish().text
