"""The words of each language that Myna itself must know: ``LANGUAGE/language.yaml``.

A file holds, in lower case and as the speech model writes them:

- ``stop``: said while Myna speaks, or instead of a question, they make it silent. Words that the speech model does not
  know are left out.
- ``openings``: a sentence of three words or more that begins with one of these is a whole question or command,
- ``unfinished``: unless its last word is one of these, or one of the
- ``hesitations``: sounds that people make while they think.
- ``failures``: what Myna says when a component failed, or a command of the user's own, which has a {name}.
- ``filler``: what it says where an answer takes long.

A language without a file works, without stop words and with one endpoint for every sentence.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from myna.core.tables import read_table

Component = Literal["microphone", "brain", "speech", "model", "no-model", "server", "command"]
"""What can fail in a way that Myna tells aloud: the keys of ``failures``."""


@dataclass(frozen=True, slots=True)
class Language:
    """Words in lower case, as the speech model writes them, and the sentences for failures and for a silence."""

    stop: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    hesitations: frozenset[str] = frozenset()
    failures: dict[Component, str] = field(default_factory=dict)
    filler: str = ""


@cache
def language(tag: str) -> Language:
    """The words of the language ``tag`` (``en-us``, ``de``)."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "language.yaml")
    if not file.is_file():
        return Language()
    entry = read_table(file)
    sets = {name: frozenset(entry[name]) for name in ("openings", "unfinished", "hesitations")}
    return Language(stop=tuple(entry["stop"]), failures=entry["failures"], filler=entry["filler"], **sets)
