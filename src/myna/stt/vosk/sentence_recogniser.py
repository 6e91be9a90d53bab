"""A recogniser that expects some sentences, and tells how likely each is that it heard."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from myna.core.ports import Transcriber, Transcript
from myna.core.sound import RATE_HZ, SAMPLE_BYTES
from myna.stt.vosk.model import VoskModel, forget
from myna.stt.vosk.phrase_spotter import FRAME_SECONDS

ALTERNATIVES = 10
"""Sentences that a recogniser may give; a narrow beam leaves two or three."""

NEARLY = 0.7
"""By how much less likely something else is that may have been said as well, in natural logarithms of likelihood: half
as likely. Of 200 orders with "fifteen", "fifty" and their like, by five voices at 10 and 20 dB of noise, 96 were
misheard; 16 of these are asked back so, and 15 of the other 104."""

AGAINST = 3.0
"""The same of what would keep an order from being done, such as a "don't" before it: a needless question does less harm
than an order that nobody gave. Of 300 requests that one voice said at 15 dB of noise, 6 are asked back so, and 5 with
``NEARLY``; of 112 sentences of two voices that only mention a skill's order, 2 fewer are done."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A final transcript; ``free``: the words as free speech; ``anything``: their log likelihood.

    ``found`` are all that free speech may be, the likeliest first. ``clear`` is the sound without noise and echo, where
    that was listened to.
    """

    transcript: Transcript
    free: str
    anything: float
    found: "Sequence[Heard]" = ()
    clear: bytes = b""


class LikelyTranscriber(Transcriber, Protocol):
    """A transcriber that knows how likely the sound is as anything that may be said."""

    def finish_likely(self) -> Finished:
        """Force the final transcript of all that was accepted, and begin anew."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence that was heard, and its log likelihood."""

    text: str
    likelihood: float


class SentenceRecogniser:
    """Hears what ``recogniser`` expects, a ``vosk.KaldiRecognizer`` that gives alternatives; a pause ends nothing."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        self._phrase = ""
        self._sound = bytearray()

    @classmethod
    def load(cls, model: VoskModel, sentences: Sequence[str]) -> Self:
        """Make it of ``sentences``, of which it counts the words and which word follows which. Raises ModelError."""
        recogniser = model.recogniser(sentences)
        recogniser.SetMaxAlternatives(ALTERNATIVES)
        return cls(recogniser)

    @property
    def frames(self) -> float:
        """How many frames of sound it has heard."""
        return len(self._sound) / (SAMPLE_BYTES * RATE_HZ * FRAME_SECONDS)

    @property
    def sound(self) -> bytes:
        """The sound that it has heard."""
        return bytes(self._sound)

    def begin(self, skip_phrase: str = "") -> None:
        """Forget the sound so far; ``skip_phrase`` is left out of what is heard from now on."""
        self._phrase = skip_phrase
        self._sound.clear()
        forget(self._recogniser)

    def accept(self, pcm: bytes) -> None:
        """Take int16 mono sound at 16 kHz."""
        self._sound += pcm
        self._recogniser.AcceptWaveform(pcm)  # whatever it returns: a pause does not end a sentence

    def partial(self) -> str:
        """What was heard so far."""
        return self._unnamed(json.loads(self._recogniser.PartialResult())["partial"])

    def finish(self) -> list[Heard]:
        """What was heard in all, the likeliest first; there is at least one. ``begin`` must follow."""
        found = json.loads(self._recogniser.FinalResult())["alternatives"]
        return [Heard(self._unnamed(other["text"]), other["confidence"]) for other in found]

    def heard_in(self, pcm: bytes, skip_phrase: str = "") -> list[Heard]:
        """What is heard in all of ``pcm``, int16 mono sound at 16 kHz; the likeliest first. ``begin`` must follow."""
        self.begin(skip_phrase)
        self.accept(pcm)
        return self.finish()

    def _unnamed(self, text: str) -> str:
        """``text`` without the wake phrase."""
        return f" {text.strip()} ".rpartition(f" {self._phrase} ")[2].strip() if self._phrase else text.strip()


def each_once(found: Iterable[Heard]) -> list[Heard]:
    """Each sentence of those ``found`` once, where it is likeliest; the likeliest sentence first."""
    likeliest = {heard.text: heard for heard in sorted(found, key=lambda heard: heard.likelihood)}
    return sorted(likeliest.values(), key=lambda heard: -heard.likelihood)


def nearly_as_likely(heard: Heard, found: Iterable[Heard]) -> tuple[str, ...]:
    """The other sentences of ``found``, the likeliest first, that may have been said as well as ``heard``."""
    near = dict.fromkeys(other.text for other in found if heard.likelihood - other.likelihood <= NEARLY)
    return tuple(text for text in near if text not in ("", heard.text))


def with_those_against(transcript: Transcript, found: Sequence[Heard], is_against: Callable[[str], bool]) -> Transcript:
    """``transcript``, whose alternatives have those too of all that was ``found`` that speak against it."""
    others = (*transcript.alternatives, transcript.text, "")
    near = dict.fromkeys(other.text for other in found if found[0].likelihood - other.likelihood <= AGAINST)
    against = tuple(text for text in near if text not in others and is_against(text))
    return replace(transcript, alternatives=(*transcript.alternatives, *against))


def share(likelihood: float, likelihoods: Iterable[float]) -> float:
    """How likely it is, from 0 to 1, that it was what has that log ``likelihood`` among all that have these."""
    return 1 / sum(math.exp(min(50.0, other - likelihood)) for other in likelihoods)


def known_phrases(model: VoskModel, phrases: Iterable[str]) -> list[str]:
    """Those of ``phrases`` of which ``model`` knows every word."""
    return [phrase for phrase in phrases if all(map(model.knows, phrase.split()))]
