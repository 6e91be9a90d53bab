"""The English parsers, put together."""

from myna.nlu.en import arithmetic, dates, list_words, numbers, questions, schedules
from myna.nlu.en.units import EnglishUnits
from myna.nlu.parsers import Parsers


def english_parsers(tag: str) -> Parsers:
    """The parsers for the region ``tag`` (``en-us``, ``en-gb``)."""
    return Parsers(numbers, arithmetic, list_words, dates, EnglishUnits(tag), schedules, questions, tag)
