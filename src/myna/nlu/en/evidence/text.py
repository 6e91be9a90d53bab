"""Words, stems and rarities, as questions are compared with sentences by them. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from myna.nlu.en.stems import IRREGULAR
from myna.nlu.en.words import word_set

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*(?:[.,]\d+)*")

STOP_WORDS = word_set("""
    a about also an and another any are as at be been being but by call called can could did do does during for from
    had has have he her him his how i if in into is it its kind many may me might more most much must my name named no
    nor not of on one one's or other others our s she should so some sort such than that the their them then there
    these they this those to type us very was we were what when where which who whom whose why will with would you your
""")
"""Words that say little about what a sentence is about."""

PREPOSITIONS = word_set("""
    about across after against among around at before between by during for from in into near of on over through to
    toward towards under until with within without
""")

_KEPT = 2_000
"""Words that are kept with their stems: those of one question's articles."""

_stemmer = snowballstemmer.stemmer("english")


@lru_cache(_KEPT)
def stem(word: str) -> str:
    """The stem of ``word``, which is in lower case: Snowball's for English, of an irregular form that of its word."""
    return str(_stemmer.stemWord(IRREGULAR.get(word, word)))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, in lower case without a genitive's ending, and its stem."""

    raw: str
    text: str
    stem: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter, as names do."""
        return self.raw[0].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.raw[0].isdigit()

    @property
    def is_content(self) -> bool:
        """Whether it says what a sentence is about."""
        return self.text not in STOP_WORDS


def words_of(text: str) -> tuple[Word, ...]:
    """The words of ``text``."""
    return tuple(_word(match.group()) for match in _WORD.finditer(text))


@lru_cache(_KEPT)
def _word(raw: str) -> Word:
    text = raw.lower().replace("\u2019", "'").removesuffix("'s")
    return Word(raw, text, stem(text))


class Rarities:
    """How rare words are in English texts: the logarithm of how few of the paragraphs have a word of that stem."""

    def __init__(self, rarities: Mapping[str, float], unknown: float) -> None:
        self._rarities = rarities
        self._unknown = unknown

    def of(self, stem: str) -> float:
        """The rarity of a word of that ``stem``, from 0 for one that every paragraph has."""
        return self._rarities.get(stem, self._unknown)
