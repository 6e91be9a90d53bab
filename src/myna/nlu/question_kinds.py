"""Which questions ask for a fact, and which of these facts change with time, in each language. Pure but for the table.

Its rules:

1. A question of fact asks what is so in the world, whoever asks. What asks for an opinion, for advice, for something
   made up, or about the one who asks and Myna, is talk.
2. What is ``certain`` is a fact whatever else it holds; then ``talk`` wins over ``facts``.
3. What is asked of a time to come nobody can know, by whatever source: of a year from 2030 on, or "in fifty years".
4. What is true only now is told from what was true at a time that the question names. Words such as "latest" are about
   now in any tense; who holds an office or what something costs is so only where no past is asked for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, Self

from myna.core.tables import read_table
from myna.nlu.guard_table import spelt
from myna.nlu.normalise import folded, joined, words_of

_NOTHING = "(?!)"
"""A regular expression that finds nothing."""


class QuestionKinds(Protocol):
    """Tells the questions of one language from one another."""

    def is_fact(self, question: str) -> bool:
        """Whether ``question`` asks for a fact."""
        ...

    def is_certain(self, question: str) -> bool:
        """Whether ``question`` asks for a fact by its form alone, whatever else is in it: a song's title."""
        ...

    def changes(self, question: str) -> bool:
        """Whether ``question`` asks for a fact that changes with time: an office, a price, a record, an age."""
        ...

    def is_to_come(self, question: str) -> bool:
        """Whether ``question`` asks for a fact of a time to come."""
        ...


@dataclass(frozen=True, slots=True)
class QuestionKindTable:
    """Regular expressions over a sentence in lower case, without punctuation."""

    aside: re.Pattern[str]
    certain: re.Pattern[str]
    talk: re.Pattern[str]
    facts: re.Pattern[str]
    now: re.Pattern[str]
    to_come: re.Pattern[str]
    changing: re.Pattern[str]
    past: re.Pattern[str]
    moment: re.Pattern[str]
    spaced: bool

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """The table of a ``kinds.yaml``.

        It has lists of regular expressions: ``aside``, what is left out at the beginning; ``certain``, ``talk`` and
        ``facts``; ``to_come``, a time that is not yet; of facts that change ``now`` and ``changing``; ``past``, which
        ``changing`` is not asked with, and ``moment``, a time that is over, with which nothing changes. ``forms`` stand
        for their names in capitals. With ``word: false`` none begins or ends at a word's border; with
        ``spaced: false`` spaces are taken out.
        """
        border = r"\b" if table.get("word", True) else ""
        forms = table.get("forms", {})

        def compiled(name: str) -> re.Pattern[str]:
            listed: Sequence[str] = table.get(name, ())
            return re.compile(
                "|".join(f"{border}(?:{folded(spelt(one, forms))}){border}" for one in listed) or _NOTHING
            )

        return cls(
            aside=compiled("aside"),
            certain=compiled("certain"),
            talk=compiled("talk"),
            facts=compiled("facts"),
            now=compiled("now"),
            to_come=compiled("to_come"),
            changing=compiled("changing"),
            past=compiled("past"),
            moment=compiled("moment"),
            spaced=table.get("spaced", True),
        )

    def is_fact(self, question: str) -> bool:
        """Whether ``question`` asks for a fact."""
        return self._is_fact(self._plain(question))

    def is_certain(self, question: str) -> bool:
        """Whether ``question`` asks for a fact by its form alone."""
        return self.certain.search(self._plain(question)) is not None

    def changes(self, question: str) -> bool:
        """Whether ``question`` asks for a fact that changes with time."""
        plain = self._plain(question)
        return self._is_fact(plain) and self._changes(plain)

    def is_to_come(self, question: str) -> bool:
        """Whether ``question`` asks for a fact of a time to come."""
        plain = self._plain(question)
        return self._is_fact(plain) and self.to_come.search(plain) is not None

    def _is_fact(self, plain: str) -> bool:
        if self.certain.search(plain):
            return True
        asks = self.facts.search(plain) or self.changing.search(plain)
        return asks is not None and not self.talk.search(plain)

    def _changes(self, plain: str) -> bool:
        if self.moment.search(plain):
            return False
        return bool(self.now.search(plain) or (self.changing.search(plain) and not self.past.search(plain)))

    def _plain(self, question: str) -> str:
        """The words of ``question`` without what is said in front of it: "can you tell me"."""
        plain = joined(words_of(question))
        plain = plain if self.spaced else plain.replace(" ", "")
        while found := self.aside.match(plain):
            plain = plain[found.end() :].lstrip()
        return plain


@cache
def question_kinds_of(tag: str) -> QuestionKinds:
    """What tells the questions of the language ``tag`` (``en-us``) apart; without a table none asks for a fact."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "kinds.yaml")
    return QuestionKindTable.read(read_table(file) if file.is_file() else {})
