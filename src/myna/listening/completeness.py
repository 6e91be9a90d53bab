"""Whether the words so far are a whole question or command, or the user is likely to go on. Pure.

Its rules:

1. Behind some words more must follow ("the", "um"); a stop word is whole.
2. Where the language has a table of how people end what they say (``nlu/sentence_ends.py``), that decides. One word or
   two may be a whole answer, whatever it says.
3. Elsewhere a sentence of some words counts as whole that begins like a question or a command.

A wrong guess costs little: after too short a silence the user may still go on, and too long a silence is bounded.
"""

from enum import Enum, auto

from myna.nlu.languages import Language
from myna.nlu.sentence_ends import SentenceEnds

LEAST_WORDS = 3
"""Words from which on a sentence may be told whole by its first word, or not whole by its last ones."""


class Completeness(Enum):
    """What the words so far sound like."""

    SURE = auto()
    """A whole question or command, behind which people seldom go on."""
    COMPLETE = auto()
    """A whole question or command."""
    UNCLEAR = auto()
    """Either is possible."""
    OPEN = auto()
    """The user is likely to go on."""
    INCOMPLETE = auto()
    """More words must follow."""


_LEAST = (
    (0.3, Completeness.SURE),
    (0.1, Completeness.COMPLETE),
    (0.03, Completeness.UNCLEAR),
    (0.01, Completeness.OPEN),
    (0.0, Completeness.INCOMPLETE),
)
"""The least probability of a sentence's end for each. Of 213 pauses within requests that no table had seen, 19 % are
taken for the end so, and 40 % without the table; half of the whole ones are over 0.12 s earlier."""


def completeness(text: str, language: Language, ends: SentenceEnds | None = None) -> Completeness:
    """How complete ``text`` is (lower case, as the recogniser writes it), by ``ends`` where the language has them."""
    if text in language.stop:
        return Completeness.SURE
    words = text.split()
    if not words:
        return Completeness.UNCLEAR
    if words[-1] in language.unfinished or words[-1] in language.hesitations:
        return Completeness.INCOMPLETE
    is_short = len(words) < LEAST_WORDS
    if ends is None:
        begins = words[0] in language.openings
        return Completeness.COMPLETE if begins and not is_short else Completeness.UNCLEAR
    probability = ends.probability(text)
    found = next(one for least, one in _LEAST if probability >= least)
    return Completeness.UNCLEAR if is_short and found in (Completeness.OPEN, Completeness.INCOMPLETE) else found
