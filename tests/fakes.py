"""Hand-written stand-ins for the ports, where a test is about pure logic and no engine."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence

from myna.audio.format import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.errors import MynaError
from myna.ports import Message, Transcript


class FakeMicrophone:
    """Chunks as fast as they are asked for; each chunk's first byte names what it "sounds" like (see below)."""

    def __init__(self, sounds: Iterable[str], error: MynaError | None = None) -> None:
        self._sounds = sounds
        self._error = error
        self.origin = 0.0
        self.closed = False

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        for count, sound in enumerate(self._sounds, start=1):
            if self.closed:
                return
            await asyncio.sleep(0)
            yield AudioChunk(sound.encode().ljust(CHUNK_BYTES, b"\0"), count * CHUNK_SECONDS)
        if self._error is not None:
            raise self._error

    async def close(self) -> None:
        self.closed = True


def _sound(pcm: bytes) -> list[str]:
    chunks = [pcm[start : start + CHUNK_BYTES] for start in range(0, len(pcm), CHUNK_BYTES)]
    return [chunk.rstrip(b"\0").decode() for chunk in chunks]


class FakeActivity:
    """Everything but "" (silence) is speech."""

    def accept(self, pcm: bytes) -> float:
        return 1.0 if _sound(pcm) != [""] else 0.0

    def reset(self) -> None:
        pass


class FakeSpotter:
    """Recognises the phrase in a chunk that sounds like it, that chunk being the whole phrase."""

    def __init__(self, phrase: str) -> None:
        self._phrase = phrase
        self.accepted = 0

    def accept(self, pcm: bytes) -> str | None:
        sounds = _sound(pcm)
        self.accepted += len(sounds)
        return self._phrase if self._phrase in sounds else None

    def reset(self) -> None:
        pass


class FakeTranscriber:
    """Hears every chunk's sound as a word, except "noise", in which there is none."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        self._words = []
        self._skip_phrase = skip_phrase

    def accept(self, pcm: bytes) -> str:
        self._words += [sound for sound in _sound(pcm) if sound not in ("", "noise")]
        if self._skip_phrase in self._words:
            last = len(self._words) - 1 - self._words[::-1].index(self._skip_phrase)
            del self._words[: last + 1]
            self._skip_phrase = ""
        return " ".join(self._words)

    def finish(self) -> Transcript:
        text = " ".join(self._words)
        self.begin()
        return Transcript(text, 0.9 if text else 0.0)


class FakeBrain:
    """Answers with prepared pieces; ``gate`` holds back each piece from the ``hold``-th on until it is set."""

    def __init__(self, pieces: Sequence[str], *, error: MynaError | None = None, hold: int | None = None) -> None:
        self._pieces = pieces
        self._error = error
        self._hold = hold
        self.gate = asyncio.Event()
        self.asked: list[Sequence[Message]] = []
        self.running = 0

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        self.asked.append(messages)
        self.running += 1
        try:
            for index, piece in enumerate(self._pieces):
                if self._hold is not None and index >= self._hold:
                    await self.gate.wait()
                await asyncio.sleep(0)
                yield piece
            if self._error is not None:
                raise self._error
        finally:
            self.running -= 1


class FakeVoice:
    """One chunk a text: a tenth of a second a word, at 1,000 Hz."""

    def __init__(self, *, error: MynaError | None = None) -> None:
        self._error = error
        self.said: list[str] = []
        self.running = 0

    async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        self.running += 1
        try:
            await asyncio.sleep(0)
            if self._error is not None:
                raise self._error
            self.said.append(text)
            yield AudioChunk(bytes(200 * len(text.split())), rate_hz=1000)
        finally:
            self.running -= 1


class FakeSpeaker:
    """Hears everything at once, up to ``limit_seconds``; then it sounds for ever, until it is flushed."""

    def __init__(self, limit_seconds: float = float("inf"), *, error: MynaError | None = None) -> None:
        self._limit_seconds = limit_seconds
        self._error = error
        self._heard = 0.0
        self.full = asyncio.Event()
        self.flushed = 0

    async def play(self, chunk: AudioChunk) -> None:
        if self._error is not None:
            raise self._error
        self._heard += chunk.seconds
        if self._heard > self._limit_seconds:
            self._heard = self._limit_seconds
            self.full.set()
            await asyncio.Event().wait()

    async def drain(self) -> float:
        return self._take()

    async def flush(self) -> float:
        self.flushed += 1
        return self._take()

    def _take(self) -> float:
        heard, self._heard = self._heard, 0.0
        return heard
