"""How a session behaves."""

from dataclasses import dataclass

from myna.nlu.languages import Language

ECHO_SECONDS = 0.3
"""How long the room sounds on after the last word: so much is not listened to."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """The keys of the configuration that are about conversations.

    ``always_listen``: there is no wake phrase. ``follow_up_seconds``: how long the next question needs none after an
    answer. ``chime``: a sound says that it listens. ``lasting``: the microphone may fail and come back.
    """

    language: Language
    always_listen: bool = False
    follow_up_seconds: float = 0.0
    chime: bool = False
    lasting: bool = False
