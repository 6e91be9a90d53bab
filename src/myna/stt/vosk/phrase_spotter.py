"""Finds phrases in two looks, both on the speech model: nothing is trained, and any words that it knows will do.

Its rules:

1. The first look hears everything: a grammar of the phrases and ``[unk]`` for all else. It misses next to nothing, and
   is mistaken up to two hundred times in an hour of speech.
2. Where it sees a phrase, the second look decodes the last moments as the phrase alone and as anything. The likelihood
   that the phrase gains over anything is the margin that tells a real one.
3. The first look comes before the last syllable is over, how long before depends on the user: so the second one is
   taken at several moments. Of a wake phrase the mean of the best two counts: what is none seems like it at one moment
   alone. Of a stop word, which has to be fast, the first yes does. After one that was far from a yes no other is taken.
4. What stands before the phrase lowers the margin where it is speech, and raises it where it is a room: there the
   recogniser adapts to the noise and the echo. So the later looks hear a short and a long stretch of sound.
5. In a noisy room the first look itself misses the phrase. So what opens a stretch of speech, as a wake phrase does,
   gets a second look whatever the first one saw, without the echo and noise of the room. Not for a stop word.
   And what looks like a wake phrase in the middle of a stretch must gain more: there it is mostly somebody who talks.
   Where a wake phrase in noise or echo gains enough, and not much more, the same sound is looked at without them too.
6. What sounds like the phrase, and is said, is its rival ("commuter" for "computer"): in clear sound a wake phrase must
   be likelier than each of them too, however seldom they are said.
7. Second looks run beside the hearing, one after the other; what they hear depends on the sound, not on the machine.
"""

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from statistics import fmean
from typing import Any, Self, TypeVar

import numpy as np

from myna.core.ports import Background, Spotted
from myna.core.sound import CHUNK_BYTES, RATE_HZ, SAMPLE_BYTES
from myna.stt.clearing import PHRASE_FACTOR, cleared, is_noisy
from myna.stt.vosk.model import VoskModel, forget
from myna.stt.vosk.vocabulary import nearest, said_per_hour

_UNKNOWN = "[unk]"

LOOKS = ((0.1, 1.0), (0.2, 1.0), (0.3, 1.0), (0.4, 1.0), (0.4, 1.7), (0.5, 1.0), (0.5, 2.2))
"""Of each second look: the sound between the first look's sight of a phrase and it, and the sound that it hears, for a
phrase of one word; in seconds."""

WORD_SECONDS = 0.25
"""And for each word more."""

OPENING_SECONDS = 1.6
"""Of a stretch of speech, in which a phrase of one word that opens it is looked for."""

BEFORE_SECONDS = 0.4
"""And of the sound before it. What was heard earlier, up to ``ROOM_SECONDS``, only shows how the room sounds."""

ROOM_SECONDS = 1.0

SPOKEN_SECONDS = 0.6
"""When a phrase of one word that opens a stretch is taken to be over, for who goes on behind it."""

CLEARED_MORE = 3.5
"""And what it must gain more: sound that was cleared is a little like any word. In 50 minutes of speech 4 m away two
false alarms came by it, with 2.3 and 3.0 more."""

NEAREST = 200
"""Words whose letters are most like a word. What has it within is no rival: "computer, s..." is like "computers"."""

RIVAL_PER_HOUR = 0.001
"""How often a rival is said in an hour of talk, at least: what nobody says ("jarvie", "smart miller") wakes nothing."""

RIVALS = 50
"""The most rivals of a phrase."""

RIVAL_LETTERS = 0.5
"""Least share of letters that a rival has."""

RIVAL_MARGIN = 0.0
"""Least margin over the rivals, in natural logarithms of likelihood, in clear sound: in noise and echo they are too
much like the phrase, and one of 40 people who says it would be lost. Of 60 words that sound most like "computer" and
"jarvis", names that nobody says among them, by two voices in clear sound, 75 of 120 woke it without rivals, and 61 so.
"""

RIVALLED = -5.0
"""The margin over anything of what is rather one of the rivals: no yes, and a later look may find more."""

AGREEING = 2
"""Second looks at a wake phrase that must agree."""

AGREEING_MORE = -1.0
"""And what their mean must gain more than one alone: so as many of people's phrases are found as by one."""

SURE_MORE = 3.0
"""A wake phrase in noise or echo that gains less than so much more is confirmed by a look at cleared sound."""

CONFIRMING = 0.5
"""What counts of the margin in cleared sound, beside that in the sound as it is."""

CONFIRMED_MORE = 3.5
"""And what both together must gain more. Of 240 times that people said one of three phrases 4 m away, 204 are found,
and 210 without; of 19 false alarms of "computer" in two hours of speech 4 m away 7 are left. With 4.5: 199, and 3."""

