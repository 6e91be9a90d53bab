"""The words of each language that the listener and the session need: ``LANGUAGE/language.yaml``.

A file has these members; words are in lower case, as the speech model writes them:

- ``stop``: phrases that silence Myna while it speaks, or instead of a question. Those with a word that the speech model
  does not know are left out.
- ``openings``: words that a whole question or command of three words or more begins with.
- ``unfinished``: words that a whole sentence does not end with.
- ``hesitations``: sounds that people make while they think; a whole sentence does not end with them either.
- ``failures``: sentences that Myna says when a component failed. That for a command of the user's own has a {name}.
- ``filler``: a sentence that Myna says where an answer takes long.

A language without a file works, without stop phrases and with one endpoint for every sentence.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from myna.core.tables import read_table

Component = Literal["microphone", "brain", "speech", "model", "no-model", "server", "disk", "command"]
"""What can fail so that Myna says it aloud: the keys of ``failures``."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; the module's docstring says what each member is."""

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
    table = read_table(file)
    sets = {name: frozenset(table[name]) for name in ("openings", "unfinished", "hesitations")}
    return Language(stop=tuple(table["stop"]), failures=table["failures"], filler=table["filler"], **sets)


def requests_file(tag: str) -> Traversable | None:
    """What people say in the language ``tag`` (``en-us``), for ``requests.py``; None where that is not collected."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "requests.txt")
    return file if file.is_file() else None
