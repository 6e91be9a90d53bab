"""Whether the words so far are a whole question or command, or the speaker means to go on. Pure.

It looks at the first and the last word alone: a small table a language, and nothing that a longer sentence could upset.
A wrong guess costs little: too short a silence is made good when the speaker goes on, too long a one is bounded.
"""

from myna.ear.endpoint import Ending
from myna.languages import Language

LEAST_WORDS = 3
"""The shortest sentence that its opening makes whole ("who are you")."""


def ending(text: str, language: Language) -> Ending:
    """What ``text`` (lower case, as the recogniser writes it) sounds like."""
    if text in language.stop:
        return Ending.WHOLE
    words = text.split()
    if not words:
        return Ending.PLAIN
    if words[-1] in language.unfinished or words[-1] in language.hesitations:
        return Ending.OPEN
    return Ending.WHOLE if len(words) >= LEAST_WORDS and words[0] in language.openings else Ending.PLAIN
