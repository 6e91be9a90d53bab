"""Finds wake phrases in a stream of sound, and nothing behind them: for who only wants to know when one was said."""

from myna.core.ports import PhraseSpotter, VoiceActivity
from myna.core.sound import AudioChunk
from myna.listening.phrase_watch import ROOM_SECONDS, PhraseWatch
from myna.listening.pre_roll import PreRoll
from myna.listening.sound_level import SoundLevel


class WakeStream:
    """Gives the sound of one microphone to ``spotter``; ``threshold`` is the probability from which a chunk is speech.

    Its engines are its own. It is used by one thread.
    """

    def __init__(self, spotter: PhraseSpotter, activity: VoiceActivity, threshold: float) -> None:
        self._watch = PhraseWatch(spotter, threshold, ROOM_SECONDS)
        self._activity = activity
        self._sound = SoundLevel(threshold)
        self._pre_roll = PreRoll()

    def hear(self, chunk: AudioChunk) -> list[tuple[str, float]]:
        """Take the next chunk; the phrase that was just recognised, if any, and the seconds of stream at its end."""
        heard = self._sound.scored(chunk, self._activity.accept, hold=False)
        self._pre_roll.add(heard)
        spotted = self._watch.hear(heard, self._pre_roll)
        if spotted is None:
            return []
        self._watch.reset()
        self._pre_roll.clear()  # what comes next is not heard with it before it
        return [(spotted.phrase, chunk.at - spotted.ago_seconds)]

    def end(self, at: float) -> list[tuple[str, float]]:
        """Take the end of the sound at stream time ``at``; the phrase at its very end, if any."""
        spotted = self._watch.end()
        return [] if spotted is None else [(spotted.phrase, at - spotted.ago_seconds)]
