"""How the assistant behaves in a conversation."""

from dataclasses import dataclass

from myna.nlu.languages import Language

ECHO_SECONDS = 0.3
"""How long the room sounds on after the last word: so much is not listened to."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How it behaves: the keys of the configuration that are about conversations.

    ``lasting``: the microphone may fail and come back.
    """

    language: Language
    always_listen: bool = False
    follow_up_seconds: float = 0.0
    chime: bool = False
    lasting: bool = False