LATE_SECONDS = 2.5
"""Of a stretch of speech, after which a phrase of one word does not open it: people said theirs after up to 2.2 s."""

LATE_MORE = 2.65
"""And what it must gain more then than one alone."""

SENSITIVITIES = (0.0, 0.5, 1.0)

MARGINS = (9.3, 4.0, -4.0)
"""Least margin at these sensitivities, in natural logarithms of likelihood."""

FAR_MARGIN = -16.7
"""A margin after which no yes comes. Measured with Vosk's small English model: of 716 times that people said one of
three phrases, in quiet and in kitchen noise at 10 and 6 dB, none had less than -10.7 before the yes. In other speech
half of the second looks are spared."""

FRAME_SECONDS = 0.03
"""One frame of the recogniser, after its subsampling by three."""

ALTERNATIVES = 10
"""Alternatives to the best words for a sound that are looked through for the phrase: in a noisy room it may be a little
more likely that nothing was said, or a part of it."""

MOST_WAITING = 16
"""Second looks that may wait for their thread: those of two sights, as a question that begins with the phrase often
gives one more. On a machine that cannot keep up the oldest are dropped."""


T = TypeVar("T")


@dataclass(slots=True)
class _Sight:
    """A phrase that the first look saw, after ``seen_at`` bytes of all sound."""

    phrase: str
    seen_at: int
    agreeing: int = 1  # second looks that must agree
    more: float = 0.0  # what they must gain more than the least margin
    looks: int = 0
    margin: float = 0.0  # of the last look
    margins: list[float] = field(default_factory=list)

    def gained(self, margin: float) -> float:
        """What the phrase gains with one more look; minus infinity before enough were taken."""
        self.margins.append(margin)
        best = sorted(self.margins)[-self.agreeing :]
        return fmean(best) - self.more if len(best) == self.agreeing else -np.inf


@dataclass(frozen=True, slots=True)
class _Look:
    """A second look at ``pcm``, before which ``room`` was heard; ``gained``: what the phrase did that it confirms."""

    sight: _Sight
    margin: Future[float]
    pcm: bytes
    room: bytes
    gained: float | None = None


class SecondLook:
    """What the spotters of one listener share: ``anything``, a recogniser of it, the largest part of their memory.

    Every look runs on the one thread of ``beside``, or in line on the caller's where that is None: then what is found
    does not depend on how fast the sound comes. Rivals are looked for on ``later``: looks before that know none.
    """

    def __init__(self, model: VoskModel, anything: Any, beside: Background | None, later: Background | None) -> None:
        self.model = model
        self._anything = anything
        self._beside = beside
        self._later = later
        self._rivals: dict[str, Any] = {}

    @classmethod
    def load(cls, model: VoskModel, beside: Background | None = None, later: Background | None = None) -> Self:
        """Make the recogniser. Raises ModelError where ``model`` is damaged."""
        return cls(model, likely_recogniser(model), beside, later)

    def take(self, sight: _Sight, alone: Any, pcm: bytes, room: bytes | None = None) -> Future[float]:
        """Look at ``pcm`` with ``alone``, the recogniser of the phrase; the margin, once that is done.

        With ``room``, what was heard before it, it is looked at without the echo and noise that are in both.
        """
        return _run(self._beside, partial(self._margin, sight, alone, pcm, room))

    def find_rivals(self, phrases: Sequence[str]) -> None:
        """Look for the words that sound like those of ``phrases``."""
        for phrase in phrases:
            _run(self._later, partial(self._find_rivals, phrase))

    def _find_rivals(self, phrase: str) -> None:
        if rivals := rivals_of(phrase, self.model.path):
            self._rivals[phrase] = likely_recogniser(self.model, rivals, ALTERNATIVES)

    def _margin(self, sight: _Sight, alone: Any, pcm: bytes, room: bytes | None) -> float:
        """What a look finds; the last margin again if that was far off."""
        if room is not None:
            return self.margin(sight.phrase, alone, cleared(room + pcm, PHRASE_FACTOR)[len(room) :])
        if not -np.inf < sight.margin < FAR_MARGIN:
            sight.margin = self.margin(sight.phrase, alone, pcm)
        return sight.margin

    def margin(self, phrase: str, alone: Any, pcm: bytes) -> float:
        """Log likelihood that ``pcm`` gains as ``phrase``, by the recogniser ``alone``, over anything."""
        likelihoods = [likelihood for text, likelihood in _decoded(alone, pcm) if _count(phrase, text)]
        if not likelihoods:  # the grammar of "be quiet" takes "quiet" alone too
            return -np.inf
        margin = likelihoods[0] - _decoded(self._anything, pcm)[0][1]
        rivals = self._rivals.get(phrase)
        if rivals is not None and margin >= MARGINS[-1] and not is_noisy(pcm):
            # Several of them in a row fit whatever is said behind the phrase.
            single = (found for text, found in _decoded(rivals, pcm) if text.count(" ") == phrase.count(" "))
            if likelihoods[0] - max(single, default=-np.inf) < RIVAL_MARGIN:
                return min(margin, RIVALLED)
        return margin


