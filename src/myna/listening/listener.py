"""One stream of sound in, events out. The same code hears a live microphone and a recording.

Its rules:

1. It reports and decides nothing: after a wake phrase it listens for one utterance, then it waits again, until told.
2. Every engine runs on the listener's one worker thread, chunk by chunk; times are stream time.
3. Behind the wake phrase nothing is lost: listening begins where the phrase ended, in sound that was kept.
4. What counts beside an utterance is its ``mode``. A phrase that Myna itself is saying counts for nothing.
5. After an utterance it listens on for as long as a pause may last, until Myna is heard: the user may go on.
6. Where it keeps what is ``spoken``, that is the sound of one sentence at a time: from behind the wake phrase, or from
   the moment a person told it to listen, to the sentence's end. Other sentences are not kept.
7. While all is quiet it hears several chunks at once, and lets them gather where the microphone keeps them: a processor
   that has slept takes five times as long for one.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from enum import Enum, auto

from myna.core.errors import MynaError
from myna.core.events import (
    ListeningEvent,
    ListeningFailed,
    MicrophoneReady,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.core.ports import Microphone, PhraseSpotter, Spoken, Spotted, Transcriber, VoiceActivity
from myna.core.sound import CHUNK_SECONDS, RATE_HZ, SAMPLE_BYTES, AudioChunk
from myna.listening.completeness import Completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.level import speech_level_db
from myna.listening.own_voice import OwnVoice
from myna.listening.phrase_watch import LEAD_SECONDS, ROOM_SECONDS, PhraseWatch, phrase_seconds
from myna.listening.pre_roll import PreRoll, ScoredChunk, pcm
from myna.listening.segmenter import UtteranceSegmenter
from myna.listening.sound_level import SoundLevel
from myna.platform.worker import Worker

QUIET_CHUNKS = 8
"""Chunks that are heard at once while all is quiet, 0.26 s: shorter than any wake phrase, so that none is over before
they are heard one by one again."""


PHRASE_END_SECONDS = 0.4
"""So long behind the moment when its words were made out, a wake phrase may still sound."""


class ListeningMode(Enum):
    """What counts beside the utterance that is listened for."""

    WAITING = auto()
    """The wake phrase, while no utterance is listened for."""
    ANSWERING = auto()
    """A stop word too: Myna speaks, or is about to."""
    RINGING = auto()
    """Both, inside of an utterance too."""


@dataclass(frozen=True, slots=True)
class ListeningEngines:
    """The engines of a listener, loaded. Without ``wake`` it must be told to listen."""

    activity: VoiceActivity
    transcriber: Transcriber
    wake: PhraseSpotter | None
    stop: PhraseSpotter | None


class Listener:
    """Listens to one microphone; ``completeness`` judges the words of an utterance so far.

    It is given how likely a language model takes them for whole as well, None where none has told (``expect_end``).

    ``mode`` may be set at any time, and ``heard_chunks`` counts the chunks of sound that went through every engine.
    ``sound`` is how loud the microphone is, and what is wrong with it. ``spoken`` is the sound of the last sentence,
    where it ``keeps_spoken`` and that sentence followed a wake phrase or a button, or was asked for.
    """

    def __init__(
        self,
        microphone: Microphone,
        engines: ListeningEngines,
        rules: EndpointRules,
        worker: Worker,
        *,
        wake_phrases: Sequence[str] = (),
        completeness: Callable[[str, float | None], Completeness] = lambda _, __: Completeness.UNCLEAR,
    ) -> None:
        self._microphone = microphone
        self._activity = engines.activity
        self._transcriber = engines.transcriber
        self._wake = PhraseWatch(engines.wake, rules.speech_threshold, ROOM_SECONDS) if engines.wake else None
        self._stop = PhraseWatch(engines.stop, rules.speech_threshold) if engines.stop else None
        self._rules = rules
        self._worker = worker
        self._wake_phrases = wake_phrases
        self._judge = completeness
        self._expected_end: tuple[str, float | None] = "", None
        self._pre_roll = PreRoll()
        self._own = OwnVoice()
        self._at = 0.0
        self._heard_myna = False  # since the last sentence
        self._utterance: UtteranceSegmenter | None = None  # present while it listens, and while the user may go on
        self._kept: bytearray | None = None  # of the sentence that is listened for
        self._kept_behind = ""
        self.keeps_spoken = False
        self.spoken: Spoken | None = None
        self.sound = SoundLevel(rules.speech_threshold)
        self.mode = ListeningMode.WAITING
        self.heard_chunks = 0

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
        self, *, after_seconds: float = 0.0, timeout_seconds: float | None = None, addressed: bool = False
    ) -> None:
        """Listen for an utterance from ``after_seconds`` on, as if the wake phrase had been heard.

        ``timeout_seconds`` is how long to wait for its beginning, if not as long as usual. ``addressed``: a person has
        turned to Myna by hand, or answers another assistant, so that the sentence may be kept.
        """
        await self._worker.call(self._begin, after_seconds, timeout_seconds, "" if addressed else None)

    async def wait_for_wake_phrase(self) -> None:
        """Listen for nothing but the wake phrase."""
        await self._worker.call(self._drop_utterance)

    def expect_own_voice(self, text: str) -> None:
        """Myna says ``text`` from now on; an empty one: nothing."""
        self._heard_myna = self._heard_myna or bool(text)
        self._own.say(text, self._at)

    def expect_end(self, words: str, probability: float) -> None:
        """The sentence that is listened for ends with ``words`` with that ``probability``, 0 to 1."""
        self._expected_end = words, probability

    def loop_time(self, at: float) -> float:
        """The event loop's time, in seconds, of stream time ``at``."""
        return self._microphone.origin + at

    async def close(self) -> None:
        """End the stream: the event of a sentence that was begun still comes."""
        await self._microphone.close()

    @property
    def _is_quiet(self) -> bool:
        """Whether nobody is listened to or answered, and nothing sounds like speech."""
        return (
            self._utterance is None
            and self.mode is ListeningMode.WAITING
            and not (self._wake and self._wake.is_spotting)
        )

    async def _let_gather(self, at: float) -> None:
        """Wait until all chunks behind that of stream time ``at`` are there, but not for those of a recording.

        A recording comes as fast as it is heard, which is before its time.
        """
        late = asyncio.get_running_loop().time() - self.loop_time(at)
        if 0 <= late < (seconds := QUIET_CHUNKS * CHUNK_SECONDS):
            await asyncio.sleep(seconds - late)

    def _hear_all(self, chunks: Sequence[AudioChunk]) -> list[ListeningEvent]:
        return [event for chunk in chunks for event in self._hear(chunk)]

    def _hear(self, chunk: AudioChunk) -> list[ListeningEvent]:
        self._at = chunk.at
        heard = self.sound.scored(chunk, self._activity.accept, hold=self.mode is not ListeningMode.WAITING)
        self._pre_roll.add(heard)
        utterance = self._utterance
        if self._kept is not None and utterance is not None:
            self._kept += heard.chunk.pcm
        if utterance is not None and utterance.is_continuation and self._heard_myna and not utterance.has_words:
            self._utterance = None  # what comes may be Myna's own voice
        if self._utterance is None or self._utterance.is_continuation or self.mode is ListeningMode.RINGING:
            events = list(self._watched(heard))
            if events:
                return events
        return [] if self._utterance is None else list(self._listened(self._utterance, self._utterance.hear(heard)))

    def _watched(self, heard: ScoredChunk) -> Iterator[ListeningEvent]:
        """Look for the wake phrase, and for a stop word where one counts."""
        spotted = self._wake.hear(heard, self._pre_roll) if self._wake else None
        if spotted and not self._own.holds(spotted.phrase, self._at):
            yield self._woken_by(spotted)
            yield from self._begin_behind(spotted)
            return
        if self._stop is None:
            return
        if self.mode is ListeningMode.WAITING:
            self._stop.reset()
            return
        spotted = self._stop.hear(heard, self._pre_roll)
        if spotted and not self._own.holds(spotted.phrase, self._at):
            self._drop_utterance()
            yield StopHeard(self._at, spotted.phrase)

    def _listened(self, utterance: UtteranceSegmenter, events: Iterator[ListeningEvent]) -> Iterator[ListeningEvent]:
        """Pass a sentence's events on, and see what comes after it."""
        for event in events:
            if utterance.over:
                self._utterance = utterance.resumed(event) if isinstance(event, Utterance) else None
                self._heard_myna = False
            if isinstance(event, Utterance):
                self.spoken = None if self._kept is None else Spoken(bytes(self._kept), self._kept_behind)
            yield event
            if isinstance(event, WakeHeard):
                self._begin(behind=event.phrase)
        if utterance.over and self._utterance is utterance:
            self._utterance = None

    def _begin(
        self, after_seconds: float = 0.0, timeout_seconds: float | None = None, behind: str | None = None
    ) -> None:
        """Listen for a sentence from now, or a little later, on; ``behind`` a wake phrase or a button (empty)."""
        self._keep(behind)
        timeout = self._rules.start_timeout_seconds if timeout_seconds is None else timeout_seconds
        self._transcriber.begin()
        self._follow(replace(self._rules, start_timeout_seconds=timeout), self._at + after_seconds)

    def _begin_behind(self, spotted: Spotted) -> Iterator[ListeningEvent]:
        """Listen for the sentence behind a wake phrase, in the sound that was kept too."""
        since = self._at - spotted.ago_seconds
        # The phrase may have ended a little before or after it was made out: the transcriber hears all of it.
        sound = pcm(self._pre_roll.since(since - phrase_seconds(spotted.phrase) - LEAD_SECONDS))
        skip_seconds = len(sound) / (SAMPLE_BYTES * RATE_HZ) - spotted.ago_seconds
        self._transcriber.begin(spotted.phrase, skip_seconds)
        self._keep(spotted.phrase, pcm(_from_quietest(self._pre_roll.since(since))))
        utterance = self._follow(self._rules, since)
        events = list(self._listened(utterance, utterance.catch_up(self._pre_roll.since(since), sound, self._at)))
        if utterance.has_words or utterance.over:
            yield from events
        else:
            self._follow(self._rules, self._at)  # what sounded was the phrase's own end

    def _follow(self, rules: EndpointRules, at: float) -> UtteranceSegmenter:
        self._reset_watches()
        self._utterance = UtteranceSegmenter(
            self._transcriber, rules, at, completeness=self._completeness, wake_phrases=self._wake_phrases
        )
        return self._utterance

    def _completeness(self, text: str) -> Completeness:
        words, probability = self._expected_end
        return self._judge(text, probability if text == words else None)

    def _keep(self, behind: str | None, sound: bytes = b"") -> None:
        """Keep the sentence that is listened for now, which begins with ``sound``; None: not that one."""
        self.spoken = None
        self._kept = bytearray(sound) if self.keeps_spoken and behind is not None else None
        self._kept_behind = behind or ""

    def _reset_watches(self) -> None:
        for watch in filter(None, (self._wake, self._stop)):
            watch.reset()

    def _drop_utterance(self) -> None:
        self._reset_watches()
        self._keep(None)
        self._utterance = None

    def _forget(self) -> None:
        """Nobody is listened to any more, and nothing was heard."""
        self._drop_utterance()
        self._pre_roll.clear()
        self._own = OwnVoice()
        self._at = 0.0

    def _end(self, remaining: Sequence[AudioChunk]) -> list[ListeningEvent]:
        """The recording is over, silence follows: what was being said is the sentence, or the wake phrase."""
        events = self._hear_all(remaining)
        utterance, self._utterance = self._utterance, None
        if utterance is not None:
            return [*events, *utterance.end(self._at)]
        spotted = self._wake.end() if self._wake else None
        return [*events, self._woken_by(spotted)] if spotted else events

    def _woken_by(self, spotted: Spotted) -> WakeHeard:
        return WakeHeard(self._at, spotted.phrase, self._level_db(spotted), spotted.score)

    def _level_db(self, spotted: Spotted) -> float | None:
        """How loud the phrase was said that was just recognised."""
        since = self._at - spotted.ago_seconds - phrase_seconds(spotted.phrase)
        return speech_level_db(self._pre_roll.since(since), self._rules.speech_threshold)


def _from_quietest(chunks: list[ScoredChunk]) -> list[ScoredChunk]:
    """``chunks`` without the end of the wake phrase that they may begin with: from their quietest moment on."""
    ending = chunks[: round(PHRASE_END_SECONDS / CHUNK_SECONDS)]
    return chunks[min(range(len(ending)), key=lambda index: ending[index].power, default=0) :]
