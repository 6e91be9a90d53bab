"""How likely a sentence is to be whole, by where people end theirs. Pure but for reading the table.

Its rules:

1. The last words decide, as many of them as a row of the table has, at most ``MOST_WORDS``; ``START`` stands before the
   first word and counts as one. So "what time is it" may be whole though little else ends with "it".
2. A word that people rarely say stands for any other ("?"), and number words for each other, so that the table knows
   "the capital of Portugal" if it knows "the capital of France". Tens ("twenty") may be followed by more.
3. ``scripts/sentence_ends.py`` makes the table (``LANGUAGE/sentence_ends.txt``) of the requests that the recogniser
   expects, and reads their words by this module, so that both see the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

START, RARE = "^", "?"
MOST_WORDS = 4
NUMBERS = "="
"""Before the rows of number words: each is the class, and the words that it stands for."""


@dataclass(frozen=True, slots=True)
class SentenceEnds:
    """``rows`` are last words, and the probability, 0 to 1, that a sentence with them is whole.

    ``classes`` has what stands for a number word. A word without a row of its own is a rare one, and ``RARE`` has one.
    """

    rows: Mapping[str, float]
    classes: Mapping[str, str]

    def probability(self, text: str) -> float:
        """How likely ``text``, words in lower case as a recogniser writes them, is a whole sentence."""
        words = masked(text, self.classes, self.rows)
        rows = (self.rows.get(" ".join(words[-count:])) for count in range(min(MOST_WORDS, len(words)), 0, -1))
        return next((found for found in rows if found is not None), 0.0)


def masked(text: str, classes: Mapping[str, str], known: "Mapping[str, object] | set[str]") -> Sequence[str]:
    """The words of ``text`` behind ``START``, where ``classes`` stand for numbers and ``RARE`` for an unknown word."""
    named = (classes.get(word, word) for word in text.split())
    return [START, *(word if word in known else RARE for word in named)]


@cache
def sentence_ends(tag: str) -> SentenceEnds | None:
    """Those of the language ``tag`` (``en-us``); None where it has no table.

    A row is the probability in thousandths, a tab, and the last words.
    """
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "sentence_ends.txt")
    if not file.is_file():
        return None
    rows: dict[str, float] = {}
    classes: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition("\t")
        if first == NUMBERS:
            name, *words = rest.split()
            classes |= dict.fromkeys(words, name)
        elif rest:
            rows[rest] = int(first) / 1000
    return SentenceEnds(rows, classes)