class VoskSpotter:
    """Finds phrases of words that the model knows, in lower case.

    ``first`` is the recogniser of all the phrases, ``alone`` has one for each phrase; ``least_margin`` is in natural
    logarithms of likelihood. ``opening``: a phrase stands where a stretch of speech begins, which is where the sound
    ends that ``accept`` gets for the first time since ``reset``.
    """

    def __init__(
        self, first: Any, alone: Mapping[str, Any], second: SecondLook, least_margin: float, *, opening: bool
    ) -> None:
        self._first = first
        self._alone = alone
        self._second = second
        self._least_margin = least_margin
        self._opening = opening
        self._opens_at: int | None = None
        self._not_cleared: list[str] = []
        self._recent = bytearray()
        longest = ROOM_SECONDS + max(BEFORE_SECONDS + OPENING_SECONDS, *(seconds for _, seconds in LOOKS))
        self._recent_bytes = max((_look_bytes(phrase, longest) for phrase in alone), default=0)
        self._sights: list[_Sight] = []
        self._seen: dict[str, int] = {}
        self._looks: deque[_Look] = deque(maxlen=MOST_WAITING)
        self._heard_bytes = 0

    @classmethod
    def load(
        cls, phrases: Sequence[str], second: SecondLook, *, sensitivity: float = 0.5, opening: bool = False
    ) -> Self:
        """Make the recognisers. Raises ModelError where the model is damaged.

        ``sensitivity`` is 0 to 1 and moves the least margin in straight lines between ``MARGINS``: what a lower one
        accepts, a higher one accepts too.
        """
        phrases = list(dict.fromkeys(phrases))
        if opening:
            second.find_rivals(phrases)
        return cls(
            second.model.recogniser([*phrases, _UNKNOWN]),
            {phrase: likely_recogniser(second.model, [phrase], ALTERNATIVES) for phrase in phrases},
            second,
            float(np.interp(sensitivity, SENSITIVITIES, MARGINS)),
            opening=opening,
        )

    @property
    def undecided(self) -> bool:
        """Whether a second look is not done yet."""
        return bool(self._looks)

    def accept(self, pcm: bytes) -> Spotted | None:
        """Take int16 mono sound at 16 kHz; a phrase as soon as both looks have found it. Then it begins anew."""
        if self._opening and self._opens_at is None:
            self._opens_at = self._heard_bytes + len(pcm)
            self._not_cleared = list(self._alone)
        for start in range(0, len(pcm), CHUNK_BYTES):
            chunk = pcm[start : start + CHUNK_BYTES]
            self._recent += chunk
            del self._recent[: -self._recent_bytes]
            self._heard_bytes += len(chunk)
            self._look_again()
            self._look_at_opening()
            self._look_first(chunk)
            if (found := self._found()) is not None:
                sight, margin = found
                self.reset()
                return Spotted(sight.phrase, (self._heard_bytes - sight.seen_at) / _bytes(1.0), score(margin))
        return None

    def reset(self) -> None:
        """Forget the sound so far; a second look that is under way counts no more."""
        forget(self._first)
        self._recent.clear()
        self._sights.clear()
        self._seen.clear()
        self._opens_at = None
        self._not_cleared = []
        while self._looks:
            self._looks.popleft().margin.cancel()

    def _look_first(self, chunk: bytes) -> None:
        """The first look. A final result instead of partial ones would come too late, and often take a phrase back."""
        if self._first.AcceptWaveform(chunk):
            text = json.loads(self._first.Result())["text"]
        else:
            text = json.loads(self._first.PartialResult())["partial"]
        seen = {phrase: _count(phrase, text) for phrase in self._alone}
        self._sights += [self._sight(phrase) for phrase, count in seen.items() if count > self._seen.get(phrase, 0)]
        self._seen = seen

    def _sight(self, phrase: str) -> _Sight:
        """One of now."""
        if self._opens_at is None:
            return _Sight(phrase, self._heard_bytes)
        late = self._heard_bytes - self._opens_at > _look_bytes(phrase, LATE_SECONDS)
        return _Sight(phrase, self._heard_bytes, AGREEING, LATE_MORE if late else AGREEING_MORE)

    def _look_again(self) -> None:
        """Take the second looks that are due."""
        for sight in self._sights:
            waited = self._heard_bytes - sight.seen_at
            due = [seconds for wait, seconds in LOOKS[sight.looks :] if _bytes(wait) <= waited]
            for seconds in due:
                self._take(sight, seconds)
            sight.looks += len(due)
        self._sights = [sight for sight in self._sights if sight.looks < len(LOOKS)]

    def _look_at_opening(self) -> None:
        """Take the looks at what opens the stretch that are due."""
        if self._opens_at is None:
            return
        heard = self._heard_bytes - self._opens_at
        for phrase in [one for one in self._not_cleared if _look_bytes(one, OPENING_SECONDS) <= heard]:
            self._not_cleared.remove(phrase)
            sight = _Sight(phrase, self._opens_at + _look_bytes(phrase, SPOKEN_SECONDS), more=CLEARED_MORE)
            self._take(sight, BEFORE_SECONDS + OPENING_SECONDS, clear=True)

    def _take(self, sight: _Sight, seconds: float, *, clear: bool = False) -> None:
        """Begin a second look at the last ``seconds``; ``clear``: without the echo and noise of the room."""
        count = _look_bytes(sight.phrase, seconds)
        pcm, room = bytes(self._recent[-count:]), bytes(self._recent[-count - _bytes(ROOM_SECONDS) : -count])
        if len(self._looks) == MOST_WAITING:
            self._looks.popleft().margin.cancel()
        margin = self._second.take(sight, self._alone[sight.phrase], pcm, room if clear else None)
        self._looks.append(_Look(sight, margin, pcm, room))

    def _found(self) -> tuple[_Sight, float] | None:
        """The first sight, of those whose second looks are done, that they say yes to, and what it gained."""
        while self._looks and self._looks[0].margin.done():
            look = self._looks.popleft()
            sight, margin = look.sight, look.margin.result()
            if look.gained is not None:
                if look.gained + CONFIRMING * margin >= self._least_margin + CONFIRMED_MORE:
                    return sight, look.gained
                continue
            if (gained := sight.gained(margin)) < self._least_margin:
                continue
            if sight.agreeing == 1 or gained >= self._least_margin + SURE_MORE or not is_noisy(look.pcm):
                return sight, gained
            confirming = self._second.take(sight, self._alone[sight.phrase], look.pcm, look.room)
            self._looks.appendleft(_Look(sight, confirming, look.pcm, look.room, gained))
        return None


