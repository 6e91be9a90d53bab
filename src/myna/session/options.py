"""How a session behaves."""

from collections.abc import Callable
from dataclasses import dataclass

from myna.nlu.languages import Language

ECHO_SECONDS = 0.3
"""How long the room sounds on after the last word: so much is not listened to."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """The keys of the configuration that are about conversations.

    ``always_listen``: there is no wake phrase. ``follow_up_seconds``: how long the next question needs none after an
    answer; it is ``wary`` where what is said then may be for others, and ``asks`` tells whether that is worded as what
    is said to an assistant, None where nobody can. ``chime``: a sound says that it listens. ``state_sounds``:
    others say that it thinks, and that the microphone was closed or opened. ``lasting``: the microphone may fail and
    come back.
    """

    language: Language
    always_listen: bool = False
    follow_up_seconds: float = 0.0
    wary: bool = True
    asks: Callable[[str], bool] | None = None
    chime: bool = False
    state_sounds: bool = False
    lasting: bool = False
