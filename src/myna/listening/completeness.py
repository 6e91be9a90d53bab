"""Whether the words so far are a whole question or command, or the user is likely to go on. Pure.

The first and the last word decide, by a small table for each language. A wrong guess costs little: after too short a
silence the user may still go on, and too long a silence is bounded.
"""

from enum import Enum, auto

from myna.nlu.languages import Language

LEAST_WORDS = 3
"""Words from which on a sentence with a known first word counts as whole ("who are you")."""


class Completeness(Enum):
    """What the words so far sound like."""

    COMPLETE = auto()
    """A whole question or command."""
    UNCLEAR = auto()
    """Either is possible."""
    INCOMPLETE = auto()
    """More words must follow."""


def completeness(text: str, language: Language) -> Completeness:
    """How complete ``text`` is (lower case, as the recogniser writes it)."""
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
