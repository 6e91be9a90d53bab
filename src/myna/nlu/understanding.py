"""What a language knows of its sentences beside templates: guards, a classifier, where two orders are divided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from myna.core.tables import read_table
from myna.nlu.classifier import Guess
from myna.nlu.guards import guarding
from myna.nlu.request_table import RequestTable


@dataclass(frozen=True, slots=True)
class Parts:
    """``texts``: the orders that one sentence may hold, and in ``guards`` what guards each (or "").

    ``clear``: they are told from one another even where the whole could be understood too.
    """

    texts: Sequence[str]
    guards: Sequence[str]
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Reasoned:
    """An order without its reason. ``behind``: the reason stands in front of it.

    ``names``: it has the thing that the reason names in the place of "it".
    """

    order: str
    behind: bool
    names: bool = False


class Understanding(Protocol):
    """A language's guards, classifier and division of sentences."""

    def load(self) -> None:
        """Read what is needed, which takes a moment; else that is done for the first sentence. Raises ModelError."""
        ...

    def mended(self, text: str) -> str:
        """``text`` as it was meant, where its speaker hesitates or corrects something in it."""
        ...

    def plain(self, text: str) -> str:
        """``text`` without the politeness and the filler around it; itself where it has none."""
        ...

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order ("negation", "question"...); empty where it may be one."""
        ...

    def is_elsewhere(self, text: str) -> bool:
        """Whether ``text`` is an order for another device ("on my phone")."""
        ...

    def classify(self, text: str) -> Sequence[Guess]:
        """The classes that ``text`` may be in, the likeliest first; none where it may be anything."""
        ...

    def asks_how(self, text: str) -> bool:
        """Whether ``text`` asks how something is done, rather than to have it done."""
        ...

    def asks_what_is(self, text: str) -> bool:
        """Whether ``text``, a question, asks what there is now, rather than what was done or should be."""
        ...

    def parts(self, text: str) -> Sequence[Parts]:
        """How ``text`` may be divided into several orders, the likeliest first."""
        ...

    def ending(self, text: str) -> str:
        """The order that ``text`` ends with behind something else that is told ("I'm tired wake me at six"), or ""."""
        ...

    def without_reason(self, text: str, things: Sequence[str]) -> Iterable[Reasoned]:
        """The orders that ``text`` may be, without the reason for it; "it" may be one of several ``things``."""
        ...

    def is_order(self, text: str) -> bool:
        """Whether ``text`` wants something done, rather than to know something."""
        ...


class TableUnderstanding:
    """The guards and the table of requests of the language ``tag``, which has no trained classifier.

    They are in ``guards.yaml`` and ``requests.yaml`` of the language's folder; a language may lack both.
    """

    def __init__(self, tag: str) -> None:
        self._tag = tag

    def load(self) -> None:
        """Read the tables."""
        guarding(self._tag)
        _requests(self._tag)

    def mended(self, text: str) -> str:
        """``text``: no corrections are known."""
        return text

    def plain(self, text: str) -> str:
        """``text``: the templates know the language's politeness."""
        return text

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order; empty where it may be one."""
        found = guarding(self._tag)(text)
        return found.kind if found else ""

    def is_elsewhere(self, text: str) -> bool:
        """Nothing is known to be."""
        return False

    def classify(self, text: str) -> Sequence[Guess]:
        """The class whose words ``text`` has; what is only a condition or a story is about nothing."""
        found = _requests(self._tag).find(text)
        return () if found is None or self.guard(text) in _ASIDE else [Guess(found, 1.0)]

    def asks_how(self, text: str) -> bool:
        """Nothing is known to ask that."""
        return False

    def asks_what_is(self, text: str) -> bool:
        """Nothing is known to ask that."""
        return False

    def parts(self, text: str) -> Sequence[Parts]:
        """``text`` in two, where it may hold two orders and nothing guards the whole.

        They are clearly told from one another where the second is an order by itself: "five minutes more" is none.
        """
        divisions = _requests(self._tag).divisions(text)
        if not divisions or self.guard(text):
            return ()
        return [Parts(parts, ["", ""], clear=self.is_order(parts[1])) for parts in divisions]

    def ending(self, text: str) -> str:
        """None is looked for."""
        return ""

    def without_reason(self, text: str, things: Sequence[str]) -> Iterable[Reasoned]:
        """None is looked for."""
        return ()

    def is_order(self, text: str) -> bool:
        """Whether ``text`` has the form of an order, and is no question about one."""
        return _requests(self._tag).is_order(text) and self.guard(text) != "question"


_ASIDE = frozenset(["condition", "report", "hypothetical"])
"""The guards of sentences that may name rain or music in passing."""


@cache
def _requests(tag: str) -> RequestTable:
    """The language's table of requests, read once; empty where there is none."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "requests.yaml")
    return RequestTable.read(read_table(file) if file.is_file() else {"classes": {}, "general": (), "orders": ()})