def score(margin: float) -> float:
    """How sure a phrase is that has this ``margin``, from 0 to 1: it counts from a sensitivity of 1 less that on."""
    return 1.0 - float(np.interp(-margin, [-least for least in MARGINS], SENSITIVITIES))


def _run(thread: Background | None, work: Callable[[], T]) -> Future[T]:
    """Do ``work`` on ``thread``, or in line where that is None."""
    if thread is not None:
        return thread.submit(work)
    future: Future[T] = Future()
    future.set_result(work())
    return future


@lru_cache(maxsize=16)
def rivals_of(phrase: str, folder: Path) -> Sequence[str]:
    """What people say, and is ``phrase`` but for one word that looks like its own; by the model in ``folder``."""
    words = phrase.split()
    near = [
        " ".join([*words[:place], like, *words[place + 1 :]])
        for place, word in enumerate(words)
        for like in nearest(word, folder, NEAREST, RIVAL_LETTERS)
        if word not in like
    ]
    rates = said_per_hour(near, folder)
    return [rival for rival in near if rates.get(rival, 0.0) >= RIVAL_PER_HOUR][:RIVALS]


def likely_recogniser(model: VoskModel, grammar: Sequence[str] | None = None, alternatives: int = 1) -> Any:
    """A new recogniser whose results carry the log likelihood. Raises ModelError where ``model`` is damaged."""
    recogniser = model.recogniser(grammar)
    recogniser.SetMaxAlternatives(alternatives)
    return recogniser


def _decoded(recogniser: Any, pcm: bytes) -> list[tuple[str, float]]:
    """The words for all of ``pcm`` and their log likelihood, the most likely first."""
    recogniser.AcceptWaveform(pcm)
    found = json.loads(recogniser.FinalResult())["alternatives"]
    return [(str(one["text"]), float(one["confidence"])) for one in found]


def _count(phrase: str, text: str) -> int:
    """How often ``text`` holds the words of ``phrase``."""
    return f" {text} ".replace(" ", "  ").count(f" {phrase} ".replace(" ", "  "))


def _look_bytes(phrase: str, seconds: float) -> int:
    """The sound that a look at ``phrase`` hears, where one at a single word hears ``seconds``."""
    return _bytes(seconds + WORD_SECONDS * phrase.count(" "))


def _bytes(seconds: float) -> int:
    """Length of int16 sound at 16 kHz."""
    return round(seconds * RATE_HZ) * SAMPLE_BYTES
