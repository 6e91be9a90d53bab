"""The listener: one stream of sound in, events out. The same code hears a live microphone and a recording.

Its rules:

1. It reports and decides nothing: after a wake phrase it listens for one sentence, then it waits again, until told.
2. Every engine runs on the listener's one worker thread, chunk by chunk; times are stream time.
3. Behind the wake phrase nothing is lost: listening begins where the phrase ended, in sound that was kept.
4. While Myna answers, a stop word is heard too; a phrase that Myna itself is saying is not. Listening alertly, it hears
   the wake phrase and a stop word inside a sentence.
5. After a sentence it listens on for as long as a pause may last, until Myna is heard: the speaker may go on.
6. While all is quiet it hears several chunks at once, and lets them gather where the microphone keeps them: a processor
   that has slept takes five times as long for one.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from myna.core.errors import MynaError
from myna.core.events import ListeningEvent, ListeningFailed, MicrophoneReady, StopHeard, Utterance, WakeHeard
from myna.core.ports import Microphone, PhraseSpotter, Spotted, Transcriber, VoiceActivity
from myna.core.sound import CHUNK_SECONDS, RATE_HZ, SAMPLE_BYTES, AudioChunk
from myna.listening.completeness import Completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.own_voice import OwnVoice
from myna.listening.phrase_watch import LEAD_SECONDS, PhraseWatch, phrase_seconds
from myna.listening.pre_roll import PreRoll, ScoredChunk, pcm
from myna.listening.segmenter import UtteranceSegmenter
from myna.platform.worker import Worker

QUIET_CHUNKS = 8
"""Chunks that are heard at once while all is quiet, 0.26 s: shorter than any wake phrase, so that none is over before
they are heard one by one again."""


@dataclass(frozen=True, slots=True)
class ListeningEngines:
    """The engines of a listener, loaded. Without ``wake`` it must be told to listen."""

    activity: VoiceActivity
    transcriber: Transcriber
    wake: PhraseSpotter | None
    stop: PhraseSpotter | None


class Listener:
    """Listens to one microphone; ``ending`` judges the words of a sentence so far."""

    def __init__(
        self,
        microphone: Microphone,
        organs: ListeningEngines,
        rules: EndpointRules,
        worker: Worker,
        *,
        wake_phrases: Sequence[str] = (),
        completeness: Callable[[str], Completeness] = lambda _: Completeness.UNCLEAR,
    ) -> None:
        self._microphone = microphone
        self._activity = organs.activity
        self._transcriber = organs.transcriber
        self._wake = PhraseWatch(organs.wake, rules.speech_threshold) if organs.wake else None
        self._stop = PhraseWatch(organs.stop, rules.speech_threshold) if organs.stop else None
        self._rules = rules
        self._worker = worker
        self._wake_phrases = wake_phrases
        self._completeness = completeness
        self._pre_roll = PreRoll()
        self._own = OwnVoice()
        self._at = 0.0
        self._answering = False
        self._heard_myna = False  # since the last sentence
        self._sentence: UtteranceSegmenter | None = None  # present while it listens, and while the speaker may go on
        self._alert = False  # while it listens
        self.heard_chunks = 0
        """Chunks of sound that went through every engine, since the beginning."""

    async def events(self) -> AsyncGenerator[ListeningEvent, None]:
        """Yield what is heard until the microphone ends, at last ``ListeningFailed``. May be called again."""
        await self._worker.call(self._activity.reset)
        ready = whole = False
        waiting: list[AudioChunk] = []
        try:
            async with aclosing(self._microphone.chunks()) as chunks:
                async for chunk in chunks:
                    waiting.append(chunk)
                    if ready and self._is_quiet and len(waiting) < QUIET_CHUNKS:
                        continue
                    events = await self._worker.call(self._hear_all, waiting)
                    self.heard_chunks += len(waiting)
                    waiting = []
                    if not ready:
                        ready = True
                        yield MicrophoneReady(chunk.at)
                    for event in events:
                        yield event
                    if self._is_quiet:
                        await self._let_gather(chunk.at)
            whole = True
            for event in await self._worker.call(self._end, waiting):
                yield event
        except MynaError as error:
            yield ListeningFailed(self._at, error)
        finally:
            if not whole:  # the microphone failed, or was taken away: the next stream begins anew
                await self._worker.call(self._forget)

    async def listen(
        self, *, after_seconds: float = 0.0, timeout_seconds: float | None = None, alert: bool = False
    ) -> None:
        """Listen for a sentence from ``after_seconds`` on, as if the wake phrase had been heard.

        ``timeout_seconds`` is how long to wait for its beginning, if not as long as usual; ``alert``: whatever else is
        said, the wake phrase and a stop word count.
        """
        await self._worker.call(self._begin, after_seconds, timeout_seconds, alert=alert)

    async def rest(self) -> None:
        """Listen for nothing but the wake phrase."""
        await self._worker.call(self._rest)

    def answering(self, text: str | None) -> None:
        """Myna answers, and ``text`` is what will be heard of it next, if any; None: the answer is over."""
        self._answering = text is not None
        self._heard_myna = self._heard_myna or bool(text)
        self._own.say(text or "", self._at)

    def clock(self, at: float) -> float:
        """The event loop's time, in seconds, of stream time ``at``."""
        return self._microphone.origin + at

    async def close(self) -> None:
        """End the stream: the event of a sentence that was begun still comes."""
        await self._microphone.close()

    @property
    def _is_quiet(self) -> bool:
        """Whether nobody is listened to or answered, and nothing sounds like speech."""
        return self._sentence is None and not self._answering and not (self._wake and self._wake.is_spotting)

    async def _let_gather(self, at: float) -> None:
        """Wait until all chunks behind that of stream time ``at`` are there, but not for those of a recording.

        A recording comes as fast as it is heard, which is before its time.
        """
        late = asyncio.get_running_loop().time() - self.clock(at)
        if 0 <= late < (seconds := QUIET_CHUNKS * CHUNK_SECONDS):
            await asyncio.sleep(seconds - late)

    def _hear_all(self, chunks: Sequence[AudioChunk]) -> list[ListeningEvent]:
        return [event for chunk in chunks for event in self._hear(chunk)]

    def _hear(self, chunk: AudioChunk) -> list[ListeningEvent]:
        self._at = chunk.at
        heard = ScoredChunk(chunk, self._activity.accept(chunk.pcm))
        self._pre_roll.add(heard)
        if self._sentence is not None and self._sentence.is_rest and self._heard_myna and not self._sentence.has_words:
            self._sentence = None  # what comes may be Myna's own voice
        if self._sentence is None or self._sentence.is_rest or self._alert:
            events = list(self._watched(heard))
            if events:
                return events
        return [] if self._sentence is None else list(self._listened(self._sentence, self._sentence.hear(heard)))

    def _watched(self, heard: ScoredChunk) -> Iterator[ListeningEvent]:
        """Look for the wake phrase, and for a stop word while Myna answers."""
        spotted = self._wake.hear(heard, self._pre_roll) if self._wake else None
        if spotted and not self._own.holds(spotted.phrase, self._at):
            yield WakeHeard(self._at, spotted.phrase)
            yield from self._begin_behind(spotted)
            return
        if self._stop is None:
            return
        if not (self._answering or self._alert):
            self._stop.reset()
            return
        spotted = self._stop.hear(heard, self._pre_roll)
        if spotted and not self._own.holds(spotted.phrase, self._at):
            self._rest()
            yield StopHeard(self._at, spotted.phrase)

    def _listened(self, sentence: UtteranceSegmenter, events: Iterator[ListeningEvent]) -> Iterator[ListeningEvent]:
        """Pass a sentence's events on, and see what comes after it."""
        for event in events:
            if sentence.over:
                self._sentence = sentence.resumed(event) if isinstance(event, Utterance) else None
                self._heard_myna = False
            yield event
            if isinstance(event, WakeHeard):
                self._begin()
        if sentence.over and self._sentence is sentence:
            self._sentence = None

    def _begin(self, after_seconds: float = 0.0, timeout_seconds: float | None = None, *, alert: bool = False) -> None:
        """Listen for a sentence from now, or a little later, on."""
        timeout = self._rules.start_timeout_seconds if timeout_seconds is None else timeout_seconds
        self._transcriber.begin()
        self._follow(replace(self._rules, start_timeout_seconds=timeout), self._at + after_seconds)
        self._alert = alert

    def _begin_behind(self, spotted: Spotted) -> Iterator[ListeningEvent]:
        """Listen for the sentence behind a wake phrase, in the sound that was kept too."""
        since = self._at - spotted.ago_seconds
        # The phrase may have ended a little before or after it was made out: the transcriber hears all of it.
        sound = pcm(self._pre_roll.since(since - phrase_seconds(spotted.phrase) - LEAD_SECONDS))
        skip_seconds = len(sound) / (SAMPLE_BYTES * RATE_HZ) - spotted.ago_seconds
        self._transcriber.begin(spotted.phrase, skip_seconds)
        sentence = self._follow(self._rules, since)
        events = list(self._listened(sentence, sentence.catch_up(self._pre_roll.since(since), sound, self._at)))
        if sentence.has_words or sentence.over:
            yield from events
        else:
            self._follow(self._rules, self._at)  # what sounded was the phrase's own end

    def _follow(self, rules: EndpointRules, at: float) -> UtteranceSegmenter:
        self._reset_watches()
        self._alert = False
        self._sentence = UtteranceSegmenter(
            self._transcriber, rules, at, completeness=self._completeness, wake_phrases=self._wake_phrases
        )
        return self._sentence

    def _reset_watches(self) -> None:
        for watch in filter(None, (self._wake, self._stop)):
            watch.reset()

    def _rest(self) -> None:
        self._reset_watches()
        self._alert = False
        self._sentence = None

    def _forget(self) -> None:
        """Nobody is listened to any more, and nothing was heard."""
        self._rest()
        self._pre_roll.clear()
        self._own = OwnVoice()
        self._at = 0.0

    def _end(self, rest: Sequence[AudioChunk]) -> list[ListeningEvent]:
        """The recording is over, silence follows: what was being said is the sentence, or the wake phrase."""
        events = self._hear_all(rest)
        sentence, self._sentence = self._sentence, None
        if sentence is not None:
            return [*events, *sentence.end(self._at)]
        spotted = self._wake.end() if self._wake else None
        return [*events, WakeHeard(self._at, spotted.phrase)] if spotted else events
