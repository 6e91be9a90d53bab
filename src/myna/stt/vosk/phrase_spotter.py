"""Finds phrases in two looks, both on the speech model: nothing is trained, and any words that it knows will do.

Its rules:

1. The first look hears everything: a grammar of the phrases and ``[unk]`` for all else. It misses next to nothing, and
   is mistaken up to two hundred times in an hour of speech.
2. Where it sees a phrase, the second look decodes the last moments as the phrase alone and as anything. The likelihood
   that the phrase gains over anything, by frame, is the margin that tells a real one.
3. The first look comes before the last syllable is over, how long before depends on the user: so the second one is
   taken at several moments, and the first yes counts. After one that was far from a yes no other is taken.
4. Second looks run beside the hearing, one after the other; what they hear depends on the sound, not on the machine.
"""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

import numpy as np

from myna.core.ports import Background, Spotted
from myna.core.sound import CHUNK_BYTES, RATE_HZ, SAMPLE_BYTES
from myna.stt.vosk.model import VoskModel, forget

_UNKNOWN = "[unk]"

WAITS_SECONDS = (0.1, 0.2, 0.3, 0.4)
"""Sound between the first look's sight of a phrase and each second look."""

LOOK_SECONDS = 1.0
"""Sound that a second look hears, for a phrase of one word."""

WORD_SECONDS = 0.25
"""And for each word more."""

MARGINS = (0.28, 0.12, -0.12)
"""Least margin at sensitivity 0, 0.5 and 1, in natural logarithms of likelihood by frame."""

FAR_MARGIN = -0.5
"""A margin after which no yes comes. Measured with Vosk's small English model: of 716 times that people said one of
three phrases, in quiet and in kitchen noise at 10 and 6 dB, none had less than -0.32 before the yes. In other speech
half of the second looks are spared."""

FRAME_SECONDS = 0.03
"""One frame of the recogniser, after its subsampling by three."""

MOST_WAITING = 8
"""Second looks that may wait for their thread; on a machine that cannot keep up the oldest are dropped."""


@dataclass(slots=True)
class _Sight:
    """A phrase that the first look saw, after ``seen_at`` bytes of all sound."""

    phrase: str
    seen_at: int
    looks: int = 0
    margin: float = 0.0  # of the last look


class SecondLook:
    """What the spotters of one listener share: ``anything``, a recogniser of it, the largest part of their memory.

    Every look runs on the one thread of ``beside``, or in line on the caller's where that is None: then what is found
    does not depend on how fast the sound comes.
    """

    def __init__(self, model: VoskModel, anything: Any, beside: Background | None) -> None:
        self.model = model
        self._anything = anything
        self._beside = beside

    @classmethod
    def load(cls, model: VoskModel, beside: Background | None = None) -> Self:
        """Make the recogniser. Raises ModelError where ``model`` is damaged."""
        return cls(model, likely_recogniser(model), beside)

    def take(self, sight: _Sight, alone: Any, pcm: bytes) -> Future[float]:
        """Look at ``pcm`` with ``alone``, the recogniser of the phrase; the margin, once that is done."""
        look = partial(self._margin, sight, alone, pcm)
        if self._beside is not None:
            return self._beside.submit(look)
        future: Future[float] = Future()
        future.set_result(look())
        return future

    def _margin(self, sight: _Sight, alone: Any, pcm: bytes) -> float:
        """What a look finds; the last margin again if that was far off."""
        if not -np.inf < sight.margin < FAR_MARGIN:
            sight.margin = self.margin(sight.phrase, alone, pcm)
        return sight.margin

    def margin(self, phrase: str, alone: Any, pcm: bytes) -> float:
        """Log likelihood by frame that ``pcm`` gains as ``phrase``, by the recogniser ``alone``, over anything."""
        best, likelihood = _decoded(alone, pcm)
        if not _count(phrase, best):  # the grammar of "be quiet" takes "quiet" alone too
            return -np.inf
        return (likelihood - _decoded(self._anything, pcm)[1]) / (len(pcm) / _bytes(FRAME_SECONDS))


