"""What each language has of its own beside its tables.

The code of a language is imported when it is first asked for: that of English takes as long as all the rest of a start.
"""

from collections.abc import Callable, Mapping
from importlib.resources import files

from myna.core.tables import read_table
from myna.nlu.claims import Claims
from myna.nlu.lead_table import LeadTable
from myna.nlu.list_table import ListTable
from myna.nlu.number_table import NumberTable
from myna.nlu.parsers import Basics, Parsers
from myna.nlu.politeness import plainer
from myna.nlu.sum_table import SumTable
from myna.nlu.title_table import TitleQuestions, TitleTable, knowledge_table
from myna.nlu.understanding import TableUnderstanding, Understanding


def _english_parsers(tag: str) -> Parsers:
    from myna.nlu.en.parsers import english_parsers

    return english_parsers(tag)


def _english_understanding() -> Understanding:
    from myna.nlu.en.understanding import EnglishUnderstanding

    return EnglishUnderstanding()


def _english_titles() -> TitleQuestions:
    from myna.nlu.en.questions import titles

    return titles


def _english_claims() -> Claims:
    from myna.nlu.en.claims import EnglishClaims

    return EnglishClaims()


PARSERS: Mapping[str, Callable[[str], Parsers]] = {"en": _english_parsers}
"""What puts a language's parsers together, by the language; it takes the whole tag, since regions differ."""

UNDERSTANDINGS: Mapping[str, Callable[[], Understanding]] = {"en": _english_understanding}
"""The languages that have a classifier."""

TITLES: Mapping[str, Callable[[], TitleQuestions]] = {"en": _english_titles}
"""The languages whose questions for titles are read by code of their own; others have a table."""

CLAIMS: Mapping[str, Callable[[], Claims]] = {"en": _english_claims}
"""How a language model claims acts, by the language."""


def claims_of(tag: str) -> Claims | None:
    """How acts are claimed in the language ``tag`` (``en-us``); None where that is not known."""
    make = CLAIMS.get(tag.partition("-")[0])
    return None if make is None else make()


def parsers_of(tag: str) -> Parsers | None:
    """The parsers of the language ``tag`` (``en-us``); None where the language has none."""
    make = PARSERS.get(tag.partition("-")[0])
    return None if make is None else make(tag)


def basics_of(tag: str) -> Basics | None:
    """What reads numbers, sums and lists in the language ``tag``: its parsers, or ``LANGUAGE/parsers.yaml``."""
    if (parsers := parsers_of(tag)) is not None:
        return parsers
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "parsers.yaml")
    if not file.is_file():
        return None
    table = read_table(file)
    numbers = NumberTable.read(table["numbers"])
    return Basics(numbers, SumTable.read(table["sums"], numbers), ListTable.read(table["lists"]))


def understanding_of(tag: str) -> Understanding:
    """The guards of the language ``tag`` (``en-us``, ``de``), and what classifies its sentences; reads nothing yet."""
    make = UNDERSTANDINGS.get(tag.partition("-")[0])
    return TableUnderstanding(tag) if make is None else make()


def title_questions_of(tag: str) -> TitleQuestions | None:
    """What reads questions for titles in the language ``tag`` (``en-us``); None where nothing does."""
    language = tag.partition("-")[0]
    if language in TITLES:
        return TITLES[language]()
    table = knowledge_table(language)
    return None if table is None else TitleTable.read(table, plainer(tag))


def leads_of(tag: str) -> LeadTable | None:
    """What reads the first sentences of articles in the language ``tag``; None where nothing does."""
    table = knowledge_table(tag)
    return None if table is None else LeadTable.read(table)
