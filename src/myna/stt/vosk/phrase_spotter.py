"""Finds phrases in two looks, both on the speech model: nothing is trained, and any words that it knows will do.

Its rules:

1. The first look hears everything: a grammar of the phrases and ``[unk]`` for all else. It misses next to nothing, and
   is mistaken up to two hundred times in an hour of speech.
2. Where it sees a phrase, the second look decodes the last moments as the phrase alone and as anything. The likelihood
   that the phrase gains over anything, by frame, is the margin that tells a real one.
3. The first look comes before the last syllable is over, how long before depends on the speaker: so the second one is
   taken at several moments, and the first yes counts. After one that was far from a yes no other is taken.
4. Second looks run beside the hearing, one after the other; what they hear depends on the sound, not on the machine.
"""

import json
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

import numpy as np

from myna.core.ports import Spotted
from myna.core.sound import CHUNK_BYTES, RATE_HZ, SAMPLE_BYTES
from myna.stt.vosk.model import SpeechModel, forget

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
"""Second looks that may wait for the executor; on a machine that cannot keep up the oldest are dropped."""


class InLine(Executor):
    """Runs each call at once, so that what is found does not depend on how fast the sound comes."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call ``function``, which may raise here; a future with its result."""
        future: Future[Any] = Future()
        future.set_result(function(*args, **kwargs))
        return future


class SecondLook:
    """What the spotters of one listener share: the recogniser of anything, the largest part of a spotter's memory.

    Every look runs on the one thread of ``executor``, which its owner ends; without one, in line on the caller's.
    """

    def __init__(self, model: SpeechModel, executor: Executor | None = None) -> None:
        self.model = model
        self.executor = executor or InLine()
        self._anything: Any = None

    def load(self) -> None:
        """Make the recogniser; the model must be loaded. To be called before the ``load`` of the spotters."""
        self._anything = self.recogniser()

    def recogniser(self, grammar: Sequence[str] | None = None) -> Any:
        """A new recogniser whose results carry the log likelihood."""
        recogniser = self.model.recogniser(grammar)
        recogniser.SetMaxAlternatives(1)
        return recogniser

    def margin(self, phrase: str, alone: Any, pcm: bytes) -> float:
        """Log likelihood by frame that ``pcm`` gains as ``phrase``, by the recogniser ``alone``, over anything."""
        best, likelihood = _decoded(alone, pcm)
        if not _count(phrase, best):  # the grammar of "be quiet" takes "quiet" alone too
            return -np.inf
        return (likelihood - _decoded(self._anything, pcm)[1]) / (len(pcm) / _bytes(FRAME_SECONDS))


@dataclass(slots=True)
class _Sight:
    """A phrase that the first look saw, after ``seen_at`` bytes of all sound."""

    phrase: str
    seen_at: int
    looks: int = 0
    margin: float = 0.0  # of the last look


class VoskSpotter:
    """Finds ``phrases`` of words that the model knows, in lower case.

    ``sensitivity`` is 0 to 1 and moves the least margin in straight lines between ``MARGINS``: what a lower one
    accepts, a higher one accepts too. ``second`` must be loaded.
    """

    def __init__(self, phrases: Sequence[str], second: SecondLook, *, sensitivity: float = 0.5) -> None:
        self._phrases = list(dict.fromkeys(phrases))
        self._second = second
        self._least_margin = float(np.interp(sensitivity, (0.0, 0.5, 1.0), MARGINS))
        self._first: Any = None
        self._alone: dict[str, Any] = {}
        self._recent = bytearray()
        self._recent_bytes = _bytes(max((_look_seconds(phrase) for phrase in self._phrases), default=0.0))
        self._sights: list[_Sight] = []
        self._seen: dict[str, int] = {}
        self._looks: deque[tuple[_Sight, Future[float]]] = deque()
        self._heard_bytes = 0

    def load(self) -> None:
        """Check the phrases and make the recognisers. Raises EarError for words that the model does not know."""
        self._second.model.check_phrases(self._phrases)
        self._first = self._second.model.recogniser([*self._phrases, _UNKNOWN])
        self._alone = {phrase: self._second.recogniser([phrase]) for phrase in self._phrases}
        self.reset()

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
        seen = {phrase: _count(phrase, text) for phrase in self._phrases}
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
                self._looks.append((sight, self._second.executor.submit(self._margin, sight, sound)))
        self._sights = [sight for sight in self._sights if sight.looks < len(WAITS_SECONDS)]
        while len(self._looks) > MOST_WAITING:
            self._looks.popleft()[1].cancel()

    def _margin(self, sight: _Sight, sound: bytes) -> float:
        """What a second look at ``sound`` finds, on the executor's thread; the last one again if that was far off."""
        if not -np.inf < sight.margin < FAR_MARGIN:
            sight.margin = self._second.margin(sight.phrase, self._alone[sight.phrase], sound)
        return sight.margin

    def _found(self) -> _Sight | None:
        """The sight of the first second look, of those that are done, that said yes."""
        while self._looks and self._looks[0][1].done():
            sight, look = self._looks.popleft()
            if look.result() >= self._least_margin:
                return sight
        return None


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
