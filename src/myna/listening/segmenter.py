"""The events of one sentence, from where listening began to its endpoint.

Its rules:

1. The words so far decide how long a silence ends it (``completeness.py``).
2. The user may go on after a pause that was taken for the end. ``resumed`` then follows what continues the sentence,
   and its utterance is the whole sentence. A continuation without words gives no event.
3. A wake phrase at the beginning of a sentence is left out; a sentence that is a wake phrase alone is ``WakeHeard``.
4. A recogniser settles its last words only with the sound behind them. In a pause the newest silence is given to it
   several times over, so that the words are settled while the pause may still be the end.
5. The final transcript often has other words than those so far, so it is made before the silence is long enough: the
   answer is begun with the very words. If the user goes on just then, the recogniser hears the sentence once more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from myna.core.events import ListeningEvent, NothingHeard, Partial, Paused, SpeechStarted, Utterance, WakeHeard
from myna.core.ports import Transcriber, Transcript
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS
from myna.listening.completeness import Completeness
from myna.listening.endpoint import Endpoint, EndpointRules, Verdict
from myna.listening.level import SpeechLevel
from myna.listening.pre_roll import ScoredChunk

PAUSE_SECONDS = 4 * CHUNK_SECONDS
"""Seconds of silence that are a pause: 0.128."""

PAUSE_BYTES = 4 * CHUNK_BYTES
"""Bytes of sound in ``PAUSE_SECONDS``."""

MORE_SILENCE = 2
"""How many times the silence of a pause is given to the recogniser once more. Measured on 60 orders of coffee with
Vosk's small English model: after 92 % of pauses the words are the final ones (without it after 55 %), for 11 ms of
work, and as many of them are right."""

EARLY_SECONDS = 8 * CHUNK_SECONDS
"""Seconds before the end of a silence at which the final transcript is made: 0.256, so that a whole question has it one
chunk behind its pause. Of 28 questions by a voice, 8 have other words in it than at the pause. Measured on 60 orders of
coffee at 15 dB, in which people pause: 0.2 and 0.272 cost 4 to 6 % more of the listener's time than 0.096, since what
goes on is heard twice, and by that five are understood better and none worse."""


class UtteranceSegmenter:
    """Follows one sentence from stream time ``at`` (seconds); ``transcriber.begin`` must have been called.

    ``completeness`` judges the words so far; ``wake_phrases`` are left out at the beginning; ``earlier`` is the part of
    the sentence before a pause that was taken for its end.
    """

    def __init__(
        self,
        transcriber: Transcriber,
        rules: EndpointRules,
        at: float,
        *,
        completeness: Callable[[str], Completeness],
        wake_phrases: Sequence[str] = (),
        earlier: Utterance | None = None,
    ) -> None:
        self._transcriber = transcriber
        self._rules = rules
        self._completeness = completeness
        self._wake_phrases = wake_phrases
        self._earlier = earlier
        self._listening_from = at
        self._endpoint = Endpoint(rules, at)
        self._level = SpeechLevel(rules.speech_threshold)
        self._transcript_so_far = ""  # with wake phrases, without the earlier part
        self._has_partials = False
        self._sound = bytearray()  # all that the transcriber has of the sentence, or of what continues it
        self._in_pause = False
        self._paused_text = ""  # of the last ``Paused`` in this pause
        self._speech_start: float | None = None
        self._final_transcript: Transcript | None = None  # until the user goes on
        self.is_continuation = earlier is not None
        """Whether it follows a sentence whose utterance was given already, in case that the user goes on."""
        self.over = False
        """Set with the last event; no chunk may follow."""

    def hear(self, scored: ScoredChunk) -> Iterator[ListeningEvent]:
        """Take the next chunk; chunks from before stream time ``at`` are ignored."""
        if scored.chunk.at > self._listening_from:
            yield from self.catch_up([scored], scored.chunk.pcm, scored.chunk.at)

    def catch_up(self, chunks: Sequence[ScoredChunk], sound: bytes, at: float) -> Iterator[ListeningEvent]:
        """Take any number of chunks at once, at stream time ``at``; ``sound`` is their sound and may begin earlier."""
        verdict = Verdict.SAME
        completeness = self._completeness(self._whole_text(self._transcript_so_far))
        for scored in chunks:
            self._level.add(scored)
            verdict = self._endpoint.accept(scored.chunk.at, scored.probability, completeness)
            if verdict is Verdict.STARTED:
                self._speech_start = at if self._speech_start is None else self._speech_start
                if not self.is_continuation:
                    yield SpeechStarted(at)
        text = self._transcribed(sound)
        if text != self._transcript_so_far and self._without_wake_phrases(text):
            self._has_partials = True
            yield Partial(at, self._whole_text(text))
        self._transcript_so_far = text
        if verdict is Verdict.SAME and self._has_partials:
            yield from self._pause(at)
        if verdict is Verdict.ENDED or (verdict is Verdict.NOTHING and self._has_partials and self.is_continuation):
            yield from self._finish(at)
        elif verdict is Verdict.NOTHING:
            yield from self._nothing(at)

    def end(self, at: float) -> Iterator[ListeningEvent]:
        """Take the end of the sound: what was said so far is the sentence."""
        yield from self._finish(at)
        if not self.over:
            yield from self._nothing(at)

    @property
    def has_words(self) -> bool:
        """Whether anything was recognised yet."""
        return bool(self._transcript_so_far)

    def resumed(self, utterance: Utterance) -> "UtteranceSegmenter | None":
        """A segmenter for what continues ``utterance``, with which this one ended; None if nothing can."""
        pause = self._rules.max_pause_seconds - (utterance.at - utterance.speech_end)
        start = utterance.at if self._speech_start is None else self._speech_start
        left = self._rules.max_utterance_seconds - (utterance.at - start)
        if pause <= 0 or left <= 0:
            return None
        rules = replace(self._rules, start_timeout_seconds=pause, max_utterance_seconds=left)
        return UtteranceSegmenter(
            self._transcriber,
            rules,
            utterance.at,
            completeness=self._completeness,
            wake_phrases=self._wake_phrases,
            earlier=utterance,
        )

    def _transcribed(self, sound: bytes) -> str:
        """The transcript so far with ``sound``; in a pause, with its last words settled."""
        self._sound += sound
        was_in_pause = self._in_pause
        self._in_pause = self._endpoint.silence_seconds > PAUSE_SECONDS - CHUNK_SECONDS / 2
        if not self._in_pause:
            self._paused_text = ""
        if self._final_transcript is not None:
            if self._in_pause:
                return self._final_transcript.text
            self._final_transcript = None
            self._transcriber.rewind()
            sound = bytes(self._sound)
        text = self._transcriber.accept(sound)
        if not self._in_pause or self._speech_start is None:
            return text
        if not was_in_pause:  # first the pause is told, so that the answer is begun
            return self._transcriber.accept(bytes(self._sound[-PAUSE_BYTES:]) * MORE_SILENCE)
        if self._endpoint.left_seconds(self._completeness(self._whole_text(text))) <= EARLY_SECONDS:
            self._final_transcript = self._transcriber.finish()
            return self._final_transcript.text
        return text

    def _pause(self, at: float) -> Iterator[ListeningEvent]:
        """Report a pause, once for the same words, unless more must follow them."""
        words = self._whole_text(self._transcript_so_far)
        if (
            self._in_pause
            and words not in ("", self._paused_text)
            and self._completeness(words) is not Completeness.INCOMPLETE
        ):
            self._paused_text = words
            yield Paused(at, words)

    def _finish(self, at: float) -> Iterator[ListeningEvent]:
        transcript, self._final_transcript = self._final_transcript or self._transcriber.finish(), None
        self._sound.clear()
        self._transcript_so_far = ""
        if self._without_wake_phrases(transcript.text):
            self.over = True
            text = self._whole_text(transcript.text)
            others = tuple(other and self._whole_text(other) for other in transcript.alternatives)
            end, level_db = self._endpoint.speech_end, self._level.db
            yield Utterance(at, text, end, transcript.confidence, self.is_continuation, others, level_db)
        elif transcript.text:
            self.over = True
            yield WakeHeard(at, transcript.text, self._level.db)
        elif self._earlier is not None and self._has_partials:  # the recogniser took back the words behind it
            self.over = True
            yield replace(self._earlier, at=at, continued=self.is_continuation)
        elif self.is_continuation or at - self._listening_from >= self._rules.start_timeout_seconds:
            yield from self._nothing(at)
        else:
            self._endpoint.begin(at)  # a cough or a chair; the sentence may still come

    def _nothing(self, at: float) -> Iterator[ListeningEvent]:
        self.over = True
        if not self.is_continuation:
            yield NothingHeard(at)

    def _without_wake_phrases(self, text: str) -> str:
        """``text`` without the wake phrases at its beginning."""
        for phrase in self._wake_phrases:
            while f"{text} ".startswith(f"{phrase} "):
                text = text[len(phrase) + 1 :]
        return text

    def _whole_text(self, text: str) -> str:
        """The whole sentence if ``text`` continues it; a wake phrase at the beginning of ``text`` starts a new one."""
        following = self._without_wake_phrases(text)
        if self._earlier is None or following != text:
            return following
        return f"{self._earlier.text} {following}".strip()
