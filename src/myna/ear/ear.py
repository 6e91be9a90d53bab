"""The ear: one stream of sound in, events out. The same code hears a live microphone and a recording.

Its rules:

1. It reports and decides nothing: after a wake phrase it listens for one sentence, then it waits again, until told.
2. Every engine runs on the ear's one worker thread, chunk by chunk; times are stream time.
3. While it waits, the wake phrase is looked for only in speech and shortly after, with the sound just before it.
4. Behind the wake phrase nothing is lost: listening begins where the phrase ended, in sound that was kept.
"""

from collections import deque
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass

from myna.audio.format import CHUNK_BYTES, CHUNK_SECONDS, RATE_HZ, SAMPLE_BYTES, AudioChunk
from myna.ear.endpoint import Endpoint, EndpointRules, Verdict
from myna.ear.wake import phrase_seconds
from myna.errors import MynaError
from myna.events import EarFailed, Event, NothingHeard, Partial, SpeechStarted, Utterance, WakeHeard
from myna.ports import Microphone, Transcriber, VoiceActivity, WakeSpotter
from myna.worker import Worker

KEPT_SECONDS = 3.0
"""Sound that is kept: longer than a wake phrase and the time that it takes to be recognised."""

RECOGNISED_SECONDS = 0.2
"""Sound before a wake phrase's recognition that may be the sentence's own, or the phrase's last syllable."""

LEAD_SECONDS = 0.4
"""Sound before the first speech that the wake spotter hears too, for a soft beginning."""

TAIL_SECONDS = 1.0
"""Silence after which a stretch of speech is over for the wake spotter."""


@dataclass(frozen=True, slots=True)
class _Kept:
    chunk: AudioChunk
    probability: float


