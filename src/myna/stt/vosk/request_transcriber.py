"""Hears what people say to an assistant far better than free speech: a second recogniser expects just that.

Its rules:

1. Both recognisers hear the same sound. How likely it is as a request, less how likely it is as anything, and how sure
   it is what the words are about, tell which of the sentences was said: a free question stays one.
2. What is heard so far is free speech; the final transcript takes the choice.
3. The wake phrase before a request is heard as a part of it, and left out.
4. In noise or echo the second one hears the sentence once more without them; each sentence is as likely as in the
   likelier of both.
5. What is no order and nearly as likely as the sentence that was chosen is among its alternatives: "should I turn..."
   beside "soon I turn...".
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from typing import Self

from myna.core.ports import RequestSentences, Transcript
from myna.stt.clearing import cleared, is_noisy
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.sentence_recogniser import (
    Finished,
    Heard,
    LikelyTranscriber,
    SentenceRecogniser,
    each_once,
    known_phrases,
    nearly_as_likely,
    share,
    with_those_against,
)

EXPECTED = 0.05
"""How much likelier by frame a request is than other speech, in natural logarithms of likelihood.

Measured with Vosk's small English model in kitchen noise at 15 dB, on voices of flite, with this and ``UNDERSTOOD``: of
300 requests 86.3 % are understood, 65.3 % by free speech alone and 91.3 % as they are written; of 120 questions about
the world 107 stay what they are, 113 by free speech alone.
"""

UNDERSTOOD = 0.1
"""How much likelier by frame a sentence is that is surely understood."""

NAMED_SHARE = 8
"""One in so many requests is expected with the wake phrase before it."""


class RequestTranscriber:
    """Hears one of ``requests`` or free speech, whichever it was.

    ``free`` hears free speech and gives its likelihood, ``recogniser`` expects requests.
    """

    def __init__(self, free: LikelyTranscriber, recogniser: SentenceRecogniser, requests: RequestSentences) -> None:
        self._free = free
        self._recogniser = recogniser
        self._requests = requests
        self._before = ""  # what was said before a pause
        self._phrase = ""
        self._ended = ("", "")  # what was before the sentence that ``finish`` ended, and the phrase at its beginning

    @classmethod
    def load(
        cls, model: VoskModel, free: LikelyTranscriber, requests: RequestSentences, wake_phrases: Sequence[str] = ()
    ) -> Self:
        """Make it of ``model``; one of ``wake_phrases`` may come before a request. Raises ModelError: it is damaged."""
        sentences = list(requests.samples)
        if phrases := known_phrases(model, wake_phrases):
            named = zip(cycle(phrases), sentences[::NAMED_SHARE], strict=False)
            sentences += [f"{phrase} {sentence}" for phrase, sentence in named]
        return cls(free, SentenceRecogniser.load(model, sentences), requests)

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        """Forget the sound so far. Up to about ``skip_seconds`` from now ``skip_phrase`` is said, and left out."""
        self._free.begin(skip_phrase, skip_seconds)
        self._go_on(skip_phrase)
        self._before = ""

    def _go_on(self, skip_phrase: str = "") -> None:
        self._recogniser.begin(skip_phrase)
        self._phrase = skip_phrase

    def accept(self, pcm: bytes) -> str:
        """Take int16 mono sound at 16 kHz; the transcript so far."""
        self._recogniser.accept(pcm)
        return self._free.accept(pcm)

    def finish(self) -> Transcript:
        """Force the final transcript of all that was accepted, and begin anew."""
        return self.finish_likely().transcript

    def finish_likely(self) -> Finished:
        """Force the final transcript of all that was accepted, and begin anew."""
        finished = self._free.finish_likely()
        if finished.free and self._recogniser.frames:
            frames, sound, found = self._recogniser.frames, self._recogniser.sound, self._recogniser.finish()
            clear = cleared(sound) if is_noisy(sound) else b""
            if clear:
                again = self._recogniser.heard_in(clear, self._phrase)
                found = each_once([*found, *again])
            transcript = self._likeliest(finished, frames, found)
            if not self._is_mention(transcript.text):
                heard = finished.found if transcript is finished.transcript else found
                transcript = with_those_against(transcript, heard, self._is_mention)
            finished = replace(finished, transcript=transcript, clear=clear)
        self._ended = self._before, self._phrase
        self._before = self._whole(finished.transcript.text)
        self._go_on()
        return finished

    def rewind(self) -> None:
        """Right behind ``finish``: go back to where the sound that it ended began, which will be given once more."""
        self._free.rewind()
        self._before, phrase = self._ended
        self._go_on(phrase)

    def _likeliest(self, free: Finished, frames: float, found: Sequence[Heard]) -> Transcript:
        """The ``free`` transcript, or the request of those ``found`` that is likelier than that and than all others."""
        likeliest, best = None, self._understood(free.transcript.text)
        for heard in filter(lambda heard: heard.text, found):
            score = (heard.likelihood - free.anything) / frames + EXPECTED
            if score + UNDERSTOOD > best and (score := score + self._understood(heard.text)) > best:
                likeliest, best = heard, score
        if likeliest is None:
            return free.transcript
        confidence = share(likeliest.likelihood, (heard.likelihood for heard in found))
        return Transcript(likeliest.text, confidence, nearly_as_likely(likeliest, found))

    def _understood(self, text: str) -> float:
        return UNDERSTOOD * self._requests.confidence(self._whole(text))

    def _is_mention(self, text: str) -> bool:
        return self._requests.is_mention(self._whole(text))

    def _whole(self, text: str) -> str:
        return f"{self._before} {text}".strip()
