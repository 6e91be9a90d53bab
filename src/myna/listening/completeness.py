"""Whether the words so far are a whole question or command, or the speaker means to go on. Pure.

It looks at the first and the last word alone: a small table a language, and nothing that a longer sentence could upset.
A wrong guess costs little: too short a silence is made good when the speaker goes on, too long a one is bounded.
"""

from enum import Enum, auto

from myna.nlu.languages import Language

LEAST_WORDS = 3
"""The shortest sentence that its opening makes whole ("who are you")."""


class Completeness(Enum):
    """What the words so far sound like."""

    COMPLETE = auto()
    """A whole question or command."""
    UNCLEAR = auto()
    """Nobody can say."""
    INCOMPLETE = auto()
    """The speaker means to go on."""


def completeness(text: str, language: Language) -> Completeness:
    """What ``text`` (lower case, as the recogniser writes it) sounds like."""
    if text in language.stop:
        return Completeness.COMPLETE
    words = text.split()
    if not words:
        return Completeness.UNCLEAR
    if words[-1] in language.unfinished or words[-1] in language.hesitations:
        return Completeness.INCOMPLETE
    return (
        Completeness.COMPLETE if len(words) >= LEAST_WORDS and words[0] in language.openings else Completeness.UNCLEAR
    )