class Ear:
    """Listens to one microphone. The organs must be loaded, on ``worker``'s thread or before."""

    def __init__(
        self,
        microphone: Microphone,
        *,
        activity: VoiceActivity,
        transcriber: Transcriber,
        spotter: WakeSpotter | None,
        rules: EndpointRules,
        worker: Worker,
    ) -> None:
        self._microphone = microphone
        self._activity = activity
        self._transcriber = transcriber
        self._spotter = spotter
        self._rules = rules
        self._worker = worker
        self._kept: deque[_Kept] = deque(maxlen=round(KEPT_SECONDS / CHUNK_SECONDS))
        self._at = 0.0
        self._endpoint: Endpoint | None = None  # present while it listens for a sentence
        self._listening_since = 0.0
        self._partial = ""
        self._quiet_since = 0.0
        self._spotting = False

    async def events(self) -> AsyncGenerator[Event, None]:
        """Yield what is heard until the microphone ends, at the latest with an ``EarFailed``."""
        await self._worker.call(self._activity.reset)
        try:
            async with aclosing(self._microphone.chunks()) as chunks:
                async for chunk in chunks:
                    for event in await self._worker.call(self._hear, chunk):
                        yield event
            for event in await self._worker.call(self._end):
                yield event
        except MynaError as error:
            yield EarFailed(self._at, error)

    async def listen(self) -> None:
        """Listen for a sentence from now on, as if the wake phrase had just been heard."""
        await self._worker.call(self._begin, None)

    def clock(self, at: float) -> float:
        """The event loop's time, in seconds, of stream time ``at``."""
        return self._microphone.origin + at

    async def close(self) -> None:
        """End the stream: the event of a sentence that was begun still comes."""
        await self._microphone.close()

    def _hear(self, chunk: AudioChunk) -> list[Event]:
        self._at = chunk.at
        kept = _Kept(chunk, self._activity.accept(chunk.pcm))
        self._kept.append(kept)
        if self._endpoint is not None:
            return list(self._listened(self._endpoint, kept))
        return list(self._waited(kept))

    def _waited(self, kept: _Kept) -> Iterator[Event]:
        """Look for the wake phrase."""
        if self._spotter is None:
            return
        if kept.probability >= self._rules.speech_threshold:
            self._quiet_since = self._at
        if not self._spotting:
            if kept.probability < self._rules.speech_threshold:
                return
            self._spotting = True
            sound = b"".join(each.chunk.pcm for each in self._since(self._at - CHUNK_SECONDS - LEAD_SECONDS))
        elif self._at - self._quiet_since > TAIL_SECONDS:
            self._spotter.reset()
            self._spotting = False
            return
        else:
            sound = kept.chunk.pcm
        if (phrase := self._spotter.accept(sound)) is not None:
            yield WakeHeard(self._at, phrase)
            yield from self._begin(phrase)

    def _begin(self, phrase: str | None) -> list[Event]:
        """Listen for a sentence from now on; behind a wake phrase, in the sound that was kept too."""
        if self._spotter is not None:
            self._spotter.reset()
        self._spotting = False
        self._partial = ""
        if phrase is None:
            self._listening_since = self._at
            self._endpoint = Endpoint(self._rules, self._at)
            self._transcriber.begin()
            return []
        self._listening_since = self._at - RECOGNISED_SECONDS
        self._endpoint = endpoint = Endpoint(self._rules, self._listening_since)
        verdicts = [endpoint.accept(kept.chunk.at, kept.probability) for kept in self._since(self._listening_since)]
        started: list[Event] = [SpeechStarted(self._at)] if Verdict.STARTED in verdicts else []
        # The phrase may have ended a little before or after it was recognised: the transcriber hears all of it.
        begin = self._listening_since - phrase_seconds(phrase) - LEAD_SECONDS
        sound = b"".join(kept.chunk.pcm for kept in self._since(begin))
        skipped_seconds = len(sound) / (SAMPLE_BYTES * RATE_HZ) - RECOGNISED_SECONDS
        self._transcriber.begin(phrase, skipped_seconds)
        return [*started, *self._partially(self._transcriber.accept(sound))]

    def _since(self, at: float) -> list[_Kept]:
        """The chunks kept that end after stream time ``at``."""
        return [kept for kept in self._kept if kept.chunk.at > at]

    def _listened(self, endpoint: Endpoint, kept: _Kept) -> Iterator[Event]:
        """Follow a sentence."""
        at = kept.chunk.at
        verdict = endpoint.accept(at, kept.probability)
        if verdict is Verdict.STARTED:
            yield SpeechStarted(at)
        yield from self._partially(self._transcriber.accept(kept.chunk.pcm))
        if verdict is Verdict.ENDED:
            yield from self._finished(endpoint, at)
        elif verdict is Verdict.NOTHING:
            self._wait()
            yield NothingHeard(at)

    def _partially(self, text: str) -> list[Event]:
        """A partial transcript, if it is a new one."""
        if not text or text == self._partial:
            return []
        self._partial = text
        return [Partial(self._at, text)]

    def _finished(self, endpoint: Endpoint, at: float) -> Iterator[Event]:
        transcript = self._transcriber.finish()
        if transcript.text:
            self._wait()
            yield Utterance(at, transcript.text, endpoint.speech_end, transcript.confidence)
        elif at - self._listening_since < self._rules.start_timeout_seconds:
            self._partial = ""
            endpoint.begin(at)  # a cough or a chair; the sentence may still come
        else:
            self._wait()
            yield NothingHeard(at)

    def _wait(self) -> None:
        self._endpoint = None
        self._transcriber.begin()

    def _end(self) -> list[Event]:
        """The recording is over, silence follows: what was being said is the sentence, or the wake phrase."""
        if self._endpoint is None:
            last = self._spotter.accept(bytes(CHUNK_BYTES * 10)) if self._spotting and self._spotter else None
            return [WakeHeard(self._at, last)] if last else []
        endpoint, self._endpoint = self._endpoint, None
        transcript = self._transcriber.finish()
        if not transcript.text:
            return [NothingHeard(self._at)]
        return [Utterance(self._at, transcript.text, endpoint.speech_end, transcript.confidence)]
