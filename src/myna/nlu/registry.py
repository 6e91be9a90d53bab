"""The parsers of each language that has some."""

from collections.abc import Callable, Mapping

from myna.nlu.en.parsers import english_parsers
from myna.nlu.parsers import Parsers

PARSERS: Mapping[str, Callable[[str], Parsers]] = {"en": english_parsers}
"""What puts a language's parsers together, by the language; it takes the whole tag, since regions differ."""


def parsers_of(tag: str) -> Parsers | None:
    """The parsers of the language ``tag`` (``en-us``); None where the language has none."""
    make = PARSERS.get(tag.partition("-")[0])
    return None if make is None else make(tag)
