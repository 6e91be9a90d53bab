"""The English parsers, put together."""

from myna.nlu.en import arithmetic, dates, numbers, questions
from myna.nlu.en.units import EnglishUnits
from myna.nlu.parsers import Parsers


def english_parsers(tag: str) -> Parsers:
    """The parsers for the region ``tag`` (``en-us``, ``en-gb``)."""
    return Parsers(numbers, arithmetic, dates, EnglishUnits(tag), questions, tag)
