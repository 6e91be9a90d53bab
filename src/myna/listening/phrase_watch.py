"""Watching for a phrase, in speech and shortly after it alone, so that silence costs the processor nothing."""

from myna.core.ports import PhraseSpotter, Spotted
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS
from myna.listening.pre_roll import PreRoll, ScoredChunk, pcm

LEAD_SECONDS = 0.4
"""Seconds of sound before speech that the spotter gets too, since a phrase may begin softly."""

TAIL_SECONDS = 1.0
"""Seconds of silence after which a stretch of speech is over."""

END_SECONDS = 0.4
"""Seconds of silence after the end of a recording, in which the spotter may still recognise a phrase."""

SECONDS_PER_WORD = 0.9
"""The longest that a word takes: a long one, said slowly."""


class PhraseWatch:
    """Gives stretches of speech to a spotter; ``threshold`` is the probability from which a chunk is speech."""

    def __init__(self, spotter: PhraseSpotter, threshold: float) -> None:
        self._spotter = spotter
        self._threshold = threshold
        self._spotting = False
        self._speech_at = 0.0

    def hear(self, scored: ScoredChunk, pre_roll: PreRoll) -> Spotted | None:
        """Take the newest chunk, which ``pre_roll`` has too; the phrase that was just recognised, if any."""
        at = scored.chunk.at
        if scored.probability >= self._threshold:
            self._speech_at = at
            if not self._spotting:
                self._spotting = True
                return self._spotter.accept(pcm(pre_roll.since(at - CHUNK_SECONDS - LEAD_SECONDS)))
        if not self._spotting:
            return None
        if at - self._speech_at > TAIL_SECONDS:
            self.reset()
            return None
        return self._spotter.accept(scored.chunk.pcm)

    def end(self) -> Spotted | None:
        """Take the end of the sound; the phrase at its very end, if any."""
        if not self._spotting:
            return None
        chunks = round(END_SECONDS / CHUNK_SECONDS)
        return next(filter(None, (self._spotter.accept(bytes(CHUNK_BYTES)) for _ in range(chunks))), None)

    @property
    def is_spotting(self) -> bool:
        """Whether there is speech, or was a moment ago."""
        return self._spotting

    def reset(self) -> None:
        """Forget the sound so far. Costs nothing where there was no speech, so that it may be called at every chunk."""
        if self._spotting:
            self._spotter.reset()
            self._spotting = False


def phrase_seconds(phrase: str) -> float:
    """The longest that saying ``phrase`` takes, in seconds."""
    return SECONDS_PER_WORD * len(phrase.split())
