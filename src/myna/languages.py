"""The words of each language that Myna itself must know: ``languages.yaml``, which says what each is for.

A language that is not listed there works, without stop words and with one endpoint for every sentence.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from myna.tables import read_table

Organ = Literal["microphone", "brain", "speech", "model", "no-model", "server", "command"]


@dataclass(frozen=True, slots=True)
class Language:
    """Words in lower case, as the speech model writes them, and the sentences for failures and for a silence."""

    stop: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    hesitations: frozenset[str] = frozenset()
    failures: dict[Organ, str] = field(default_factory=dict)
    filler: str = ""


def language(tag: str) -> Language:
    """The words of the language ``tag`` (``en-us``, ``de``)."""
    entry = _table().get(tag.partition("-")[0])
    if entry is None:
        return Language()
    sets = {name: frozenset(entry[name]) for name in ("openings", "unfinished", "hesitations")}
    return Language(stop=tuple(entry["stop"]), failures=entry["failures"], filler=entry["filler"], **sets)


@cache
def _table() -> dict[str, Any]:
    return read_table(files("myna").joinpath("languages.yaml"))
