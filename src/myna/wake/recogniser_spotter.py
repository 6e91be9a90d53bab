"""The wake phrase by the spotter of the speech recogniser: nothing is trained, and any words that it knows will do."""

from collections.abc import Sequence

from myna.core.errors import ListeningError
from myna.core.ports import PhraseSpotter, Recognisers, SpeechEngine

HINTED_WORDS = 3
"""Unknown words for which known ones are looked for; each takes a second or so on a Raspberry Pi."""


OFTEN_PER_HOUR = 3.0
"""How often a phrase may be said in an hour of talk before its owner is told."""


def load(phrases: Sequence[str], sensitivity: float, recognisers: Recognisers) -> PhraseSpotter:
    """A spotter of ``phrases``, in lower case; ``sensitivity`` is 0 to 1.

    Raises ListeningError for words that the speech engine does not know, and ModelError where its model is damaged.
    """
    check_phrases(phrases, recognisers.speech)
    return recognisers.spotter(phrases, sensitivity, opening=True)


def check_phrases(phrases: Sequence[str], speech: SpeechEngine) -> None:
    """Raises ListeningError for the words of ``phrases`` that ``speech`` does not know."""
    words = dict.fromkeys(word for phrase in phrases for word in phrase.split())
    unknown = [word for word in words if not speech.knows(word)]
    if not unknown:
        return
    near = {word: speech.nearest(word) for word in unknown[:HINTED_WORDS]}
    hints = [f"{', '.join(like)} for {word}" for word, like in near.items() if like]
    raise ListeningError(
        "wake-word-unknown",
        f"The speech model does not know {', '.join(unknown)}, which the wake phrase has.",
        "Set wake_word to words that it knows" + (f", such as {'; '.join(hints)}." if hints else "."),
    )


def said_often(phrases: Sequence[str], speech: SpeechEngine) -> list[str]:
    """A sentence about each of ``phrases`` that people say all the time; blocking, a second on a Raspberry Pi."""
    return [
        f'"{phrase}" is said about {rate:.0f} times in an hour of talk, and may wake Myna each time: '
        "two or three words that are seldom said together do not."
        for phrase, rate in speech.said_per_hour(phrases).items()
        if rate >= OFTEN_PER_HOUR
    ]
