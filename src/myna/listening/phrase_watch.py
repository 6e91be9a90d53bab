"""Watching for a phrase, in speech and shortly after it alone, so that silence costs the processor nothing."""

import math

from myna.core.ports import PhraseSpotter, Spotted
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS
from myna.listening.pre_roll import PreRoll, ScoredChunk, pcm

LEAD_SECONDS = 0.4
"""Seconds of sound before speech that the spotter gets too, since a phrase may begin softly."""

ROOM_SECONDS = 1.0
"""Seconds before that in which the wake phrase's spotter hears how the room sounds: as far as they were watched, and
nothing was found in them."""

TAIL_SECONDS = 1.0
"""Seconds of silence after which a stretch of speech is over."""

UNDECIDED_SECONDS = 8.0
"""Seconds of silence after which it is over although the spotter is undecided: that takes seconds on a slow board,
or on one that is busy, as at a start."""

END_SECONDS = 0.4
"""Seconds of silence after the end of a recording, in which the spotter may still recognise a phrase."""

SECONDS_PER_WORD = 0.9
"""The longest that a word takes: a long one, said slowly."""


class PhraseWatch:
    """Gives stretches of speech to a spotter; ``threshold`` is the probability from which a chunk is speech.

    Each comes with ``LEAD_SECONDS`` of the sound before it, and up to ``room_seconds`` more.
    """

    def __init__(self, spotter: PhraseSpotter, threshold: float, room_seconds: float = 0.0) -> None:
        self._spotter = spotter
        self._threshold = threshold
        self._room_seconds = room_seconds
        self._spotting = False
        self._speech_at = 0.0
        self._heard_at = -math.inf
        self._watched_from = 0.0

    def hear(self, scored: ScoredChunk, pre_roll: PreRoll) -> Spotted | None:
        """Take the newest chunk, which ``pre_roll`` has too; the phrase that was just recognised, if any."""
        at, before = scored.chunk.at, self._heard_at
        self._heard_at = at
        if not 0.0 < at - before < 1.5 * CHUNK_SECONDS:
            self._watched_from = at
        found = self._heard(scored, pre_roll)
        if found is not None:
            self._watched_from = at
        return found

    def _heard(self, scored: ScoredChunk, pre_roll: PreRoll) -> Spotted | None:
        at = scored.chunk.at
        if scored.probability >= self._threshold:
            self._speech_at = at
            if not self._spotting:
                self._spotting = True
                lead_at = at - CHUNK_SECONDS - LEAD_SECONDS
                room_at = min(lead_at, max(self._watched_from, lead_at - self._room_seconds))
                return self._spotter.accept(pcm(pre_roll.since(room_at)))
        if not self._spotting:
            return None
        silence = at - self._speech_at
        if silence > (UNDECIDED_SECONDS if self._spotter.undecided else TAIL_SECONDS):
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
