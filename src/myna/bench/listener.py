"""Speech recognition as tutorials have it: a recording until silence, then the whole of it to words at once.

It uses the listener's loaded speech model, with a recogniser of its own on a thread of its own.
"""

from collections.abc import AsyncIterator

from myna.core.sound import AudioChunk
from myna.listening.endpoint import Endpoint, EndpointRules, Verdict
from myna.platform.worker import Worker
from myna.stt.vosk.model import SpeechModel
from myna.stt.vosk.transcriber import VoskTranscriber
from myna.vad.silero import SileroActivity


class PlainListener:
    """``rules`` say when a sentence has begun, and how long a silence ends it."""

    def __init__(self, model: SpeechModel, rules: EndpointRules, worker: Worker) -> None:
        self._rules = rules
        self._worker = worker
        self._activity = SileroActivity()
        self._transcriber = VoskTranscriber(model)

    async def load(self) -> None:
        """Get ready."""
        await self._worker.call(self._activity.load)
        await self._worker.call(self._transcriber.load)

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
