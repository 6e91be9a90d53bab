"""One sentence, from where listening began to its endpoint: the events of it.

Its rules:

1. The words so far choose how long a silence ends it (``endings.py``).
2. A speaker may go on after a pause that was taken for the end: ``resumed`` follows the rest, and what it gives is the
   whole sentence. A rest without words never was.
3. The wake phrase, said once more before a sentence, is no part of it; alone, it is the wake phrase.
4. A recogniser gives its last words only when it has heard what follows them. At a pause it is given a little more of
   the room's own silence than there was yet, so that the words are there while the pause may still be the end.
5. The final words take a while, so they are asked for a little before the silence is long enough. A speaker who goes on
   just then is followed from there, as behind a pause that was taken for the end.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from myna.core.events import ListeningEvent, NothingHeard, Partial, Paused, SpeechStarted, Utterance, WakeHeard
from myna.core.ports import Transcriber, Transcript
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS
from myna.listening.completeness import Completeness
from myna.listening.endpoint import Endpoint, EndpointRules, Verdict
from myna.listening.pre_roll import ScoredChunk

PAUSE_SECONDS = 4 * CHUNK_SECONDS
PAUSE_BYTES = 4 * CHUNK_BYTES
"""A pause begins after so much silence, 0.13 s."""

MORE_SILENCE = 2
"""That silence is added so many times. Measured on 60 orders of coffee with Vosk's small English model: after 92 % of
pauses the words are the final ones (without it 55 %), for 11 ms of work, and as many of those are right as without."""

EARLY_SECONDS = 3 * CHUNK_SECONDS
"""How long before the end of a silence the recogniser is asked for the final words. They took 10 to 70 ms on 2 cores on
which the answer was begun. No longer than ``PAUSE_SECONDS``: so much sound is kept."""


class UtteranceSegmenter:
    """Follows one sentence from stream time ``at`` (seconds); the transcriber must have begun.

    ``ending`` judges the words so far; ``wake_phrases`` are left out at the beginning; ``earlier`` is what was said of
    it before a pause.
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
        self._before = earlier  # what was said of it before a pause
        self._began = at
        self._endpoint = Endpoint(rules, at)
        self._text = ""  # the transcript so far, as the transcriber has it
        self._partial = False  # whether words of it were given
        self._newest = b""  # the newest sound, as long as a pause before it is one
        self._pausing = False
        self._paused_text = ""  # the words of this pause, if it was told
        self._speech_start: float | None = None
        self._final: Transcript | None = None  # while nothing is said behind it
        self._final_end = at  # where the speech of it ended
        self.is_rest = earlier is not None
        """Whether it only waits for the rest of a sentence that has been given already."""
        self.over = False
        """Set with its last event; no chunk may come any more."""

    def hear(self, heard: ScoredChunk) -> Iterator[ListeningEvent]:
        """Take the next chunk; one of before the beginning is none of its own."""
        if heard.chunk.at > self._began:
            yield from self.catch_up([heard], heard.chunk.pcm, heard.chunk.at)

    def catch_up(self, chunks: Sequence[ScoredChunk], sound: bytes, at: float) -> Iterator[ListeningEvent]:
        """Take any number of chunks at once, at stream time ``at``; ``sound`` is theirs, and may begin earlier."""
        verdict = Verdict.SAME
        completeness = self._completeness(self._whole(self._text))
        for heard in chunks:
            verdict = self._endpoint.accept(heard.chunk.at, heard.probability, completeness)
            if verdict is Verdict.STARTED:
                self._speech_start = at if self._speech_start is None else self._speech_start
                if not self.is_rest:
                    yield SpeechStarted(at)
        text = self._transcribed(sound, at)
        if text != self._text and self._unnamed(text):
            self._partial = True
            yield Partial(at, self._whole(text))
        self._text = text
        if verdict is Verdict.SAME and self._partial:
            yield from self._pause(at)
        if verdict is Verdict.ENDED or (verdict is Verdict.NOTHING and self._partial and self.is_rest):
            yield from self._finish(at)
        elif verdict is Verdict.NOTHING:
            yield from self._nothing(at)

    def end(self, at: float) -> Iterator[ListeningEvent]:
        """The sound is over: what was being said is the sentence."""
        yield from self._finish(at)
        if not self.over:
            yield from self._nothing(at)

    @property
    def has_words(self) -> bool:
        """Whether anything was recognised yet."""
        return bool(self._text)

    def resumed(self, utterance: Utterance) -> "UtteranceSegmenter | None":
        """What follows the rest of ``utterance``, with which this one ended; None if there can be none."""
        pause = self._rules.max_pause_seconds - (utterance.at - utterance.speech_end)
        start = utterance.at if self._speech_start is None else self._speech_start
        rest = self._rules.max_utterance_seconds - (utterance.at - start)
        if pause <= 0 or rest <= 0:
            return None
        rules = replace(self._rules, start_timeout_seconds=pause, max_utterance_seconds=rest)
        return UtteranceSegmenter(
            self._transcriber,
            rules,
            utterance.at,
            completeness=self._completeness,
            wake_phrases=self._wake_phrases,
            earlier=utterance,
        )

    def _transcribed(self, sound: bytes, at: float) -> str:
        """The transcript so far, with ``sound``; where a pause begins, with the last words before it."""
        self._newest = (self._newest + sound)[-PAUSE_BYTES:]
        before, self._pausing = self._pausing, self._endpoint.silence_seconds > PAUSE_SECONDS - CHUNK_SECONDS / 2
        if not self._pausing:
            self._paused_text = ""
        if self._final is not None:
            return self._final.text if self._pausing else self._followed(self._final, at)
        text = self._transcriber.accept(sound)
        if not self._pausing or self._speech_start is None:
            return text
        if self._endpoint.left_seconds(self._completeness(self._whole(text))) <= EARLY_SECONDS:
            self._final, self._final_end = self._transcriber.finish(), self._endpoint.speech_end
            return self._final.text
        return text if before else self._transcriber.accept(self._newest * MORE_SILENCE)

    def _followed(self, final: Transcript, at: float) -> str:
        """The speaker goes on behind what seemed to be all: the transcript of what follows ``final``, so far."""
        if self._unnamed(final.text):
            self._before = Utterance(at, self._whole(final.text), self._final_end, final.confidence, self.is_rest)
        self._final = None
        return self._transcriber.accept(self._newest)

    def _pause(self, at: float) -> Iterator[ListeningEvent]:
        """Tell of a pause, once for the same words, unless more must follow them."""
        words = self._whole(self._text)
        if (
            self._pausing
            and words not in ("", self._paused_text)
            and self._completeness(words) is not Completeness.INCOMPLETE
        ):
            self._paused_text = words
            yield Paused(at, words)

    def _finish(self, at: float) -> Iterator[ListeningEvent]:
        transcript, self._final = self._final or self._transcriber.finish(), None
        self._text = ""
        if self._unnamed(transcript.text):
            self.over = True
            text = self._whole(transcript.text)
            yield Utterance(at, text, self._endpoint.speech_end, transcript.confidence, self.is_rest)
        elif transcript.text:
            self.over = True
            yield WakeHeard(at, transcript.text)
        elif self._before is not None and self._partial:  # the words were taken back, what was said before stands
            self.over = True
            yield replace(self._before, at=at, continued=self.is_rest)
        elif self.is_rest or at - self._began >= self._rules.start_timeout_seconds:
            yield from self._nothing(at)
        else:
            self._endpoint.begin(at)  # a cough or a chair; the sentence may still come

    def _nothing(self, at: float) -> Iterator[ListeningEvent]:
        self.over = True
        if not self.is_rest:
            yield NothingHeard(at)

    def _unnamed(self, text: str) -> str:
        """``text`` without the wake phrases at its beginning."""
        for phrase in self._wake_phrases:
            while f"{text} ".startswith(f"{phrase} "):
                text = text[len(phrase) + 1 :]
        return text

    def _whole(self, text: str) -> str:
        """All that was said, should ``text`` be the rest of it; whoever says the wake phrase begins anew."""
        rest = self._unnamed(text)
        return f"{self._before.text} {rest}".strip() if self._before is not None and rest == text else rest
