"""Watching for a phrase while nobody is listened to: only in speech and shortly after, so that a quiet room is free."""

from myna.core.ports import PhraseSpotter, Spotted
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS
from myna.listening.pre_roll import PreRoll, ScoredChunk, pcm

LEAD_SECONDS = 0.4
"""Sound before the first speech that the spotter hears too, for a soft beginning."""

TAIL_SECONDS = 1.0
"""Silence after which a stretch of speech is over."""

END_SECONDS = 0.4
"""Silence behind the end of a recording that lets the spotter make up its mind."""


SECONDS_PER_WORD = 0.9
"""A long word, said slowly."""


class PhraseWatch:
    """One spotter, fed with stretches of speech; ``threshold`` is the probability from which a chunk is speech."""

    def __init__(self, spotter: PhraseSpotter, threshold: float) -> None:
        self._spotter = spotter
        self._threshold = threshold
        self._spotting = False
        self._speech_at = 0.0

    def hear(self, heard: ScoredChunk, pre_roll: PreRoll) -> Spotted | None:
        """Take the newest chunk, which ``recent`` holds too; the phrase that was just recognised, if any."""
        at = heard.chunk.at
        if heard.probability >= self._threshold:
            self._speech_at = at
            if not self._spotting:
                self._spotting = True
                return self._spotter.accept(pcm(pre_roll.since(at - CHUNK_SECONDS - LEAD_SECONDS)))
        if not self._spotting:
            return None
        if at - self._speech_at > TAIL_SECONDS:
            self.reset()
            return None
        return self._spotter.accept(heard.chunk.pcm)

    def end(self) -> Spotted | None:
        """The sound is over: the phrase at its very end, if any."""
        if not self._spotting:
            return None
        chunks = round(END_SECONDS / CHUNK_SECONDS)
        return next(filter(None, (self._spotter.accept(bytes(CHUNK_BYTES)) for _ in range(chunks))), None)

    @property
    def is_spotting(self) -> bool:
        """Whether there is speech, or was a moment ago."""
        return self._spotting

    def reset(self) -> None:
        """Forget the sound so far; nothing to do where it heard none, so that it may be called at every chunk."""
        if self._spotting:
            self._spotter.reset()
            self._spotting = False


def phrase_seconds(phrase: str) -> float:
    """How long a phrase takes at the most."""
    return SECONDS_PER_WORD * len(phrase.split())