class VoskSpotter:
    """Finds phrases of words that the model knows, in lower case.

    ``first`` is the recogniser of all the phrases, ``alone`` has one for each phrase; ``least_margin`` is in natural
    logarithms of likelihood by frame.
    """

    def __init__(self, first: Any, alone: Mapping[str, Any], second: SecondLook, least_margin: float) -> None:
        self._first = first
        self._alone = alone
        self._second = second
        self._least_margin = least_margin
        self._recent = bytearray()
        self._recent_bytes = _bytes(max(map(_look_seconds, alone), default=0.0))
        self._sights: list[_Sight] = []
        self._seen: dict[str, int] = {}
        self._looks: deque[tuple[_Sight, Future[float]]] = deque(maxlen=MOST_WAITING)
        self._heard_bytes = 0

    @classmethod
    def load(cls, phrases: Sequence[str], second: SecondLook, *, sensitivity: float = 0.5) -> Self:
        """Make the recognisers. Raises ModelError where the model is damaged.

        ``sensitivity`` is 0 to 1 and moves the least margin in straight lines between ``MARGINS``: what a lower one
        accepts, a higher one accepts too.
        """
        phrases = list(dict.fromkeys(phrases))
        return cls(
            second.model.recogniser([*phrases, _UNKNOWN]),
            {phrase: likely_recogniser(second.model, [phrase]) for phrase in phrases},
            second,
            float(np.interp(sensitivity, (0.0, 0.5, 1.0), MARGINS)),
        )

    def accept(self, pcm: bytes) -> Spotted | None:
        """Take int16 mono sound at 16 kHz; a phrase as soon as both looks have found it. Then it begins anew."""
        for start in range(0, len(pcm), CHUNK_BYTES):
            chunk = pcm[start : start + CHUNK_BYTES]
            self._recent += chunk
            del self._recent[: -self._recent_bytes]
            self._heard_bytes += len(chunk)
            self._look_again()
            self._look_first(chunk)
            if (sight := self._found()) is not None:
                self.reset()
                return Spotted(sight.phrase, (self._heard_bytes - sight.seen_at) / _bytes(1.0))
        return None

    def reset(self) -> None:
        """Forget the sound so far; a second look that is under way counts no more."""
        forget(self._first)
        self._recent.clear()
        self._sights.clear()
        self._seen.clear()
        while self._looks:
            self._looks.popleft()[1].cancel()

    def _look_first(self, chunk: bytes) -> None:
        """The first look. A final result instead of partial ones would come too late, and often take a phrase back."""
        if self._first.AcceptWaveform(chunk):
            text = json.loads(self._first.Result())["text"]
        else:
            text = json.loads(self._first.PartialResult())["partial"]
        seen = {phrase: _count(phrase, text) for phrase in self._alone}
        self._sights += [
            _Sight(phrase, self._heard_bytes) for phrase, count in seen.items() if count > self._seen.get(phrase, 0)
        ]
        self._seen = seen

    def _look_again(self) -> None:
        """Take the second looks that are due."""
        for sight in self._sights:
            if self._heard_bytes - sight.seen_at >= _bytes(WAITS_SECONDS[sight.looks]):
                sight.looks += 1
                sound = bytes(self._recent[-_bytes(_look_seconds(sight.phrase)) :])
                if len(self._looks) == MOST_WAITING:
                    self._looks.popleft()[1].cancel()
                self._looks.append((sight, self._second.take(sight, self._alone[sight.phrase], sound)))
        self._sights = [sight for sight in self._sights if sight.looks < len(WAITS_SECONDS)]

    def _found(self) -> _Sight | None:
        """The sight of the first second look, of those that are done, that said yes."""
        while self._looks and self._looks[0][1].done():
            sight, look = self._looks.popleft()
            if look.result() >= self._least_margin:
                return sight
        return None


def likely_recogniser(model: VoskModel, grammar: Sequence[str] | None = None) -> Any:
    """A new recogniser whose results carry the log likelihood. Raises ModelError where ``model`` is damaged."""
    recogniser = model.recogniser(grammar)
    recogniser.SetMaxAlternatives(1)
    return recogniser


def _decoded(recogniser: Any, pcm: bytes) -> tuple[str, float]:
    """The best words for all of ``pcm``, and their log likelihood."""
    recogniser.AcceptWaveform(pcm)
    best = json.loads(recogniser.FinalResult())["alternatives"][0]
    return str(best["text"]), float(best["confidence"])


def _count(phrase: str, text: str) -> int:
    """How often ``text`` holds the words of ``phrase``."""
    return f" {text} ".replace(" ", "  ").count(f" {phrase} ".replace(" ", "  "))


def _look_seconds(phrase: str) -> float:
    return LOOK_SECONDS + WORD_SECONDS * phrase.count(" ")


def _bytes(seconds: float) -> int:
    """Length of int16 sound at 16 kHz."""
    return round(seconds * RATE_HZ) * SAMPLE_BYTES
