"""What each language has of its own beside its tables."""

from collections.abc import Callable, Mapping

from myna.nlu.claims import Claims
from myna.nlu.en.claims import EnglishClaims
from myna.nlu.en.parsers import english_parsers
from myna.nlu.en.understanding import EnglishUnderstanding
from myna.nlu.parsers import Parsers
from myna.nlu.understanding import GuardsAlone, Understanding

PARSERS: Mapping[str, Callable[[str], Parsers]] = {"en": english_parsers}
"""What puts a language's parsers together, by the language; it takes the whole tag, since regions differ."""

UNDERSTANDINGS: Mapping[str, Callable[[], Understanding]] = {"en": EnglishUnderstanding}
"""The languages that have a classifier."""


CLAIMS: Mapping[str, Claims] = {"en": EnglishClaims()}
"""How a language model claims acts, by the language."""


def claims_of(tag: str) -> Claims | None:
    """How acts are claimed in the language ``tag`` (``en-us``); None where that is not known."""
    return CLAIMS.get(tag.partition("-")[0])


def parsers_of(tag: str) -> Parsers | None:
    """The parsers of the language ``tag`` (``en-us``); None where the language has none."""
    make = PARSERS.get(tag.partition("-")[0])
    return None if make is None else make(tag)


def understanding_of(tag: str) -> Understanding:
    """The guards of the language ``tag`` (``en-us``, ``de``), and its classifier if it has one; reads nothing yet."""
    make = UNDERSTANDINGS.get(tag.partition("-")[0])
    return GuardsAlone(tag) if make is None else make()
